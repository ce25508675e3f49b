// A table as CSV: what its filter has found, on all its pages.

/**
 * A cell of a CSV file. A spreadsheet would take a text that begins like a formula for one.
 * @param {string} text
 */
function csvCell(text) {
  return `"${(/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
}

/** @param {HTMLElement} root holds the table and its filter */
function saveAsCsv(root) {
  const bar = /** @type {HTMLElement} */ (root.querySelector("[data-fg-filter]"));
  const table = /** @type {HTMLTableElement} */ (root.querySelector("table"));
  const titles = [...table.tHead?.rows[0]?.cells ?? []].map((header) => line(header));
  const rows = /** @type {HTMLTableRowElement[]} */ (found.get(root) ?? []);
  if (!table.matches(".fg-table")) {
    save(table, [titles, ...rows.map((row) => [...row.cells].map(line))]);
    return;
  }
  const lines = [["id", titles[0], bar.dataset.fgType ?? "", ...titles.slice(1), bar.dataset.fgLinks ?? ""]];
  for (const row of rows) {
    const [name, ...others] = [...row.cells];
    lines.push([
      row.dataset.id ?? "",
      line(name.querySelector("a") ?? name.firstChild?.parentElement),
      line(name.querySelector(".fg-table__type")),
      ...others.map((at) => {
        const items = [...at.querySelectorAll(".fg-pills > li")];
        return items.length ? items.map(line).join("; ") : line(at.querySelector(".fg-table__text") ?? (at.querySelector(".fg-links") ? null : at));
      }),
      [...row.querySelectorAll(".fg-links a")].map((a) => /** @type {HTMLAnchorElement} */ (a).href).join(" "),
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
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = `${table.dataset.fgTable}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-fg-csv]") : null;
  const root = button?.closest("[data-fg-filterable]");
  if (root instanceof HTMLElement) saveAsCsv(root);
});
