// Keeps what is typed as a draft on the server and asks for likely duplicates. Nothing is kept in the browser: laptops are seized.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("enter"), state = document.getElementById("draft-state"), likely = document.getElementById("likely");
  const asked = /^(p\d+-)?(name_ar|name_en|title|happened_on|died_on|place|governorate|killed_in)$/;
  let draftTimer = 0, likelyTimer = 0, asking = 0, unsent = false;

  const say = (key, time) => { state.textContent = state.dataset[key].replace("%", time || ""); state.dataset.state = key; };
  // A session that ended answers with the way to the sign-in page, which is no answer to a form.
  const send = (address) => fetch(address, { method: "POST", body: new FormData(form), redirect: "manual", headers: { "X-Requested-With": "fetch" } });

  async function keep() {
    clearTimeout(draftTimer);
    try {
      const answer = await send(form.dataset.draft);
      if (answer.type === "opaqueredirect" || answer.status === 403) { say("out"); return false; }
      if (answer.status === 429) { say("busy"); draftTimer = setTimeout(keep, 20000); return false; }
      if (!answer.ok) throw new Error(answer.status);
      unsent = false;
      say("kept", (await answer.json()).kept);
      return true;
    } catch {
      say("lost");
      draftTimer = setTimeout(keep, 5000);
      return false;
    }
  }

  async function ask() {
    const turn = ++asking;
    try {
      const answer = await send(form.dataset.likely);
      if (answer.status !== 200 || turn !== asking) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const chosen = new Set([...likely.querySelectorAll("input:checked")].map((one) => one.id));
      likely.replaceChildren(...page.body.childNodes);
      for (const one of likely.querySelectorAll("input[type=radio]")) one.checked = chosen.has(one.id);
    } catch { /* the server warns again when the form is sent */ }
  }

  form.addEventListener("input", (event) => {
    unsent = true;
    clearTimeout(draftTimer); draftTimer = setTimeout(keep, 1500);
    if (asked.test(event.target.name)) { clearTimeout(likelyTimer); likelyTimer = setTimeout(ask, 800); }
  });
  // One more row for a person of the same event; without a script the server gives it.
  form.querySelector("[name=more]")?.addEventListener("click", (event) => {
    event.preventDefault();
    const rows = document.getElementById("rows"), row = document.getElementById("row").content.cloneNode(true);
    const last = Math.max(1, ...[...rows.querySelectorAll("[name^=p]")].map((one) => Number(/^p(\d+)-/.exec(one.name)?.[1] || 1)));
    for (const one of row.querySelectorAll("[id], [for], [name], [aria-describedby]")) {
      for (const named of ["id", "for", "name", "aria-describedby"]) {
        if (one.hasAttribute(named)) one.setAttribute(named, one.getAttribute(named).replaceAll("p0-", `p${last + 1}-`));
      }
    }
    rows.append(row);
    rows.lastElementChild.querySelector("input").focus();
  });
  addEventListener("online", () => { if (unsent) keep(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && unsent) keep(); });
  // Recording asks first whether the server is there and still knows who this is, so that no page of refusal swallows the form.
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.name || form.dataset.sending) return;
    event.preventDefault();
    if (await keep() || state.dataset.state === "busy") { form.dataset.sending = "1"; form.requestSubmit(event.submitter); }
    else state.scrollIntoView({ block: "center" });
  });
});
