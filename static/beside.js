// The record beside its words: a row shows its marks, a mark its row, and words selected in the source become evidence.
// Without it the links do the same by their addresses, and evidence is typed.
"use strict";

(() => {
  const pane = document.getElementById("beside");
  const form = pane?.closest("form");
  if (!form) return;
  const text = pane.querySelector(".text");
  const picking = document.getElementById("picking");
  const wide = matchMedia("(min-width: 1100px)");
  const only = form.querySelector("textarea[data-one]"); // The page where the text is corrected has but one.
  let picked = null;

  // One row or field of the form, by the id its marks name.
  const rowOf = (element) => {
    const row = element?.closest?.(".fact, .form-row");
    return row?.querySelector("textarea.words, .said") ? row : null;
  };
  const idOf = (row) => (row.querySelector("h3[id]") || row.querySelector("textarea.words"))?.id || "";
  const marksOf = (id) => (id ? text.querySelectorAll(`[data-rows~="${CSS.escape(id)}"]`) : []);

  let active = null;
  function activate(row, scroll) {
    if (!row) return;
    active?.classList.remove("here");
    active = row;
    row.classList.add("here");
    text.querySelectorAll(".here").forEach((each) => each.classList.remove("here"));
    const marks = marksOf(idOf(row));
    marks.forEach((each) => each.classList.add("here"));
    if (scroll && marks.length && wide.matches) marks[0].scrollIntoView({ block: "center" });
    name();
  }

  form.addEventListener("focusin", (event) => {
    if (!pane.contains(event.target)) activate(rowOf(event.target), true);
  });
  form.addEventListener("click", (event) => {
    const said = event.target.closest(".said a");
    if (said) {
      activate(rowOf(said), false);
      const mark = document.getElementById(said.hash.slice(1));
      if (!mark || !wide.matches) return;
      event.preventDefault();
      mark.scrollIntoView({ block: "center" });
      mark.focus({ preventScroll: true }); // Enter leads back to the row.
      return;
    }
    const mark = event.target.closest(".text [data-rows]");
    if (mark && getSelection().isCollapsed) {
      const ids = mark.dataset.rows.split(" ");
      const next = active ? ids.indexOf(idOf(active)) + 1 : 0; // A second click goes on to the next of several rows.
      const row = rowOf(document.getElementById(ids[next % ids.length]));
      if (!row) return;
      event.preventDefault();
      activate(row, false);
      (row.querySelector("input:not([type=hidden]), select, textarea") || row.querySelector("h3"))?.focus();
      row.scrollIntoView({ block: "center" });
    }
  });

  // Words selected in the source, with their place: code points from the beginning of the document.
  if (!picking) return;
  const points = (words) => Array.from(words).length;
  function offset(node, at) {
    const paragraph = (node.nodeType === 1 ? node : node.parentElement).closest("[data-at]");
    if (!paragraph || !text.contains(paragraph)) return null;
    const before = document.createRange();
    before.selectNodeContents(paragraph);
    before.setEnd(node, at);
    return Number(paragraph.dataset.at) + points(before.toString());
  }
  function selected() {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount || !text.contains(selection.anchorNode)) return null;
    const range = selection.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    const words = selection.toString().split(/\s+/).filter(Boolean).join(" ");
    return words && start !== null && end !== null && start < end ? { start, end, words } : null;
  }

  const label = (row) => {
    const kind = row.querySelector("h3 b, label")?.textContent.replace(/[：:]/, "").trim();
    return kind ? `“${kind}”` : "";
  };
  function name() {
    if (!picking) return;
    const button = picking.querySelector('[data-as="row"]');
    const correct = picking.querySelector("[data-correct]");
    if (correct && picked) correct.href = `${correct.href.split("&picked")[0]}&picked=${picked.start}-${picked.end}`;
    if (only) return;
    button.hidden = !active;
    button.textContent = active ? `作为${label(active)}的依据` : "";
  }
  document.addEventListener("selectionchange", () => {
    const now = selected();
    if (now) picked = now;
    else if (!picking.contains(document.activeElement)) picked = null;
    picking.hidden = !picked;
    if (!picked) return;
    picking.querySelector("q").textContent = picked.words.length > 40 ? `${picked.words.slice(0, 40)}…` : picked.words;
    name();
  });

  function give(row, { start, end, words }) {
    const lines = row.querySelector("textarea.words");
    const places = row.querySelector("input.picked");
    if (lines === only) {
      lines.value = words;
      places.value = `${start}-${end}`;
      const right = form.querySelector("[name=right]");
      right.value = words;
      right.focus();
      return;
    }
    lines.value = [...lines.value.split("\n").filter((line) => line.trim()), words].join("\n");
    places.value = `${places.value} ${start}-${end}`.trim();
    lines.dispatchEvent(new Event("input", { bubbles: true }));
    row.scrollIntoView({ block: "nearest" });
  }
  function added(kind) {
    const group = document.getElementById(`${kind}-group`);
    group.querySelector(".add-row a")?.click();
    const rows = group.querySelectorAll(".fact:not(.empty-form)");
    return rows[rows.length - 1];
  }

  picking.addEventListener("pointerdown", (event) => event.preventDefault()); // Else the selection would go.
  picking.addEventListener("click", (event) => {
    const as = event.target.closest("button")?.dataset.as;
    if (!as || !picked) return;
    const given = picked;
    const row = as !== "row" ? added(as) : only ? rowOf(only) : active;
    give(row, given);
    if (as !== "row") {
      const named = row.querySelector(".field-name input, .field-raw input");
      if (named && !named.value) named.value = given.words;
      activate(row, false);
      row.querySelector("input:not([type=hidden]), select")?.focus();
      row.scrollIntoView({ block: "center" });
    }
    getSelection().removeAllRanges();
    picking.hidden = true;
    picked = null;
  });
})();
