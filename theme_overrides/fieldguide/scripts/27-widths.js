// Keeps the widths of the columns of an author's table while rows are filtered out. In the plugin's own tables, the
// style sheet sets them.

onEach("[data-fg-filterable] table[data-fg-interactive]:not(.fg-table)", (element, signal) => {
  const table = /** @type {HTMLTableElement} */ (element);
  const root = /** @type {HTMLElement} */ (table.closest("[data-fg-filterable]"));
  const headers = [...table.tHead?.rows[0]?.cells ?? []];

  /** @param {string[]} widths those of all columns; none to let the browser choose */
  const set = (widths) => headers.forEach((header, index) => {
    header.style.boxSizing = widths.length ? "border-box" : "";
    header.style.minInlineSize = widths[index] ?? "";
  });

  // Measure before the filter handles the event, while all rows are shown.
  root.addEventListener("input", (event) => {
    if (!around(event.target, "[data-fg-find]") || root.querySelector(".fg-out")) return;
    set(headers.map((header) => `${header.getBoundingClientRect().width}px`));
  }, { capture: true, signal });
  root.addEventListener("fg-found", () => {
    if (!root.querySelector(".fg-out")) set([]);
  }, { signal });
  addEventListener("resize", () => set([]), { signal });
  signal.addEventListener("abort", () => set([]));
});
