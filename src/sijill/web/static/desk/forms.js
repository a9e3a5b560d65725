// Says back what is understood by a date while somebody types it. Without a script the page says it when it is sent.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const timers = new WeakMap();
  async function understand(field) {
    const line = document.getElementById(`${field.id}_understood`), token = document.querySelector("[name=csrfmiddlewaretoken]");
    if (!line || !token) return;
    const asked = field.value, body = new URLSearchParams({ text: asked, csrfmiddlewaretoken: token.value });
    try {
      const answer = await fetch(field.dataset.understood, { method: "POST", body, redirect: "manual", headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok || field.value !== asked) return;
      const said = await answer.json();
      line.textContent = said.words || said.refused || "";
      line.classList.toggle("is-wrong", Boolean(said.refused));
    } catch { /* the page says it when the form is sent */ }
  }
  document.addEventListener("input", ({ target }) => {
    if (!target.dataset?.understood) return;
    clearTimeout(timers.get(target));
    timers.set(target, setTimeout(understand, 500, target));
  });
  // What a link above leads to may stand under a heading that is closed.
  document.addEventListener("click", ({ target }) => {
    const field = target.closest?.(".faults a") && document.getElementById(target.closest("a").hash.slice(1));
    if (!field) return;
    for (let closed = field.closest("details"); closed; closed = closed.parentElement.closest("details")) closed.open = true;
    field.focus();
  });
  document.querySelector("[autofocus]")?.focus();
});
