// Buttons that copy a text from an attribute or a file. They are hidden without JavaScript.

(() => {
  /** @param {string} text */
  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // The clipboard API is only available over https; this is the fallback.
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
