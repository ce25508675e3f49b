// Buttons that copy; they are shown only where scripts run.

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("button.fg-copy") : null;
  if (!(button instanceof HTMLButtonElement)) return;
  const { fgCopy, fgCopyFrom, fgCopied } = button.dataset;
  const text = fgCopy ?? (fgCopyFrom ? await (await fetch(fgCopyFrom)).text() : "");
  await navigator.clipboard.writeText(text);
  const before = button.textContent;
  button.textContent = fgCopied ?? before;
  button.setAttribute("role", "status");
  window.setTimeout(() => {
    button.textContent = before;
    button.removeAttribute("role");
  }, 2000);
});
