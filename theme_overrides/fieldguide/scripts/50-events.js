// Groups events by the reader's date, which the build does not know. Without this script, they are one list.

/**
 * Sort the events of a list, and show the selected ones.
 * @param {HTMLElement} list
 */
function arrangeEvents(list) {
  // The Swedish locale formats dates as 2026-05-31, the format in the page.
  const today = new Date().toLocaleDateString("sv");
  /** @param {string} selector */
  const all = (selector) => /** @type {HTMLElement[]} */ ([...list.querySelectorAll(selector)]);
  // Undated events come last.
  const end = (/** @type {HTMLElement} */ item) => item.dataset.fgEnds || "9999";
  const start = (/** @type {HTMLElement} */ item) => item.dataset.fgBegins || "9999";
  const items = all("[data-fg-ends]");
  const ahead = items.filter((item) => end(item) >= today).sort((a, b) => start(a).localeCompare(start(b)));
  const over = items.filter((item) => end(item) < today).sort((a, b) => end(b).localeCompare(end(a)));
  const wanted = { upcoming: ahead, past: over }[list.dataset.fgEvents ?? ""] ?? [...ahead, ...over];
  const shown = new Set(wanted.slice(0, Number(list.dataset.fgLimit) || undefined));
  const show = (/** @type {HTMLElement} */ item, /** @type {boolean} */ yes) => item.toggleAttribute("data-fg-out", !yes);
  for (const item of items) show(item, shown.has(item));
  const groups = [ahead, over].map((events, index) => {
    const heads = all(`[data-fg-group="${index ? "past" : "upcoming"}"]`);
    for (const head of heads) show(head, events.some((item) => shown.has(item)));
    return [...heads, ...events];
  });
  const none = all("[data-fg-none]");
  for (const item of none) show(item, !shown.size);
  const order = [...groups.flat(), ...none];
  // Elements that are in place are not moved, to avoid layout shifts.
  if (order.some((item, index) => item !== list.children[index])) list.append(...order);
}

onEach("[data-fg-events]", arrangeEvents);
