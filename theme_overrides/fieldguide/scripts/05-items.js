// Items to filter and sort: elements of the page, or fetched rows of a table that is too large for one page.

/**
 * The searched text of an item: that of its parts `[data-fg-text]`, or all of it.
 * @param {Element} item
 */
function searchedParts(item) {
  const parts = [...item.querySelectorAll("[data-fg-text]")];
  return parts.length ? parts : [item];
}

/** An item on the page. Expensive values are computed lazily. */
class Item {
  /** @type {string | undefined} */
  #text;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
  }

  get text() {
    this.#text ??= plain(searchedParts(this.element).map((part) => part.textContent).join(" "));
    return this.#text;
  }

  /** @param {string} facet */
  values(facet) {
    return (this.element.dataset[facet] ?? "").split("|");
  }

  /** The sort key. @param {number} column @param {boolean} numbers */
  key(column, numbers) {
    const at = /** @type {HTMLTableRowElement} */ (this.element).cells[column];
    return numbers ? Number(at.dataset.sort) : line(at.querySelector("a") ?? at);
  }
}

/** A row whose element is created from the rendered HTML when it is first shown. */
class Row {
  /**
   * @param {[string, string, (string | number | null)[], Record<string, string[]>]} data HTML, searched text,
   * sort key of each column, and values by facet
   */
  constructor([html, text, keys, values]) {
    this.html = html;
    this.text = text;
    this.keys = keys;
    this.of = values;
  }

  get element() {
    if (!this.made) {
      const holder = document.createElement("template");
      holder.innerHTML = this.html;
      this.made = /** @type {HTMLElement} */ (holder.content.firstElementChild);
    }
    return this.made;
  }

  /** @param {string} facet */
  values(facet) {
    return this.of[facet] ?? [""];
  }

  /** @param {number} column */
  key(column) {
    return this.keys[column] ?? "";
  }
}

/**
 * All rows of tables that are split into pages, by the container of the table.
 * @type {WeakMap<HTMLElement, Row[]>}
 */
const kept = new WeakMap();

/**
 * Fetch the rows of a table that is split into pages.
 * @param {HTMLElement} root the container of the table
 * @param {AbortSignal} signal
 */
async function fetchRows(root, signal) {
  const table = /** @type {HTMLElement} */ (root.querySelector("[data-fg-rows]"));
  const answer = await fetch(table.dataset.fgRows ?? "", { signal });
  if (!answer.ok) throw new Error(answer.statusText);
  const { rows } = await answer.json();
  kept.set(root, rows.map((/** @type {any} */ data) => new Row(data)));
  root.dispatchEvent(new Event("fg-rows"));
}
