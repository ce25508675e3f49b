// The large search field of a landing page hands over to the theme's own search.
document.addEventListener("click", (event) => {
  if (!around(event.target, "[data-fg-search]")) return;
  const input = document.querySelector(".md-search__input");
  // Material opens its search when the field gets the focus.
  if (input instanceof HTMLElement) input.focus();
});
