// Search and filters over rows of a table, tiles or people: whatever stands in `[data-fg-items]`.
// Without this script all of them stand on the page, in their order.

/**
 * What a filter has found, in its order, by the element that holds filter and items.
 * @type {WeakMap<HTMLElement, HTMLElement[]>}
 */
const found = new WeakMap();

/**
 * The beginning of the names of a filter's parameters: with several filters on a page, all but the first have one.
 * @param {HTMLElement} root
 */
function prefixOf(root) {
  const first = document.querySelector("[data-fg-filterable]");
  return root === first ? "" : `${root.dataset.fgFilterable}.`;
}

/**
 * Bring one filter to life. What changes the order of the items tells `root` by the event `fg-order`; `root` tells by
 * `fg-found` that something else is shown.
 * @param {HTMLElement} root holds the bar and the items
 * @returns {() => void} undoes it
 */
function filterable(root) {
  const bar = /** @type {HTMLElement} */ (root.querySelector("[data-fg-filter]"));
  /** @template {HTMLElement} T @param {string} name @returns {T | null} */
  const part = (name) => /** @type {T | null} */ (root.querySelector(`[data-fg-${name}]`));
  const find = /** @type {HTMLInputElement} */ (part("find"));
  const chosen = /** @type {HTMLElement} */ (part("chosen"));
  const groups = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-fg-group]")]);
  const prefix = prefixOf(root);
  const page = Number(bar.dataset.fgPage) || Infinity;
  /** @type {HTMLElement[]} */
  let items = [];
  /** @type {Map<string, HTMLInputElement[]>} */
  const facets = new Map();
  for (const facet of bar.querySelectorAll("details")) {
    facets.set(facet.dataset.fgFacet ?? "", [...facet.querySelectorAll("input")]);
  }
  const names = [...facets.keys()];
  /** @type {WeakMap<HTMLElement, string>} made when somebody searches: it takes the longest */
  const texts = new WeakMap();
  /** @type {WeakMap<HTMLElement, Map<string, string[]>>} */
  const values = new WeakMap();
  const stop = new AbortController();
  const { signal } = stop;
  let limit = page;
  let timer = 0;

  /** Take the items that stand there, in their order. */
  function gather() {
    items = [...root.querySelectorAll("[data-fg-items] > *")].map((item) => /** @type {HTMLElement} */ (item));
    for (const item of items) {
      if (!values.has(item)) values.set(item, new Map(names.map((name) => [name, (item.dataset[name] ?? "").split("|")])));
    }
  }

  /** @param {HTMLElement} item */
  function textOf(item) {
    const known = texts.get(item);
    if (known !== undefined) return known;
    const text = plain(item.textContent ?? "");
    texts.set(item, text);
    return text;
  }

  /** @param {string} name */
  const picked = (name) => (facets.get(name) ?? []).filter((box) => box.checked);

  const words = () => plain(find.value).split(/\s+/).filter(Boolean);

  /** Show what is asked for. */
  function show() {
    const sought = words();
    const wanted = new Map(names.map((name) => [name, new Set(picked(name).map((box) => box.value))]));
    /** @type {Map<string, Map<string, number>>} */
    const counts = new Map(names.map((name) => [name, new Map()]));
    /** @type {HTMLElement[]} */
    const hits = [];
    for (const item of items) {
      if (!sought.every((word) => textOf(item).includes(word))) continue;
      const own = values.get(item);
      const missed = names.filter((name) => {
        const set = wanted.get(name);
        return set?.size && !own?.get(name)?.some((value) => set.has(value));
      });
      if (!missed.length) hits.push(item);
      // A filter's own choice does not change its counts: they say what choosing more would add.
      for (const name of missed.length ? (missed.length === 1 ? missed : []) : names) {
        const count = counts.get(name);
        for (const value of own?.get(name) ?? []) count?.set(value, (count.get(value) ?? 0) + 1);
      }
    }
    for (const [name, boxes] of facets) {
      for (const box of boxes) {
        const count = counts.get(name)?.get(box.value) ?? 0;
        const label = /** @type {HTMLElement} */ (box.closest("label"));
        label.classList.toggle("fg-facet--none", !count && !box.checked);
        /** @type {Element} */ (label.lastElementChild).textContent = String(count);
      }
      boxes[0]?.closest("details")?.querySelector("summary")?.toggleAttribute("data-fg-on", picked(name).length > 0);
    }
    found.set(root, hits);
    const shown = new Set(hits.slice(0, limit));
    for (const item of items) item.classList.toggle("fg-out", !shown.has(item));
    for (const group of groups) {
      group.hidden = ![...group.querySelectorAll("[data-fg-items] > *")].some((item) => shown.has(/** @type {HTMLElement} */ (item)));
    }
    /** @type {HTMLElement} */ (part("status")).textContent = (bar.dataset.fgHits ?? "")
      .replace("{shown}", String(hits.length)).replace("{count}", String(items.length));
    /** @type {HTMLElement} */ (part("nothing")).hidden = hits.length > 0;
    const more = part("more");
    if (more) more.hidden = hits.length <= limit;
    chosen.replaceChildren(...[...facets.values()].flat().filter((box) => box.checked).map(chip));
    root.dispatchEvent(new CustomEvent("fg-found", { detail: sought }));
  }

  /** @param {HTMLInputElement} box */
  function chip(box) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fg-pill fg-pill--chosen";
    button.textContent = line(box.nextElementSibling);
    button.setAttribute("aria-label", (bar.dataset.fgRemove ?? "").replace("{name}", button.textContent));
    button.addEventListener("click", () => {
      box.checked = false;
      changed();
      find.focus();
    });
    return button;
  }

  /** Show it, from the first item on, and keep it in the address. */
  function changed() {
    limit = page;
    show();
    clearTimeout(timer);
    timer = setTimeout(() => {
      /** @type {[string, string[]][]} */
      const state = names.map((name) => [prefix + name, picked(name).map((box) => box.value)]);
      setParameters([[`${prefix}find`, [find.value.trim()]], ...state]);
    }, 200);
  }

  /** Take the state from the address. */
  function read() {
    const query = new URLSearchParams(location.search);
    find.value = query.get(`${prefix}find`) ?? "";
    for (const [name, boxes] of facets) {
      const asked = query.getAll(prefix + name);
      for (const box of boxes) box.checked = asked.includes(box.value);
    }
  }

  /** Show more items, and put the focus on the first that is new. @param {number} upTo */
  function more(upTo) {
    const next = found.get(root)?.[limit];
    limit = upTo;
    show();
    next?.querySelector("a")?.focus();
  }

  find.addEventListener("input", changed, { signal });
  bar.addEventListener("change", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-fg-facet]")) changed();
  }, { signal });
  bar.addEventListener("keydown", (event) => {
    const open = bar.querySelector("details[open]");
    if (event.key !== "Escape" || !open) return;
    open.removeAttribute("open");
    open.querySelector("summary")?.focus();
    event.stopPropagation();
  }, { signal });
  document.addEventListener("click", (event) => {
    for (const open of bar.querySelectorAll("details[open]")) {
      if (!open.contains(/** @type {Node} */ (event.target))) open.removeAttribute("open");
    }
  }, { signal });
  part("next")?.addEventListener("click", () => more(limit + page), { signal });
  part("all")?.addEventListener("click", () => more(Infinity), { signal });
  part("clear")?.addEventListener("click", () => {
    find.value = "";
    for (const box of [...facets.values()].flat()) box.checked = false;
    changed();
    find.focus();
  }, { signal });
  root.addEventListener("fg-order", () => {
    gather();
    limit = page;
    show();
  }, { signal });

  gather();
  read();
  show();
  root.toggleAttribute("data-fg-ready", true);

  return () => {
    stop.abort();
    clearTimeout(timer);
    if (!root.isConnected) return;
    for (const item of items) item.classList.remove("fg-out");
    for (const group of groups) group.hidden = false;
    root.removeAttribute("data-fg-ready");
  };
}

onEachPage(() => {
  const roots = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-fg-filterable]")]);
  const steps = roots.map(filterable);
  return () => steps.forEach((step) => step());
});
