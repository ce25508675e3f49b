// Shared functions. The files are bundled into one script, in the order of their names, and share one scope.

/**
 * Initialise elements: those of this page and, with instant navigation, of every later page.
 * @param {string} selector
 * @param {(element: HTMLElement, signal: AbortSignal) => void} start its signal is aborted when the page is left
 */
function onEach(selector, start) {
  let stop = new AbortController();
  const next = () => {
    stop.abort();
    stop = new AbortController();
    for (const element of document.querySelectorAll(selector)) start(/** @type {HTMLElement} */ (element), stop.signal);
  };
  // Only Material has `document$`.
  if (typeof document$ === "undefined") next();
  else document$.subscribe(next);
}

/**
 * The closest ancestor of the target of an event that matches a selector.
 * @param {EventTarget | null} target
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
function around(target, selector) {
  return target instanceof Element ? target.closest(selector) : null;
}

/** The value of a URL parameter. @param {string} name */
function parameter(name) {
  return new URLSearchParams(location.search).get(name);
}

/**
 * A text normalised for comparison: lower case, without accents.
 * @param {string} text
 */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * The text of an element, with collapsed white space.
 * @param {Element | null | undefined} element
 */
function line(element) {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

/**
 * Set URL parameters. Other parameters, and Material's history state, stay unchanged.
 * @param {Iterable<[string, string[]]>} parameters names and values; a parameter without values is removed
 */
function setParameters(parameters) {
  const url = new URL(location.href);
  for (const [name, values] of parameters) {
    url.searchParams.delete(name);
    for (const value of values) if (value) url.searchParams.append(name, value);
  }
  if (url.href !== location.href) history.replaceState(history.state, "", url);
}
