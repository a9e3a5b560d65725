// Light or dark as the system has it, before anything is drawn, so that nothing flashes. Without this file the page is light.
"use strict";
const dark = matchMedia("(prefers-color-scheme: dark)"), follow = () => { document.documentElement.dataset.bsTheme = dark.matches ? "dark" : "light"; };
follow();
dark.addEventListener("change", follow);
