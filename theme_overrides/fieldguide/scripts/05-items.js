// What is filtered and sorted: items that stand on the page, or rows of a table that is too large for one page.

/**
 * What of an item is searched: its parts `[data-fg-text]`, or all of it.
 * @param {Element} item
 */
function searchedParts(item) {
  const parts = [...item.querySelectorAll("[data-fg-text]")];
  return parts.length ? parts : [item];
}

/** An item that stands on the page. What costs time is made when somebody asks for it. */
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

  /** What it is sorted by. @param {number} column @param {boolean} numbers */
  key(column, numbers) {
    const at = /** @type {HTMLTableRowElement} */ (this.element).cells[column];
    return numbers ? Number(at.dataset.sort) : line(at.querySelector("a") ?? at);
  }
}

/** A row that is made from its HTML, as the build has rendered it, when it is shown. */
class Row {
  /**
   * @param {[string, string, (string | number | null)[], Record<string, string[]>]} data its HTML, the text that is
   * searched, what it is sorted by in each column, and its values by facet
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
 * All rows of the tables of which the page holds only the first, in their order, by the element that holds the table.
 * @type {WeakMap<HTMLElement, Row[]>}
 */
const kept = new WeakMap();

/**
 * Fetch the rows of a table that is too large for one page.
 * @param {HTMLElement} root holds the table
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
