// Highlights search terms in the visible items, in browsers that support the CSS Custom Highlight API.

(() => {
  const MOST = 200;
  /** @type {Map<Element, Range[]>} */
  const marked = new Map();

  /**
   * The ranges of words in an element.
   * @param {Element} item
   * @param {string[]} words
   */
  function* places(item, words) {
    const walk = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const text = plain(node.nodeValue ?? "");
      // If normalisation changes the length, positions cannot be mapped back.
      if (text.length !== node.nodeValue?.length) continue;
      for (const word of words) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, at + word.length);
          yield range;
        }
      }
    }
  }

  if (!("highlights" in CSS)) return;
  document.addEventListener("fg-found", (event) => {
    const root = /** @type {HTMLElement} */ (event.target);
    const words = /** @type {CustomEvent<string[]>} */ (event).detail;
    for (const one of marked.keys()) if (!one.isConnected) marked.delete(one);
    const shown = (words.length && shownOf.get(root) || []).slice(0, MOST).flatMap(searchedParts);
    marked.set(root, shown.flatMap((part) => [...places(part, words)]));
    CSS.highlights.set("fg-found", new Highlight(...[...marked.values()].flat()));
  }, true);
})();
