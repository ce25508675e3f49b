// Which columns of a table are shown. The first, which names the rows, always is.

/**
 * Let readers choose the columns of one table.
 * @param {HTMLElement} menu holds a box for each column but the first
 * @param {AbortSignal} signal
 */
function chooseColumns(menu, signal) {
  const root = /** @type {HTMLElement} */ (menu.closest("[data-fg-filterable]"));
  const table = /** @type {HTMLElement} */ (root.querySelector("table"));
  const boxes = [...menu.querySelectorAll("input")];
  const name = `${prefixOf(root)}hide`;
  const left = () => boxes.filter((box) => !box.checked);

  // The style sheet hides the cells: also of rows that come later, and on paper.
  const show = () => {
    table.dataset.fgHidden = left().map((box) => boxes.indexOf(box) + 2).join(" ");
    menu.querySelector("summary")?.toggleAttribute("data-fg-on", left().length > 0);
  };

  const asked = parameter(name)?.split(",") ?? [];
  for (const box of boxes) box.checked = !asked.includes(box.value);
  menu.addEventListener("change", () => {
    show();
    setParameters([[name, [left().map((box) => box.value).join(",")]]]);
  }, { signal });
  show();
  signal.addEventListener("abort", () => {
    delete table.dataset.fgHidden;
  });
}

onEach("[data-fg-columns]", chooseColumns);
