// Work on a page of the desk counts as work in the session; when it has ended, the page says so and keeps what was typed.
"use strict";

(() => {
  const address = document.currentScript.dataset.alive;
  const login = document.currentScript.dataset.login;
  const often = 2 * 60 * 1000;
  let asked = Date.now();

  async function ask() {
    asked = Date.now();
    let answer;
    try {
      answer = await fetch(address, { redirect: "manual", credentials: "same-origin" });
    } catch {
      return; // No network: saving will say so.
    }
    const notice = document.getElementById("session-over");
    if (answer.ok) {
      // Signing in anew changes the token; without this a page that was open before could not be saved.
      const { token } = await answer.json();
      for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token;
      notice?.remove();
    } else if (answer.type === "opaqueredirect" && !notice) {
      say();
    }
  }

  function say() {
    const notice = document.createElement("p");
    notice.id = "session-over";
    notice.className = "errornote";
    notice.setAttribute("role", "alert");
    const link = document.createElement("a");
    link.href = login;
    link.target = "_blank";
    link.textContent = "在新窗口重新登录";
    notice.append("登录已过期，填写的内容还在这一页。请", link, "，再回到这里保存。");
    document.getElementById("content")?.prepend(notice);
  }

  for (const event of ["input", "keydown", "click"]) {
    document.addEventListener(event, () => {
      if (Date.now() - asked >= often) ask();
    }, { passive: true });
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") ask();
  });
})();
