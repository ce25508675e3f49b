// Search and filters for the items in `[data-fg-items]`: rows of a table, tiles or people.
// Without this script, all items are shown.

/**
 * The matching items in their order, by the container of filter and items.
 * @type {WeakMap<HTMLElement, (Item | Row)[]>}
 */
const found = new WeakMap();

/**
 * The matching items that are currently shown.
 * @type {WeakMap<HTMLElement, HTMLElement[]>}
 */
const shownOf = new WeakMap();

/** Maximum number of fetched rows in the page. */
const MOST_ROWS = 2000;

/**
 * The prefix of a filter's URL parameters; the first filter of a page has none.
 * @param {HTMLElement} root
 */
function prefixOf(root) {
  const first = document.querySelector("[data-fg-filterable]");
  return root === first ? "" : `${root.dataset.fgFilterable}.`;
}

/** @param {HTMLElement} root */
const itemsOf = (root) => [...root.querySelectorAll("[data-fg-items] > *")];

/**
 * Initialise a filter. Scripts that change the order of the items dispatch `fg-order` on `root`; the filter
 * dispatches `fg-found` on it when the visible items have changed.
 * @param {HTMLElement} root the container of the bar and the items
 * @param {AbortSignal} signal
 */
function filterable(root, signal) {
  /** @template {HTMLElement} T @param {string} name @returns {T | null} */
  const part = (name) => /** @type {T | null} */ (root.querySelector(`[data-fg-${name}]`));
  const bar = /** @type {HTMLElement} */ (part("filter"));
  const find = /** @type {HTMLInputElement} */ (part("find"));
  const chosen = /** @type {HTMLElement} */ (part("chosen"));
  const groups = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-fg-group]")]);
  const prefix = prefixOf(root);
  const page = Number(bar.dataset.fgPage) || Infinity;
  const standing = itemsOf(root);
  /** @type {(Item | Row)[]} */
  let items = [];
  /** @type {Map<string, HTMLInputElement[]>} */
  const facets = new Map();
  for (const facet of /** @type {NodeListOf<HTMLElement>} */ (bar.querySelectorAll("[data-fg-facet]"))) {
    facets.set(facet.dataset.fgFacet ?? "", /** @type {HTMLInputElement[]} */ ([...facet.querySelectorAll("li input")]));
  }
  const names = [...facets.keys()];
  /** @type {WeakMap<Element, Item>} */
  const known = new WeakMap();
  /** @type {WeakMap<Item | Row, Map<string, string[]>>} */
  const values = new WeakMap();
  let limit = page;
  let timer = 0;

  /** @param {Element} element */
  function itemAt(element) {
    const item = known.get(element) ?? new Item(/** @type {HTMLElement} */ (element));
    known.set(element, item);
    return item;
  }

  /** Read the items in their order. */
  function gather() {
    items = kept.get(root) ?? itemsOf(root).map(itemAt);
    for (const item of items) {
      if (!values.has(item)) values.set(item, new Map(names.map((name) => [name, item.values(name)])));
    }
  }

  /** @param {string} name */
  const picked = (name) => (facets.get(name) ?? []).filter((box) => box.checked);

  /** @param {string} name @param {boolean} yes */
  const hide = (name, yes) => part(name)?.toggleAttribute("hidden", yes);

  /** Show the matching items. */
  function show() {
    const sought = plain(find.value).split(/\s+/).filter(Boolean);
    const wanted = new Map(names.map((name) => [name, new Set(picked(name).map((box) => box.value))]));
    const choosing = names.filter((name) => wanted.get(name)?.size);
    /** @type {Map<string, Map<string, number>>} */
    const counts = new Map(names.map((name) => [name, new Map()]));
    /** @type {(Item | Row)[]} */
    const hits = [];
    for (const item of items) {
      if (!sought.every((word) => item.text.includes(word))) continue;
      const own = values.get(item);
      const missed = choosing.filter((name) => !own?.get(name)?.some((value) => wanted.get(name)?.has(value)));
      if (!missed.length) hits.push(item);
      // The counts of a filter ignore its own selection: they show what selecting more values would add.
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
      boxes[0]?.closest("details")?.querySelector("summary")?.toggleAttribute("data-fg-on", choosing.includes(name));
    }
    found.set(root, hits);
    const shown = new Set(hits.slice(0, limit).map((item) => item.element));
    shownOf.set(root, [...shown]);
    if (kept.has(root)) part("items")?.replaceChildren(...shown);
    else for (const item of items) item.element.classList.toggle("fg-out", !shown.has(item.element));
    for (const group of groups) group.classList.toggle("fg-out", !group.querySelector("[data-fg-items] > :not(.fg-out)"));
    /** @type {HTMLElement} */ (part("status")).textContent = (bar.dataset.fgHits ?? "")
      .replace("{shown}", String(hits.length)).replace("{count}", String(items.length));
    hide("nothing", hits.length > 0);
    hide("more", hits.length <= limit);
    hide("all", kept.has(root) && hits.length > MOST_ROWS);
    hide("beyond", hits.length <= limit);
    const beyond = part("beyond");
    if (beyond) {
      const more = hits.length - shown.size;
      const category = new Intl.PluralRules(beyond.dataset.fgPlurals ?? "en").select(more);
      const words = beyond.getAttribute(`data-fg-beyond-${category}`) ?? beyond.dataset.fgBeyond;
      beyond.textContent = (words ?? "").replace("{count}", String(more))
        .replace("{address}", location.origin + location.pathname);
    }
    chosen.replaceChildren(...names.flatMap(picked).map(chip));
    root.dispatchEvent(new CustomEvent("fg-found", { detail: sought }));
  }

  /** @param {HTMLInputElement} box */
  function chip(box) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fg-pill fg-pill--chosen";
    button.textContent = line(box.nextElementSibling);
    button.ariaLabel = (bar.dataset.fgRemove ?? "").replace("{name}", button.textContent);
    button.addEventListener("click", () => {
      box.checked = false;
      changed();
      find.focus();
    });
    return button;
  }

  /** Show the matches from the first item on, and update the URL. */
  function changed() {
    limit = page;
    show();
    clearTimeout(timer);
    timer = setTimeout(keep, 200);
  }

  /** Write the state to the URL. */
  function keep() {
    /** @type {[string, string[]][]} */
    const state = names.map((name) => [prefix + name, picked(name).map((box) => box.value)]);
    setParameters([[`${prefix}find`, [find.value.trim()]], ...state]);
  }

  /** Read the state from the URL. */
  function read() {
    const query = new URLSearchParams(location.search);
    // The reader may have begun to type while rows were fetched.
    find.value = query.get(`${prefix}find`) ?? find.value;
    for (const [name, boxes] of facets) {
      const asked = query.getAll(prefix + name);
      for (const box of boxes) box.checked = asked.includes(box.value);
    }
  }

  /** Show more items, and focus the first new one. @param {number} upTo */
  function more(upTo) {
    const next = found.get(root)?.[limit];
    limit = upTo;
    show();
    next?.element.querySelector("a")?.focus();
  }

  find.addEventListener("input", changed, { signal });
  bar.addEventListener("change", (event) => {
    if (around(event.target, "[data-fg-facet] li")) changed();
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

  function clear() {
    find.value = "";
    for (const box of names.flatMap(picked)) box.checked = false;
    changed();
  }

  part("clear")?.addEventListener("click", () => {
    clear();
    find.focus();
  }, { signal });
  // A link to an item that is filtered out shows the item.
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (around(event.target, "a[href*='#']"));
    if (link?.pathname !== location.pathname) return;
    const target = document.getElementById(link.hash.slice(1));
    if (!target?.closest(".fg-out") || !root.contains(target)) return;
    clear();
    // With instant navigation, the link still has the old URL, and would lead back to it.
    keep();
    link.search = location.search;
  }, { capture: true, signal });
  root.addEventListener("fg-order", () => {
    gather();
    limit = page;
    show();
  }, { signal });

  gather();
  read();
  show();
  root.toggleAttribute("data-fg-ready", true);

  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    if (!root.isConnected) return;
    if (kept.delete(root)) part("items")?.replaceChildren(...standing);
    else for (const item of items) item.element.classList.remove("fg-out");
    for (const group of groups) group.classList.remove("fg-out");
    root.removeAttribute("data-fg-ready");
  });
}

onEach("[data-fg-filterable]", (root, signal) => {
  const start = () => filterable(root, signal);
  if (!root.querySelector("[data-fg-rows]")) start();
  else fetchRows(root, signal).then(() => signal.aborted || start(), () => {
    // The rows in the page stay, with links to the others.
    root.toggleAttribute("data-fg-failed", !signal.aborted);
  });
});
