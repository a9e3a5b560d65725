// The keys of the review page. Everything works without this file: each key presses a button or link that is on the page.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const lit = document.querySelector(".source-text mark");
  if (lit) { const box = lit.closest(".source-text"); box.scrollTop = lit.offsetTop - box.offsetTop - box.clientHeight / 3; }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input:not([type=radio]), textarea, select");
    if (typing) { if (event.key === "Escape") event.target.blur(); return; }
    // By the place of the key, so that an Arabic keyboard needs no switching.
    const target = document.querySelector(`[data-key="${event.code}"]`);
    if (!target) return;
    event.preventDefault();
    if (target.tagName === "DETAILS") { target.open = !target.open; const first = target.querySelector("input"); if (target.open && first) first.focus(); }
    else if (target.tagName === "INPUT") target.focus();
    else target.click();
  });
});
