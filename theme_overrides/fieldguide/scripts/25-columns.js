// Which columns of a table are shown. The first, which names the rows, always is.

/**
 * Let readers choose the columns of one table.
 * @param {HTMLElement} menu holds a box for each column but the first
 * @returns {() => void} undoes it
 */
function chooseColumns(menu) {
  const root = /** @type {HTMLElement} */ (menu.closest("[data-fg-filterable]"));
  const table = /** @type {HTMLElement} */ (root.querySelector("table"));
  const boxes = [...menu.querySelectorAll("input")];
  const name = `${prefixOf(root)}hide`;
  const stop = new AbortController();
  const left = () => boxes.filter((box) => !box.checked);

  // The style sheet hides the cells: also of rows that come later, and on paper.
  const show = () => {
    table.dataset.fgHidden = left().map((box) => boxes.indexOf(box) + 2).join(" ");
    menu.querySelector("summary")?.toggleAttribute("data-fg-on", left().length > 0);
  };

  const asked = new URLSearchParams(location.search).get(name)?.split(",") ?? [];
  for (const box of boxes) box.checked = !asked.includes(box.value);
  menu.addEventListener("change", () => {
    show();
    setParameters([[name, [left().map((box) => box.value).join(",")]]]);
  }, { signal: stop.signal });
  show();
  return () => {
    stop.abort();
    delete table.dataset.fgHidden;
  };
}

onEachPage(() => {
  const menus = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-fg-columns]")]);
  const steps = menus.map(chooseColumns);
  return () => steps.forEach((step) => step());
});
