// The large search field of a landing page opens the theme's search.
document.addEventListener("click", (event) => {
  if (!around(event.target, "[data-fg-search]")) return;
  // Material opens its search when the field gets the focus.
  /** @type {HTMLElement | null} */ (document.querySelector(".md-search__input"))?.focus();
});
