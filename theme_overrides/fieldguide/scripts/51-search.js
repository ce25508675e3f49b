// The large search field of a landing page hands over to the theme's own search.
document.addEventListener("click", (event) => {
  if (!around(event.target, "[data-fg-search]")) return;
  // Material opens its search when the field gets the focus.
  /** @type {HTMLElement | null} */ (document.querySelector(".md-search__input"))?.focus();
});
