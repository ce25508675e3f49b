// A table as CSV: what its filter has found, on all its pages.

/**
 * A cell of a CSV file. A spreadsheet would take a text that begins like a formula for one, also with full-width
 * signs or behind blanks, as in `export/tables.py`.
 * @param {string} text
 */
function csvCell(text) {
  return `"${(/^([\t\r]|\s*[=+@-])/.test(text.normalize("NFKC")) ? "'" : "") + text.replaceAll('"', '""')}"`;
}

/** @param {HTMLElement} root holds the table and its filter */
function saveAsCsv(root) {
  const table = /** @type {HTMLTableElement} */ (root.querySelector("table"));
  const hidden = new Set((table.dataset.fgHidden ?? "").split(" "));
  /** The cells of a row in the columns that are shown. @param {HTMLTableRowElement} [row] */
  const cellsOf = (row) => [...row?.cells ?? []].filter((_, index) => !hidden.has(String(index + 1)));
  const headers = cellsOf(table.tHead?.rows[0]);
  const titles = headers.map(line);
  const rows = (found.get(root) ?? []).map((item) => /** @type {HTMLTableRowElement} */ (item.element));
  if (!table.matches(".fg-table")) return save(table, [titles, ...rows.map((row) => cellsOf(row).map(line))]);
  // A cell that holds more than its text says in its header what to call that.
  const [{ dataset: { fgType } }] = headers;
  const links = headers.find((header) => header.dataset.fgLinks)?.dataset.fgLinks;
  const lines = [["id", titles[0], ...fgType ? [fgType] : [], ...titles.slice(1), ...links ? [links] : []]];
  for (const row of rows) {
    const [name, ...others] = cellsOf(row);
    lines.push([
      row.dataset.id ?? "",
      line(name.querySelector("a") ?? name),
      ...fgType ? [line(name.querySelector(".fg-table__type"))] : [],
      ...others.map((at) => {
        const items = [...at.querySelectorAll(".fg-pills > li")];
        return items.length ? items.map(line).join("; ") : line(at.querySelector(".fg-table__text") ?? (at.querySelector(".fg-links") ? null : at));
      }),
      ...links ? [[...row.querySelectorAll(".fg-links a")].map((a) => /** @type {HTMLAnchorElement} */ (a).href).join(" ")] : [],
    ]);
  }
  save(table, lines);
}

/**
 * @param {HTMLTableElement} table
 * @param {string[][]} lines
 */
function save(table, lines) {
  const text = `\ufeff${lines.map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = `${table.dataset.fgTable}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

document.addEventListener("click", (event) => {
  const root = around(around(event.target, "[data-fg-csv]"), "[data-fg-filterable]");
  if (root) saveAsCsv(root);
});
