// Makes wide tables scrollable with the keyboard; Material only makes them scrollable.

onEach("body", (body, signal) => {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  // Material wraps tables when the page changes; after this frame, it has done so.
  requestAnimationFrame(() => {
    for (const wrap of body.querySelectorAll(".md-typeset__scrollwrap")) sizes.observe(wrap);
  });
  signal.addEventListener("abort", () => sizes.disconnect());
});
