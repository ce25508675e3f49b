// What the parts share. They are joined into one script, in the order of their names, with one scope of their own.

/**
 * Bring elements to life: those of this page and, with instant navigation, of every page after it.
 * @param {string} selector
 * @param {(element: HTMLElement, signal: AbortSignal) => void} start is told by its signal when the page is left
 */
function onEach(selector, start) {
  let stop = new AbortController();
  const next = () => {
    stop.abort();
    stop = new AbortController();
    for (const element of document.querySelectorAll(selector)) start(/** @type {HTMLElement} */ (element), stop.signal);
  };
  // With another theme than Material there is no `document$`.
  if (typeof document$ === "undefined") next();
  else document$.subscribe(next);
}

/**
 * What an event happened in.
 * @param {EventTarget | null} target
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
function around(target, selector) {
  return target instanceof Element ? target.closest(selector) : null;
}

/** A value of a parameter in the address. @param {string} name */
function parameter(name) {
  return new URLSearchParams(location.search).get(name);
}

/**
 * A text as it is compared: small letters, without accents.
 * @param {string} text
 */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * A text of one line.
 * @param {Element | null | undefined} element
 */
function line(element) {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

/**
 * Write values of parameters into the address. Others, and Material's own state of the history, stay.
 * @param {Iterable<[string, string[]]>} parameters names and values; none takes a parameter out
 */
function setParameters(parameters) {
  const url = new URL(location.href);
  for (const [name, values] of parameters) {
    url.searchParams.delete(name);
    for (const value of values) if (value) url.searchParams.append(name, value);
  }
  if (url.href !== location.href) history.replaceState(history.state, "", url);
}
