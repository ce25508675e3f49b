// Menus of filters and columns: their place in the window, and a search in those with many options.

/** Distance of a menu from the edges of the window, in pixels. */
const MENU_MARGIN = 8;

/**
 * Move an open menu into the window. It opens upwards if there is more space, and scrolls if it is too high.
 * @param {HTMLElement} menu
 */
function placeMenu(menu) {
  const { style } = menu;
  style.translate = style.maxBlockSize = "";
  menu.classList.remove("fg-facet__menu--above");
  const summary = /** @type {HTMLElement} */ (menu.previousElementSibling).getBoundingClientRect();
  const { left, right, top, height } = menu.getBoundingClientRect();
  const header = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
  const below = innerHeight - top - MENU_MARGIN;
  const above = summary.top - (top - summary.bottom) - Math.max(header, 0) - MENU_MARGIN;
  const up = height > below && above > below;
  menu.classList.toggle("fg-facet__menu--above", up);
  // A menu at the edge of the window would be too small to use; readers can scroll to the rest of it.
  style.maxBlockSize = `${Math.min(height, Math.max(up ? above : below, 160))}px`;
  // Focus in the menu may have scrolled the page sideways before.
  const [start, end] = [left + scrollX, right + scrollX];
  style.translate = `${Math.max(MENU_MARGIN - start, Math.min(0, document.body.clientWidth - MENU_MARGIN - end))}px`;
}

/**
 * Initialise a menu.
 * @param {HTMLElement} element
 * @param {AbortSignal} signal
 */
function startMenu(element, signal) {
  const facet = /** @type {HTMLDetailsElement} */ (element);
  const menu = /** @type {HTMLElement} */ (facet.lastElementChild);
  const find = /** @type {HTMLInputElement | null} */ (menu.querySelector("[data-fg-find-option]"));
  const options = [...menu.querySelectorAll("li")];

  /** Show the options that contain all words. */
  function search() {
    const words = plain(find?.value ?? "").split(/\s+/).filter(Boolean);
    for (const option of options) {
      const text = plain(option.querySelector("span")?.textContent ?? "");
      option.hidden = !words.every((word) => text.includes(word));
    }
    menu.querySelector("[data-fg-no-option]")?.toggleAttribute("hidden", options.some((option) => !option.hidden));
  }

  facet.addEventListener("toggle", () => {
    if (find) find.value = "";
    search();
    if (facet.open) placeMenu(menu);
  }, { signal });
  find?.addEventListener("input", search, { signal });
  find?.addEventListener("keydown", (event) => {
    // The first press of Escape empties the field, the next one closes the menu.
    if (event.key !== "Escape" || !find.value) return;
    find.value = "";
    search();
    event.stopPropagation();
    event.preventDefault();
  }, { signal });
  signal.addEventListener("abort", () => {
    if (find) find.value = "";
    search();
  });
}

onEach("[data-fg-filter] details", startMenu);
