// What the theme cannot do with HTML and CSS alone: search, filter, sort and download tables. Without this script
// every row stands on the page, in the order of the registry.

(() => {
  /** So many rows stand on the page at first; the style sheet hides the others until this script has run. */
  const PAGE = 25;

  /**
   * A text as it is compared: small letters, without accents.
   * @param {string} text
   */
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /**
   * A text of one line.
   * @param {Element | null | undefined} element
   */
  const line = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();

  /**
   * A cell of a CSV file. A spreadsheet would take a text that begins like a formula for one.
   * @param {string} text
   */
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;

  /**
   * Bring one table to life.
   * @param {HTMLTableElement} table
   * @param {string} prefix before the names of parameters in the address, when a page has several tables
   * @returns {() => void} undoes it
   */
  function interactive(table, prefix) {
    const root = /** @type {HTMLElement} */ (table.closest(".fg-registry"));
    const bar = /** @type {HTMLElement} */ (root.querySelector("[data-fg-filter]"));
    /** @template {Element} T @param {string} name @returns {T} */
    const part = (name) => /** @type {T} */ (root.querySelector(`[data-fg-${name}]`));
    const find = /** @type {HTMLInputElement} */ (part("find"));
    const chosen = part("chosen");
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const headers = [...table.tHead?.rows[0].cells ?? []];
    /** @type {Map<string, HTMLInputElement[]>} */
    const facets = new Map();
    for (const facet of bar.querySelectorAll("details")) {
      facets.set(facet.dataset.fgFacet ?? "", [...facet.querySelectorAll("input")]);
    }
    const values = rows.map((row) => new Map([...facets.keys()].map((name) => [name, (row.dataset[name] ?? "").split("|")])));
    const stop = new AbortController();
    const { signal } = stop;
    /** @type {string[] | undefined} made when somebody searches: it takes the longest */
    let texts;
    let limit = PAGE;
    let column = -1;
    let falling = false;
    /** @type {HTMLTableRowElement[]} */
    let hits = rows;
    let timer = 0;

    /** @param {string} name */
    const picked = (name) => (facets.get(name) ?? []).filter((box) => box.checked);

    /** Show what is asked for. */
    function show() {
      const words = plain(find.value).split(/\s+/).filter(Boolean);
      if (words.length) texts ??= rows.map((row) => plain(row.textContent ?? ""));
      const names = [...facets.keys()];
      const wanted = new Map(names.map((name) => [name, new Set(picked(name).map((box) => box.value))]));
      /** @type {Map<string, Map<string, number>>} */
      const counts = new Map(names.map((name) => [name, new Map()]));
      const matching = new Set();
      rows.forEach((row, index) => {
        if (!words.every((word) => texts?.[index].includes(word))) return;
        const missed = names.filter((name) => {
          const set = wanted.get(name);
          return set?.size && !values[index].get(name)?.some((value) => set.has(value));
        });
        if (!missed.length) matching.add(row);
        // A filter's own choice does not change its counts: they say what choosing more would add.
        for (const name of missed.length ? (missed.length === 1 ? missed : []) : names) {
          const count = counts.get(name);
          for (const value of values[index].get(name) ?? []) count?.set(value, (count.get(value) ?? 0) + 1);
        }
      });
      for (const [name, boxes] of facets) {
        for (const box of boxes) {
          const count = counts.get(name)?.get(box.value) ?? 0;
          const label = /** @type {HTMLElement} */ (box.closest("label"));
          label.classList.toggle("fg-facet--none", !count && !box.checked);
          /** @type {Element} */ (label.lastElementChild).textContent = String(count);
        }
        const summary = /** @type {HTMLElement} */ (boxes[0].closest("details")?.querySelector("summary"));
        summary.toggleAttribute("data-fg-on", picked(name).length > 0);
      }
      hits = ordered().filter((row) => matching.has(row));
      const shown = new Set(hits.slice(0, limit));
      for (const row of rows) row.classList.toggle("fg-out", !shown.has(row));
      part("status").textContent = (bar.dataset.fgHits ?? "")
        .replace("{shown}", String(hits.length)).replace("{count}", String(rows.length));
      /** @type {HTMLElement} */ (part("nothing")).hidden = hits.length > 0;
      /** @type {HTMLElement} */ (part("more")).hidden = hits.length <= limit;
      chosen.replaceChildren(...[...facets.values()].flat().filter((box) => box.checked).map(chip));
    }

    /** The rows in the order of the chosen column. */
    function ordered() {
      if (column < 0) return rows;
      const numbers = headers[column].dataset.fgSort === "number";
      const key = new Map(rows.map((row) => {
        const at = row.cells[column];
        return [row, numbers ? Number(at.dataset.sort) : line(at.querySelector("a") ?? at)];
      }));
      const sorted = [...rows].sort((a, b) => {
        const [x, y] = [key.get(a), key.get(b)];
        return typeof x === "number" ? x - Number(y) : String(x).localeCompare(String(y), undefined, { numeric: true });
      });
      return falling ? sorted.reverse() : sorted;
    }

    /** Put the rows into their order and say which it is. */
    function sort() {
      headers.forEach((header, index) => {
        if (index === column) header.setAttribute("aria-sort", falling ? "descending" : "ascending");
        else header.removeAttribute("aria-sort");
      });
      body.append(...ordered());
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

    /** Show it, from the first row on, and keep it in the address. */
    function changed() {
      limit = PAGE;
      show();
      clearTimeout(timer);
      timer = setTimeout(write, 200);
    }

    /** Write the state into the address. Other parameters, and Material's own state of the history, stay. */
    function write() {
      const url = new URL(location.href);
      const set = (/** @type {string} */ name, /** @type {string[]} */ list) => {
        url.searchParams.delete(prefix + name);
        for (const value of list) if (value) url.searchParams.append(prefix + name, value);
      };
      set("find", [find.value.trim()]);
      for (const name of facets.keys()) set(name, picked(name).map((box) => box.value));
      set("sort", column < 0 ? [] : [`${falling ? "-" : ""}${column + 1}`]);
      if (url.href !== location.href) history.replaceState(history.state, "", url);
    }

    /** Take the state from the address. */
    function read() {
      const query = new URLSearchParams(location.search);
      find.value = query.get(`${prefix}find`) ?? "";
      for (const [name, boxes] of facets) {
        const asked = query.getAll(prefix + name);
        for (const box of boxes) box.checked = asked.includes(box.value);
      }
      const order = Number(query.get(`${prefix}sort`) ?? 0);
      column = headers[Math.abs(order) - 1]?.hasAttribute("data-fg-sort") ? Math.abs(order) - 1 : -1;
      falling = order < 0;
    }

    /** Save what is shown, on all pages of the table, as CSV. */
    function download() {
      const titles = headers.map((header) => line(header));
      const lines = [["id", titles[0], bar.dataset.fgType ?? "", ...titles.slice(1), bar.dataset.fgLinks ?? ""]];
      for (const row of hits) {
        const [name, ...others] = [...row.cells];
        lines.push([
          row.dataset.id ?? "",
          line(name.querySelector("a") ?? name.firstChild?.parentElement),
          line(name.querySelector(".fg-table__type")),
          ...others.map((at) => {
            const items = [...at.querySelectorAll(".fg-pills > li")];
            return items.length ? items.map(line).join("; ") : line(at.querySelector(".fg-table__text") ?? (at.querySelector(".fg-links") ? null : at));
          }),
          [...row.querySelectorAll(".fg-links a")].map((a) => /** @type {HTMLAnchorElement} */ (a).href).join(" "),
        ]);
      }
      const text = `\ufeff${lines.map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`;
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
      link.download = `${table.dataset.fgTable}.csv`;
      link.click();
      URL.revokeObjectURL(link.href);
    }

    headers.forEach((header, index) => {
      if (!header.hasAttribute("data-fg-sort")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "fg-sort";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => {
        falling = column === index && !falling;
        column = index;
        sort();
        changed();
      }, { signal });
    });
    find.addEventListener("input", changed, { signal });
    bar.addEventListener("change", (event) => event.target !== find && changed(), { signal });
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
    part("csv").addEventListener("click", download, { signal });
    part("next").addEventListener("click", () => {
      const next = hits[limit];
      limit += PAGE;
      show();
      next?.querySelector("a")?.focus();
    }, { signal });
    part("all").addEventListener("click", () => {
      const next = hits[limit];
      limit = Infinity;
      show();
      next?.querySelector("a")?.focus();
    }, { signal });
    part("clear").addEventListener("click", () => {
      find.value = "";
      for (const box of [...facets.values()].flat()) box.checked = false;
      changed();
      find.focus();
    }, { signal });

    read();
    if (column >= 0) sort();
    show();
    table.toggleAttribute("data-fg-ready", true);

    return () => {
      stop.abort();
      clearTimeout(timer);
      if (!table.isConnected) return;
      for (const header of headers) {
        header.removeAttribute("aria-sort");
        const button = header.querySelector(".fg-sort");
        button?.replaceWith(...button.childNodes);
      }
      for (const row of rows) row.classList.remove("fg-out");
      body.append(...rows);
      table.removeAttribute("data-fg-ready");
    };
  }

  /**
   * Let the keyboard scroll tables of the text that are wider than the page; Material only makes them scroll.
   * @returns {() => void} undoes it
   */
  function scrollable() {
    const sizes = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
        else target.removeAttribute("tabindex");
      }
    });
    // Material wraps tables when it is told of the page, as we are: after this frame it has done so.
    requestAnimationFrame(() => {
      for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap")) sizes.observe(wrap);
    });
    return () => sizes.disconnect();
  }

  /** @type {(() => void)[]} */
  let undo = [];

  /** Bring to life what the page holds, in place of what the page before held. */
  function start() {
    for (const step of undo) step();
    /** @type {NodeListOf<HTMLTableElement>} */
    const tables = document.querySelectorAll(".fg-filter ~ table[data-fg-interactive]");
    undo = [...tables].map((table, index) => interactive(table, index ? `${table.dataset.fgTable}.` : ""));
    undo.push(scrollable());
  }

  // With another theme than Material there is no `document$`.
  if (typeof document$ === "undefined") start();
  else document$.subscribe(start);
})();
