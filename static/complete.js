// Completion in every search box of the page: a combobox with a list box, after the pattern of the ARIA practices.
// Without this script the boxes work as they are. While an input method composes, nothing is asked and no key taken.
(() => {
  "use strict";
  const from = document.currentScript.dataset.from;
  const WAIT = 150; // milliseconds of silence before asking
  let boxes = 0;

  function complete(input) {
    const id = `completion-${++boxes}`;
    const list = document.createElement("ul");
    list.id = id;
    list.className = "completion";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "可能要找的名称");
    const told = document.createElement("span");
    told.className = "unseen";
    told.setAttribute("role", "status");
    input.form.append(list, told);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id,
      autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    })) input.setAttribute(name, value);

    let timer = 0, request = null, chosen = -1, typed = "", composing = false;

    const options = () => [...list.children];
    const isOpen = () => !list.hidden;

    function close() {
      clearTimeout(timer);
      request?.abort();
      request = null;
      chosen = -1;
      list.hidden = true;
      list.replaceChildren();
      told.textContent = "";
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(index) {
      const all = options();
      all[chosen]?.setAttribute("aria-selected", "false");
      chosen = index;
      if (index < 0) {
        input.removeAttribute("aria-activedescendant");
        input.value = typed;
        return;
      }
      all[index].setAttribute("aria-selected", "true");
      all[index].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", all[index].id);
      input.value = all[index].dataset.text;
    }

    function take(option) {
      input.value = option.dataset.text;
      close();
      input.form.requestSubmit();
    }

    function row(each, index) {
      const option = document.createElement("li");
      option.id = `${id}-${index}`;
      option.dataset.text = each.text;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const label = document.createElement("span");
      label.textContent = each.label;
      const about = document.createElement("small");
      about.textContent = [each.kind_label, each.note, `${each.count} 个案例`].filter(Boolean).join(" · ");
      option.append(label, " ", about);
      return option;
    }

    function show(suggestions) {
      if (!suggestions.length || document.activeElement !== input) return close();
      list.replaceChildren(...suggestions.map(row));
      chosen = -1;
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      input.removeAttribute("aria-activedescendant");
      told.textContent = `${suggestions.length} 条建议，用上下键选择`;
    }

    async function ask() {
      request?.abort();
      typed = input.value;
      const wanted = typed.trim();
      if (!wanted) return close();
      const mine = (request = new AbortController());
      try {
        const response = await fetch(`${from}?q=${encodeURIComponent(wanted)}`, { signal: mine.signal });
        const found = response.ok ? (await response.json()).suggestions : [];
        if (mine === request && !composing) show(found);
      } catch {
        if (mine === request) close(); // Aborted or offline: the box goes on as a plain one.
      }
    }

    function askSoon() {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    }

    input.addEventListener("compositionstart", () => { composing = true; close(); });
    input.addEventListener("compositionend", () => { composing = false; askSoon(); });
    input.addEventListener("input", (event) => { if (!composing && !event.isComposing) askSoon(); });
    input.addEventListener("blur", close);
    input.form.addEventListener("submit", close);
    list.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // The box keeps the focus, so that the list stays until the click.
    });
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) take(option);
    });
    input.addEventListener("keydown", (event) => {
      // 229 is what browsers send for keys that an input method has taken.
      if (composing || event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
      const last = options().length - 1;
      if (event.key === "ArrowDown" && !isOpen()) ask();
      else if (event.key === "ArrowDown") choose(chosen === last ? -1 : chosen + 1);
      else if (event.key === "ArrowUp" && isOpen()) choose(chosen === -1 ? last : chosen - 1);
      else if (event.key === "Escape" && isOpen()) { choose(-1); close(); }
      else if (event.key === "Enter" && isOpen() && chosen >= 0) take(options()[chosen]);
      else return;
      event.preventDefault();
    });
  }

  document.querySelectorAll("form[role=search] input[type=search]").forEach(complete);
})();
