// Shows cards of references on hover and focus. Without JavaScript, a citation is a link to its reference.

(() => {
  const WAIT_TO_SHOW = 150;
  const WAIT_TO_HIDE = 250;

  /** @type {number | undefined} */
  let timer;

  /** @param {EventTarget | null} target */
  const citationAt = (target) => around(target, "a.fg-cite[data-fg-card]");

  /** @param {HTMLElement} link @returns {HTMLElement | null} */
  const cardOf = (link) => document.getElementById(link.dataset.fgCard ?? "");

  /** @param {EventTarget | null} target */
  const cardAt = (target) => around(target, ".fg-card--reference");

  /** @param {HTMLElement} link */
  const show = (link) => {
    const card = cardOf(link);
    if (!card || !link.isConnected || card.matches(":popover-open")) return;
    // `source` makes the browser place the card next to the link, and after it in the tab order.
    /** @type {any} */ (card).showPopover({ source: link });
  };

  const hide = () => {
    for (const card of document.querySelectorAll(".fg-card--reference:popover-open")) {
      /** @type {HTMLElement} */ (card).hidePopover();
    }
  };

  /** @param {() => void} action @param {number} wait */
  const later = (action, wait) => {
    clearTimeout(timer);
    timer = window.setTimeout(action, wait);
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = citationAt(event.target);
    if (link) later(() => show(link), WAIT_TO_SHOW);
    else if (cardAt(event.target)) clearTimeout(timer);
  });

  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch") return;
    const from = citationAt(event.target) ?? cardAt(event.target);
    const to = citationAt(event.relatedTarget) ?? cardAt(event.relatedTarget);
    if (from && from !== to) later(hide, WAIT_TO_HIDE);
  });

  document.addEventListener("focusin", (event) => {
    const link = citationAt(event.target);
    if (link && link.matches(":focus-visible")) show(link);
    else if (!cardAt(event.target) && !link) hide();
  });

  // Touch has no hover: the first tap shows the card, which contains the link to the reference.
  let pointer = "";
  document.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
  });
  document.addEventListener("click", (event) => {
    const link = citationAt(event.target);
    const card = link && cardOf(link);
    if (link && card && pointer === "touch" && !card.matches(":popover-open")) {
      event.preventDefault();
      event.stopPropagation();
      show(link);
    } else if (link || around(event.target, ".fg-card--reference a")) {
      clearTimeout(timer);
      hide();
    }
  }, true);
})();
