// Sorts tables by a click on a column header.

/**
 * Make a table sortable.
 * @param {HTMLTableElement} table
 * @param {AbortSignal} signal
 */
function sortable(table, signal) {
  // Not necessarily the parent: Material wraps tables in other elements.
  const root = /** @type {HTMLElement} */ (table.closest("[data-fg-filterable]"));
  const headers = [...table.tHead?.rows[0]?.cells ?? []];
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const name = `${prefixOf(root)}sort`;
  // The column by which the rows of the page are sorted.
  const standing = headers.findIndex((header) => header.ariaSort);
  let column = standing;
  let falling = false;

  /**
   * Rows sorted by the selected column.
   * @template {Item | Row} T @param {T[]} all
   */
  function ordered(all) {
    const numbers = headers[column].dataset.fgSort === "number";
    const key = new Map(all.map((row) => [row, row.key(column, numbers)]));
    const { compare } = new Intl.Collator(undefined, { numeric: true });
    const sign = falling ? -1 : 1;
    return [...all].sort((a, b) => {
      const [x, y] = [key.get(a), key.get(b)];
      return sign * (typeof x === "number" ? x - Number(y) : compare(String(x), String(y)));
    });
  }

  /** Sort the rows and update the headers. */
  function sort() {
    headers.forEach((header, index) => {
      header.ariaSort = index !== column ? null : falling ? "descending" : "ascending";
    });
    const away = kept.get(root);
    if (away) kept.set(root, ordered(away));
    else body.append(...ordered([...body.rows].map((row) => new Item(row))).map((item) => item.element));
    root.dispatchEvent(new Event("fg-order"));
  }

  headers.forEach((header, index) => {
    if (!header.hasAttribute("data-fg-sort")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fg-sort";
    button.append(...header.childNodes);
    // A column that is sorted by something else than its text says by what.
    const { fgOrder } = header.dataset;
    if (fgOrder) button.title = button.dataset.fgOrder = fgOrder;
    header.append(button);
    button.addEventListener("click", () => {
      // The largest numbers are the interesting ones.
      falling = column === index ? !falling : header.dataset.fgSort === "number";
      column = index;
      sort();
      const unchanged = column === standing && !falling;
      setParameters([[name, unchanged ? [] : [`${falling ? "-" : ""}${column + 1}`]]]);
    }, { signal });
  });

  root.addEventListener("fg-rows", () => {
    if (column !== standing || falling) sort();
  }, { signal });
  const asked = Number(parameter(name));
  if (headers[Math.abs(asked) - 1]?.hasAttribute("data-fg-sort")) {
    column = Math.abs(asked) - 1;
    falling = asked < 0;
    sort();
  }

  signal.addEventListener("abort", () => {
    if (!table.isConnected) return;
    for (const [index, header] of headers.entries()) {
      header.ariaSort = index === standing ? "ascending" : null;
      const button = header.querySelector(".fg-sort");
      button?.replaceWith(...button.childNodes);
    }
    body.append(...rows);
  });
}

onEach("[data-fg-filterable] table[data-fg-interactive]", (table, signal) => {
  sortable(/** @type {HTMLTableElement} */ (table), signal);
});
