// Keeps what is typed as a draft on the server and asks for likely duplicates. Nothing is kept in the browser: laptops are seized.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("enter"), state = document.getElementById("draft-state"), likely = document.getElementById("likely");
  const asked = new Set(["name_ar", "name_en", "title", "happened_on", "place", "governorate"]);
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
      const chosen = form.querySelector("input[name=same]:checked")?.value;
      likely.replaceChildren(...page.body.childNodes);
      for (const one of likely.querySelectorAll("input[name=same]")) one.checked = one.value === chosen;
    } catch { /* the server warns again when the form is sent */ }
  }

  form.addEventListener("input", (event) => {
    unsent = true;
    clearTimeout(draftTimer); draftTimer = setTimeout(keep, 1500);
    if (asked.has(event.target.name)) { clearTimeout(likelyTimer); likelyTimer = setTimeout(ask, 800); }
  });
  addEventListener("online", () => { if (unsent) keep(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && unsent) keep(); });
  // Recording asks first whether the server is there and still knows who this is, so that no page of refusal swallows the form.
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.name === "save" || form.dataset.sending) return;
    event.preventDefault();
    if (await keep() || state.dataset.state === "busy") { form.dataset.sending = "1"; form.requestSubmit(event.submitter); }
    else state.scrollIntoView({ block: "center" });
  });
});
