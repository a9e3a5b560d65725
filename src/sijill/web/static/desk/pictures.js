// Brings the lit words of a page into view. Everything works without this file: the box can be scrolled by hand.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  for (const paper of document.querySelectorAll(".paper[data-lit]")) {
    const picture = paper.querySelector("img");
    const show = () => { paper.scrollTop = picture.clientHeight * Number(paper.dataset.lit) / 1000 - paper.clientHeight / 3; };
    if (picture.complete) show(); else picture.addEventListener("load", show);
  }
});
