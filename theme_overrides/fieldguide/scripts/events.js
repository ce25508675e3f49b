// Events by the reader's day: the build only knows its own. Without this script they are one list.
(() => {
  /** @param {HTMLElement} item the last day of an event, as 2026-05-31; empty without one */
  const end = (item) => item.dataset.fgEnds ?? "";
  /** @param {HTMLElement} item events without a day come last */
  const start = (item) => item.dataset.fgBegins || "9999";

  /**
   * Put the events of a list in order, and show those that are asked for.
   * @param {HTMLElement} list
   */
  function arrange(list) {
    const now = new Date();
    const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
    const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    const [ups, pasts] = ["upcoming", "past"].map((name) =>
      [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(`[data-fg-group="${name}"]`))]);
    const items = [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-fg-ends]"))];
    const ahead = items.filter((item) => !end(item) || end(item) >= today);
    const over = items.filter((item) => !ahead.includes(item));
    ahead.sort((a, b) => start(a).localeCompare(start(b)));
    over.sort((a, b) => end(b).localeCompare(end(a)));
    const wanted = { upcoming: ahead, past: over }[list.dataset.fgEvents ?? ""] ?? [...ahead, ...over];
    const shown = new Set(wanted.slice(0, Number(list.dataset.fgLimit) || undefined));
    for (const item of items) item.toggleAttribute("data-fg-out", !shown.has(item));
    for (const item of ups) item.toggleAttribute("data-fg-out", !ahead.some((event) => shown.has(event)));
    for (const item of pasts) item.toggleAttribute("data-fg-out", !over.some((event) => shown.has(event)));
    const none = /** @type {HTMLElement} */ (list.querySelector("[data-fg-none]"));
    none.toggleAttribute("data-fg-out", shown.size > 0);
    const order = [...ups, ...ahead, ...pasts, ...over, none];
    // What is in place already is not moved: that would shift what readers look at.
    if (order.some((item, index) => item !== list.children[index])) list.append(...order);
  }

  /** Look for lists on the page. */
  function begin() {
    /** @type {NodeListOf<HTMLElement>} */
    const lists = document.querySelectorAll("[data-fg-events]");
    lists.forEach(arrange);
  }

  // With another theme than Material there is no `document$`.
  if (typeof document$ === "undefined") begin();
  else document$.subscribe(begin);
})();
