// Tables that are sorted by the headers of their columns.

/**
 * Let one table be sorted.
 * @param {HTMLElement} root holds the table, and its filter
 * @returns {() => void} undoes it
 */
function sortable(root) {
  const table = /** @type {HTMLTableElement} */ (root.querySelector("table"));
  const headers = [...table.tHead?.rows[0]?.cells ?? []];
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const name = `${prefixOf(root)}sort`;
  const stop = new AbortController();
  let column = -1;
  let falling = false;

  /**
   * Rows in the order of the chosen column.
   * @template {Item | Row} T @param {T[]} all
   */
  function ordered(all) {
    const numbers = headers[column].dataset.fgSort === "number";
    const key = new Map(all.map((row) => [row, row.key(column, numbers)]));
    const { compare } = new Intl.Collator(undefined, { numeric: true });
    const sorted = [...all].sort((a, b) => {
      const [x, y] = [key.get(a), key.get(b)];
      return typeof x === "number" ? x - Number(y) : compare(String(x), String(y));
    });
    return falling ? sorted.reverse() : sorted;
  }

  /** Put the rows into their order and say which it is. */
  function sort() {
    headers.forEach((header, index) => {
      if (index === column) header.setAttribute("aria-sort", falling ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    });
    const away = kept.get(root);
    if (away) kept.set(root, ordered(away));
    else body.append(...ordered([...body.rows].map((row) => new Item(row))).map((item) => item.element));
    root.dispatchEvent(new CustomEvent("fg-order"));
  }

  headers.forEach((header, index) => {
    if (!header.hasAttribute("data-fg-sort")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fg-sort";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      falling = column === index && !falling;
      column = index;
      sort();
      setParameters([[name, [`${falling ? "-" : ""}${column + 1}`]]]);
    }, { signal: stop.signal });
  });

  root.addEventListener("fg-rows", () => {
    if (column >= 0) sort();
  }, { signal: stop.signal });
  const asked = Number(new URLSearchParams(location.search).get(name) ?? 0);
  if (headers[Math.abs(asked) - 1]?.hasAttribute("data-fg-sort")) {
    column = Math.abs(asked) - 1;
    falling = asked < 0;
    sort();
  }

  return () => {
    stop.abort();
    if (!table.isConnected) return;
    for (const header of headers) {
      header.removeAttribute("aria-sort");
      const button = header.querySelector(".fg-sort");
      button?.replaceWith(...button.childNodes);
    }
    body.append(...rows);
  };
}

onEachPage(() => {
  // Not only as a child: Material puts elements around tables of the text.
  const tables = document.querySelectorAll("[data-fg-filterable] table[data-fg-interactive]");
  const steps = [...tables].map((table) => sortable(/** @type {HTMLElement} */ (table.closest("[data-fg-filterable]"))));
  return () => steps.forEach((step) => step());
});
