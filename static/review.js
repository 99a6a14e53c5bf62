/* One key for each decision of the review queue; without this file the access keys of the page do the same.
   Loaded before the page is shown: a key that came too early would be lost, and the Enter behind it approve. */
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=hidden]), textarea, select, [contenteditable]");
  if (event.key === "Escape" && typing) {
    typing.blur();
    return;
  }
  // The place of the key, not its letter: an input method for Chinese may have taken the letter.
  if (typing || event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.code)}"]`);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("input")) {
    wanted.focus();
  } else if (wanted.matches("summary")) {
    wanted.parentElement.open = true;
    wanted.parentElement.querySelector("input:not([type=hidden]), select").focus();
  } else {
    wanted.click();
  }
});

// A decision is sent once, however often the key is struck.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "1";
});
