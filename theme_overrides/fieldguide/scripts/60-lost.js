// On the 404 page: shows the pages whose titles and URLs are most similar to the requested URL.
// Without this script, the page shows links to the listings.

/** The bigrams of a text. @param {string} text */
function letterPairs(text) {
  const bare = plain(text).replace(/\.html?$/, "").replace(/[^\p{L}\p{N}]+/gu, "");
  return new Set([...bare].slice(1).map((letter, index) => [...bare][index] + letter));
}

/** The similarity of two texts, from 0 to 1. @param {string} a @param {string} b */
function likeness(a, b) {
  const [x, y] = [letterPairs(a), letterPairs(b)];
  return 2 * [...x].filter((pair) => y.has(pair)).length / (x.size + y.size || 1);
}

onEach("[data-fg-lost]", (box) => {
  const last = (/** @type {string} */ path) => {
    const part = path.split("/").filter((name) => name && name !== "index.html").pop() ?? "";
    try {
      return decodeURIComponent(part);
    } catch {
      // Invalid percent-encoding.
      return part;
    }
  };
  const asked = last(location.pathname);
  if (!asked) return;
  const near = [...box.querySelectorAll("li")].map((item) => {
    const link = /** @type {HTMLAnchorElement} */ (item.querySelector("a"));
    return { item, like: Math.max(likeness(asked, last(link.pathname)), likeness(asked, line(link))) };
  }).filter(({ like }) => like >= 0.4).sort((a, b) => b.like - a.like).slice(0, 5);
  for (const { item } of near) item.hidden = false;
  box.querySelector("ul")?.prepend(...near.map(({ item }) => item));
  box.hidden = !near.length;
});
