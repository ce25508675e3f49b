// Downloads the matching rows of a table as CSV, including those on other pages.

/**
 * A cell of a CSV file. Escapes texts that a spreadsheet would interpret as a formula, also with full-width
 * characters or after white space, like the exports.
 * @param {string} text
 */
function csvCell(text) {
  return `"${(/^([\t\r]|\s*[=+@-])/.test(text.normalize("NFKC")) ? "'" : "") + text.replaceAll('"', '""')}"`;
}

/** @param {HTMLElement} root the container of the table and its filter */
function saveAsCsv(root) {
  const table = /** @type {HTMLTableElement} */ (root.querySelector("table"));
  const hidden = new Set((table.dataset.fgHidden ?? "").split(" "));
  /** The cells of a row in the visible columns. @param {HTMLTableRowElement} [row] */
  const cellsOf = (row) => [...row?.cells ?? []].filter((_, index) => !hidden.has(String(index + 1)));
  const headers = cellsOf(table.tHead?.rows[0]);
  const titles = headers.map(line);
  const rows = (found.get(root) ?? []).map((item) => /** @type {HTMLTableRowElement} */ (item.element));
  if (!table.matches(".fg-table")) return save(table, [titles, ...rows.map((row) => cellsOf(row).map(line))]);
  // The header of a cell with more than its text has a name for the rest.
  const [{ dataset: { fgType } }] = headers;
  const links = headers.find((header) => header.dataset.fgLinks)?.dataset.fgLinks;
  const pages = headers.find((header) => header.dataset.fgPages)?.dataset.fgPages;
  const lines = [[
    "id", titles[0], ...fgType ? [fgType] : [], ...titles.slice(1), ...pages ? [pages] : [], ...links ? [links] : [],
  ]];
  for (const row of rows) {
    const [name, ...others] = cellsOf(row);
    lines.push([
      row.dataset.id ?? "",
      line(name.querySelector("a") ?? name),
      ...fgType ? [line(name.querySelector(".fg-table__type"))] : [],
      ...others.map((at) => {
        const items = at.querySelectorAll(":scope > .fg-pills li > .fg-pill");
        if (items.length) return [...items].map(line).join("; ");
        return line(at.querySelector(".fg-table__text") ?? (at.querySelector(".fg-links, .fg-table__also") ? null : at));
      }),
      ...pages ? [[...row.querySelectorAll(".fg-table__also li > .fg-pill")].map(line).join("; ")] : [],
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
