// What the parts share. They are joined into one script, in the order of their names, with one scope of their own.

/**
 * Do something on each page: now and, with instant navigation, on every page after it.
 * @param {() => (() => void)} start brings the page to life; what it returns undoes that before the next page
 */
function onEachPage(start) {
  /** @type {() => void} */
  let undo = () => {};
  const next = () => {
    undo();
    undo = start();
  };
  // With another theme than Material there is no `document$`.
  if (typeof document$ === "undefined") next();
  else document$.subscribe(next);
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
