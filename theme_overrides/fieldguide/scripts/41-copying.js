// Buttons that copy a text, which stands in them or in a file. Without scripts they are not shown.

(() => {
  /** @param {string} text */
  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // Browsers keep the clipboard from pages that are not served by https; this way is left.
    document.addEventListener("copy", (event) => {
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
    }, { once: true });
    document.execCommand("copy");
  };

  document.addEventListener("click", async (event) => {
    const button = around(event.target, "button.fg-copy");
    if (!button || button.role === "status") return;
    const { fgCopy, fgCopyFrom, fgCopied } = button.dataset;
    await copy(fgCopy ?? (fgCopyFrom ? await (await fetch(fgCopyFrom)).text() : ""));
    const before = [...button.childNodes];
    button.role = "status";
    button.replaceChildren(fgCopied ?? "");
    setTimeout(() => {
      button.replaceChildren(...before);
      button.role = null;
    }, 2000);
  });
})();
