// Shows and hides columns of a table. The first column, which identifies the rows, is always shown.

/**
 * Initialise the column menu of a table.
 * @param {HTMLElement} menu contains a checkbox for each column except the first
 * @param {AbortSignal} signal
 */
function chooseColumns(menu, signal) {
  const root = /** @type {HTMLElement} */ (menu.closest("[data-fg-filterable]"));
  const table = /** @type {HTMLElement} */ (root.querySelector("table"));
  const boxes = [...menu.querySelectorAll("input")];
  const name = `${prefixOf(root)}hide`;
  const left = () => boxes.filter((box) => !box.checked);

  // The style sheet hides the cells, also those of rows added later, and in print.
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
