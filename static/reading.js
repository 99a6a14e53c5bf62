// The page of a case with scripts: the sentence beside the figure, and addresses of sentences to copy.
// Without it every link still leads to its sentence, and every paragraph bears its address.
(() => {
  "use strict";
  const pane = document.getElementById("pane");
  const reading = document.querySelector(".reading");
  if (!pane || !reading) return;

  const make = (tag, kind, text = "") => {
    const made = document.createElement(tag);
    made.className = kind;
    made.textContent = text;
    return made;
  };
  const named = (address) => document.getElementById(decodeURIComponent(address.slice(1)));
  const beside = () => pane.offsetParent !== null;

  // The sentence that an evidence stands in, with the evidence marked.
  const sentence = (link) => {
    const evidence = named(link.hash);
    if (!evidence) return null;
    const whole = evidence.closest(".reading p > span, .reading h3") || evidence;
    const copy = make("q", "told");
    copy.append(...whole.cloneNode(true).childNodes);
    const inside = copy.querySelector("#" + CSS.escape(evidence.id));
    if (inside) inside.classList.add("here");
    if (link.dataset.n) copy.querySelector(`[data-n="${link.dataset.n}"]`)?.classList.add("here");
    copy.querySelectorAll(".hop").forEach((each) => each.remove());
    copy.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
    copy.querySelectorAll("a").forEach((each) => {
      const plain = make("b", each.className);
      plain.append(...each.childNodes);
      each.replaceWith(plain);
    });
    return copy;
  };
  const way = (link) => {
    const to = make("a", "way", "在原文中看");
    to.href = link.hash;
    return to;
  };
  const what = (row) => (row ? row.querySelector("th").textContent.trim() : "");

  const show = (link) => {
    const told = sentence(link);
    if (!told) return;
    const about = what(link.closest("tr"));
    pane.replaceChildren(make("p", "of", about ? `“${about}”的原文` : "原文"), told, way(link));
  };
  const showFact = (figure) => {
    const row = named(figure.hash);
    if (!row) return;
    const group = row.closest("section").querySelector(".status") || row.closest(".chapter").querySelector("h2 .status");
    const line = make("p", "");
    if (group && !figure.classList.contains("offer")) line.append(group.cloneNode(true), " ");
    line.append(what(row));
    pane.replaceChildren(make("p", "of", "这个数字读作"), line);
  };

  // Where there is no room beside, the sentence opens below its figure.
  const open = (link) => {
    const row = link.closest("tr");
    const home = row || link.closest("li, p, dd");
    const shown = home.nextElementSibling?.classList.contains("spot") ? home.nextElementSibling : home.querySelector(":scope > .spot");
    const same = shown?.dataset.of === link.hash;
    shown?.remove();
    home.querySelectorAll("[aria-expanded]").forEach((each) => each.setAttribute("aria-expanded", "false"));
    if (same) return true;
    const told = sentence(link);
    if (!told) return false;
    const spot = make(row ? "tr" : "span", "spot");
    spot.dataset.of = link.hash;
    const inner = row ? spot.appendChild(document.createElement("td")) : spot;
    if (row) inner.colSpan = row.cells.length;
    inner.append(told, way(link));
    row ? row.after(spot) : home.append(spot);
    link.setAttribute("aria-expanded", "true");
    return true;
  };

  const evidence = (event) => {
    const link = event.target.closest?.('main a[href^="#e"]');
    return link && !link.classList.contains("way") ? link : null;
  };
  const look = (event) => {
    const link = evidence(event);
    const figure = event.target.closest?.(".reading a.figure");
    if (link) show(link);
    else if (figure) showFact(figure);
  };
  document.addEventListener("pointerover", look);
  document.addEventListener("focusin", look);
  document.addEventListener("click", (event) => {
    const link = evidence(event);
    if (!link || beside() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (open(link)) event.preventDefault();
  });
  pane.replaceChildren(make("p", "of", "把指针或焦点放在一个数字上，这里就是它的原文。"));
  pane.hidden = false;

  // The sign of a paragraph goes along with the sentence under the pointer, and copies its address.
  const copy = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
      button.dataset.said = "已复制";
    } catch {
      button.dataset.said = "复制不了，请从地址栏取";
    }
    status.textContent = button.dataset.said;
    setTimeout(() => delete button.dataset.said, 2000);
  };
  const status = make("p", "unseen");
  status.setAttribute("role", "status");
  document.querySelector("main").append(status);

  const point = (event) => {
    const told = event.target.closest?.(".reading p > span");
    if (!told?.id) return;
    const pin = told.parentElement.querySelector(":scope > .pin");
    pin.hash = told.id;
    pin.style.top = `${told.getClientRects()[0].top - told.parentElement.getBoundingClientRect().top}px`;
  };
  reading.addEventListener("pointerover", point);
  reading.addEventListener("click", (event) => {
    point(event);
    const pin = event.target.closest(".pin");
    if (pin) copy(pin.href, pin);
  });

  // What can only be known here: the day of reading; and what a button can do.
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  document.querySelectorAll(".cite dd > span").forEach((told) => {
    told.textContent = told.textContent.replace("[引用日期]", `[${day}]`).replace(/\n\}$/, `\n  urldate = {${day}},\n}`);
    const button = make("button", "copy", "复制");
    button.type = "button";
    button.setAttribute("aria-label", `复制 ${told.parentElement.previousElementSibling.textContent} 引文`);
    button.addEventListener("click", () => copy(told.textContent, button));
    told.after(button);
  });

  // An address of a sentence that the text no longer holds.
  const missing = () => {
    document.getElementById("missing")?.remove();
    if (!/^#s[a-z2-7]{7}(-\d+)?$/.test(location.hash) || named(location.hash)) return;
    const hint = make("p", "hint", "这个地址指的那句话，如今的原文里没有了：来源文件可能重新导入过，那句话已改动。");
    hint.id = "missing";
    document.querySelector(".page-head").append(hint);
  };
  addEventListener("hashchange", missing);
  missing();
})();
