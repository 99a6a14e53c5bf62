// A list with filters, with scripts: htmx swaps the results, the chips and the counts; this does what it leaves over.
// Without either, the same boxes are sent by the button and the same links lead to the same addresses.
(() => {
  "use strict";
  const form = document.getElementById("finder");
  const told = document.getElementById("told");
  if (!form || !told || !window.htmx) return;
  document.documentElement.classList.add("live");
  const narrow = matchMedia("(max-width: 55.99rem)");
  const found = () => document.getElementById("found");
  let held = null; // which control has the focus, while the list around it is changed

  const control = (name, value) =>
    document.querySelector(`.facets [form=finder][name="${name}"]${value === null ? "" : `[value="${CSS.escape(value)}"]`}`);

  document.addEventListener("change", (event) => {
    if (event.target.matches(".facets [form=finder]")) htmx.trigger(form, "narrowed");
  });
  // The button of a phone closes the filters, for the results are below them.
  form.addEventListener("submit", () => {
    if (narrow.matches) document.querySelector(".filters").open = false;
    held = { results: true };
  });

  document.addEventListener("htmx:configRequest", (event) => {
    const sent = event.detail.formData;
    for (const name of new Set(sent.keys())) {
      const said = sent.getAll(name).filter((value) => value.trim());
      sent.delete(name);
      said.forEach((value) => sent.append(name, value));
    }
  });
  document.addEventListener("htmx:beforeSwap", () => {
    const at = document.activeElement;
    if (held?.results) return;
    if (at.matches(".facets [form=finder]")) held = { name: at.name, value: at.type === "checkbox" ? at.value : null };
    else held = { results: Boolean(at.closest("#results")) };
  });
  document.addEventListener("htmx:afterSettle", () => {
    const sentence = found().textContent;
    const box = form.elements.q;
    if (box && document.activeElement !== box) box.value = new URLSearchParams(location.search).get("q") || "";
    document.querySelectorAll(".sift").forEach((input) => {
      if (input.value && input.parentElement.querySelector("[data-cut]")) look(input);
      else sift(input);
    });
    const kept = held?.name ? control(held.name, held.value) : null;
    if (kept) kept.focus({ preventScroll: true });
    // The link that was followed is gone: the sentence takes the focus, and is read for that.
    else if (held?.results) found().focus({ preventScroll: true });
    if (!held?.results) told.textContent = sentence;
    held = null;
  });
  document.addEventListener("htmx:historyRestore", () => {
    if (form.elements.q) form.elements.q.value = new URLSearchParams(location.search).get("q") || "";
    told.textContent = found().textContent;
  });
  // What is refused has a page that says why; where there is no network the list stays as it is.
  document.addEventListener("htmx:responseError", (event) => location.assign(event.detail.pathInfo.finalRequestPath));
  document.addEventListener("htmx:sendError", () => { told.textContent = "连不上网站，列表没有变。"; });

  // Looking for an option by typing: Han characters, pinyin from any syllable on, or initials.
  const sounds = (item, typed) => {
    const heard = (item.dataset.sounds || "").split(/(?=[A-Z])/).map((each) => each.toLowerCase());
    const first = heard.map((each) => each[0]).join("");
    return heard.some((_, at) => heard.slice(at).join("").startsWith(typed) || first.startsWith(typed, at));
  };
  const matches = (item, typed) =>
    item.querySelector("label").textContent.normalize("NFKC").toLowerCase().includes(typed) || sounds(item, typed);
  const show = (list, typed, all) => {
    let shown = 0;
    for (const item of list.children) {
      const fits = all || matches(item, typed);
      const inside = item.querySelector(":scope > ul");
      const below = inside ? show(inside, typed, fits) : 0;
      item.hidden = !fits && !below;
      shown += (fits ? 1 : 0) + below;
    }
    return shown;
  };
  function sift(input) {
    const typed = input.value.normalize("NFKC").toLowerCase().replace(/[\s']/g, "");
    const lists = input.parentElement.querySelectorAll("fieldset > .options");
    return [...lists].reduce((sum, list) => sum + show(list, typed, !typed), 0);
  }
  // Of a list that is too long to be sent whole, the options that are meant are asked for.
  let asking = null;
  async function ask(input, list) {
    asking?.abort();
    const mine = (asking = new AbortController());
    const address = new URL(location.href);
    address.searchParams.delete("among");
    const typed = input.value.trim();
    if (typed) address.searchParams.set("among", `${list.dataset.cut}:${typed}`);
    try {
      const answer = await fetch(address, { signal: mine.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const here = list.closest("fieldset"), there = page.getElementById(here.id);
      if (answer.ok && there) here.replaceWith(there);
    } catch {
      // Aborted or offline: what is listed is searched all the same.
    }
  }
  let waits = 0;
  async function look(input) {
    clearTimeout(waits);
    const list = input.parentElement.querySelector("[data-cut]");
    if (list) {
      await new Promise((go) => { waits = setTimeout(go, 150); });
      await ask(input, list);
    }
    told.textContent = `${sift(input)} 项可选`;
  }
  document.addEventListener("input", (event) => {
    if (event.target.matches(".sift") && !event.isComposing) look(event.target);
  });
  document.addEventListener("compositionend", (event) => {
    if (event.target.matches(".sift")) look(event.target);
  });
})();
