// Under `mkdocs serve` only: shows the findings of the last build on each page, those of this page first.
//
// The build writes them into a file of their own, so that a finding does not change all pages. A list that was
// closed stays closed until there is another error or warning.

(() => {
  const KEY = "fieldguide.closed";
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../../", src);

  /** @param {string} url */
  const pathOf = (url) => new URL(url, root).pathname.replace(/\/index\.html$/, "/");

  /**
   * Divide the findings into those of this page and others. Notes on other pages are left out.
   * @param {Element} box all findings
   */
  const sort = (box) => {
    const [here, elsewhere] = box.querySelectorAll("ul");
    for (const finding of box.querySelectorAll("li")) {
      const { page, severity } = finding.dataset;
      if (page !== undefined && pathOf(page) === pathOf(location.href)) here.append(finding);
      else if (severity === "info") finding.remove();
    }
    /** @type {HTMLDetailsElement} */ (elsewhere.parentElement).open = !here.children.length;
    for (const [name, list] of Object.entries({ here, elsewhere })) {
      for (const count of box.querySelectorAll(`[data-count="${name}"]`)) {
        if (list.children.length) count.textContent = `${list.children.length}`;
        else count.closest("[data-part]")?.remove();
      }
    }
  };

  /** @param {HTMLDetailsElement} box */
  const start = (box) => {
    const serious = [...box.querySelectorAll("li:not([data-severity=info])")];
    const names = serious.map((finding) => finding.querySelector("[data-name]")?.textContent ?? "");
    const closed = new Set(JSON.parse(sessionStorage.getItem(KEY) ?? "[]"));
    box.open = names.some((name) => !closed.has(name));
    box.addEventListener("toggle", () => {
      if (box.open) sessionStorage.removeItem(KEY);
      else sessionStorage.setItem(KEY, JSON.stringify(names));
    });
  };

  const ready = fetch(new URL("findings.html", src), { cache: "no-store" })
    .then((answer) => answer.text())
    .then((text) => new DOMParser().parseFromString(text, "text/html").querySelector(".fg-findings"));

  const show = async () => {
    const all = await ready;
    document.querySelector(".fg-findings")?.remove();
    const box = /** @type {Element | undefined} */ (all?.cloneNode(true));
    if (!box) return;
    sort(box);
    if (!box.querySelector("li")) return;
    start(/** @type {HTMLDetailsElement} */ (box.querySelector("details")));
    document.body.prepend(box);
  };

  document.addEventListener("keydown", ({ key, target }) => {
    const box = /** @type {HTMLDetailsElement | null} */ (document.querySelector(".fg-findings__box[open]"));
    // Elsewhere, the key closes something else.
    if (key !== "Escape" || !box || !(target === document.body || box.contains(/** @type {Node} */ (target)))) return;
    box.open = false;
    box.querySelector("summary")?.focus();
  });

  // Only Material has `document$`. With instant navigation, it also announces later pages.
  if (typeof document$ === "undefined") show();
  else document$.subscribe(show);
})();
