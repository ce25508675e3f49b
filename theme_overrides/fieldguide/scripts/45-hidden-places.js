// Opens closed details, and tabs in the background, that hide the target of a link, such as a citation.
// Browsers cannot open tabs, and not all of them open details.

(() => {
  /**
   * Make the target of a hash visible.
   * @param {string} hash
   * @returns {HTMLElement | null} the target if it was hidden
   */
  function reveal(hash) {
    const target = document.getElementById(hash.slice(1));
    let found = null;
    for (let outer = target?.parentElement; outer; outer = outer.parentElement) {
      const at = outer.matches(".tabbed-block") ? [.../** @type {Element} */ (outer.parentElement).children].indexOf(outer) : -1;
      const button = /** @type {HTMLInputElement | undefined} */ (outer.closest(".tabbed-set")?.querySelectorAll(":scope > input")[at]);
      const closed = outer.matches("details:not([open])");
      if (closed) outer.setAttribute("open", "");
      // Material moves its marker, and linked tabs follow.
      else if (button && !button.checked) button.click();
      else continue;
      found = target;
    }
    return found ?? null;
  }

  const show = () => {
    const target = reveal(location.hash);
    if (target) requestAnimationFrame(() => target.scrollIntoView());
  };

  // No other event follows if the URL already has the hash. Material's instant navigation ignores a link that it
  // has followed before, although the reader may have changed tabs since.
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (around(event.target, "a[href*='#']"));
    if (event.ctrlKey || event.metaKey || event.shiftKey || link?.pathname !== location.pathname) return;
    const target = reveal(link.hash);
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    location.hash = link.hash;
    target.scrollIntoView();
  }, true);
  window.addEventListener("hashchange", show);
  onEach("body", show);
})();
