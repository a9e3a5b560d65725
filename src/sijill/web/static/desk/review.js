// The review of a passage by keyboard, and a line that is lost. Everything works without this file.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("answer"), recorded = document.querySelector(".recorded [role=status]");
  // After an answer the focus stays where work goes on: at the next passage.
  const title = document.getElementById("source-title");
  if (recorded && title && !document.getElementById("refusal")) title.focus({ preventScroll: true });
  if (!form) return;

  const next = form.querySelector("[data-desk=next-match]"), records = [...form.querySelectorAll(".matches [name=into]")];
  if (next && records.filter((one) => one.checkVisibility()).length > 1) {
    next.hidden = false;
    next.addEventListener("click", () => {
      const shown = records.filter((one) => one.checkVisibility());
      const chosen = shown[(shown.findIndex((one) => one.checked) + 1) % shown.length];
      chosen.checked = true; chosen.focus();
    });
  }
  // What is opened by its key is written in at once.
  for (const one of form.querySelectorAll("details.correct")) {
    one.addEventListener("toggle", () => { if (one.open && document.activeElement === one.querySelector("summary")) one.querySelector("input:not([type=hidden])")?.focus(); });
  }
  // The digits choose a reason only while the reasons are shown.
  const reject = form.querySelector(".reject");
  reject?.addEventListener("toggle", () => {
    for (const one of reject.querySelectorAll("[data-digit]")) {
      if (reject.open) one.dataset.key = `Digit${one.dataset.digit}`; else delete one.dataset.key;
    }
    if (reject.open) reject.querySelector("[data-digit]").focus();
  });
  reject?.addEventListener("keydown", (event) => { if (event.key === "Escape") { reject.open = false; reject.querySelector("summary").focus(); } });

  // What is typed is sent only over a line that answers: else the page stays, with all that is on it.
  form.addEventListener("submit", async (event) => {
    if (form.dataset.sure) { if (form.dataset.sent) event.preventDefault(); form.dataset.sent = "1"; return; } // a second press sends nothing
    event.preventDefault();
    if (form.dataset.asking) return;
    form.dataset.asking = "1";
    const by = event.submitter;
    try { await fetch(form.dataset.answers, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(8000) }); } catch {
      let lost = document.querySelector(".lost");
      if (!lost) { lost = document.createElement("p"); lost.className = "lost"; document.body.append(lost); }
      lost.textContent = form.dataset.lost;
      document.dispatchEvent(new CustomEvent("desk:say", { detail: form.dataset.lost }));
      delete form.dataset.asking;
      return;
    }
    form.dataset.sure = "1";
    form.requestSubmit(by);
  });
});
