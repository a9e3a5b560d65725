// Shows how far long work is without a reload; without this file the page reloads itself.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const again = async () => {
    const here = document.getElementById("work");
    if (!here || !here.dataset.goesOn) return;
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      if (answer.ok && !answer.redirected) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById("work");
        if (fresh) here.replaceWith(fresh);
      } else { location.reload(); return; }
    } catch { /* a lost connection: the next try may find it */ }
    setTimeout(again, 2000);
  };
  setTimeout(again, 1000);
});
