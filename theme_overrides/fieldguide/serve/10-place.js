// Under `mkdocs serve` only: what the reader had opened stays open when the page reloads.
//
// Browsers restore the scroll position and the selected tabs themselves, but not `<details>`.

(() => {
  const KEY = "fieldguide.open";

  /** The `<details>` of the text by summary; equal summaries have numbers. @returns {Map<string, HTMLDetailsElement>} */
  const foldable = () => {
    const found = new Map();
    for (const details of document.querySelectorAll("article details")) {
      const text = details.querySelector("summary")?.textContent ?? "";
      let number = 0;
      while (found.has(`${number} ${text}`)) number += 1;
      found.set(`${number} ${text}`, details);
    }
    return found;
  };

  addEventListener("pagehide", () => {
    const open = [...foldable()].map(([name, details]) => [name, details.open]);
    sessionStorage.setItem(KEY, JSON.stringify([location.pathname, open]));
  });

  const [entry] = performance.getEntriesByType("navigation");
  if (/** @type {PerformanceNavigationTiming | undefined} */ (entry)?.type !== "reload") return;
  const [page, states] = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  if (page !== location.pathname) return;
  const now = foldable();
  for (const [name, open] of states) {
    const details = now.get(name);
    if (details) details.open = open;
  }
})();
