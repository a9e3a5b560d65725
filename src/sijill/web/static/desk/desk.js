// The keys of the desk, and what is said of what happened. Everything works without this file: each key presses a button or
// link that is on the page ([data-key], told in [data-key-help] or by its own words), and the person's menu turns them off.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const page = document.documentElement, list = document.getElementById("keys"), own = document.querySelector("details.own");
  const lit = document.querySelector(".source-text mark");
  if (lit) { const box = lit.closest(".source-text"); box.scrollTop = lit.offsetTop - box.offsetTop - box.clientHeight / 3; }

  // The letter that is printed on the key where the layout is Latin (AZERTY), its place where it is not (Arabic); digits and
  // what a layout hides behind Shift by their place.
  function names({ key, code, shiftKey }) {
    if (/^[a-z]$/i.test(key)) return ["Key" + key.toUpperCase(), key.toLowerCase()];
    if (/^(Digit|Numpad)\d$/.test(code)) return ["Digit" + code.at(-1), code.at(-1), key];
    if (key === "؟" || (code === "Slash" && !/^[!-~]$/.test(key))) return [shiftKey || key === "؟" ? "?" : "/", "Slash"];
    return /^[!-~]$/.test(key) ? [key] : [code, key];
  }
  const typing = (where) => where.isContentEditable || where.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=button], [type=submit])");
  const held = (wanted) => [...document.querySelectorAll("[data-key]")].find((one) => wanted.includes(one.dataset.key) && !one.disabled);

  document.addEventListener("keydown", (event) => {
    // A key that is held down says nothing twice: no second verdict follows from a heavy finger.
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || event.defaultPrevented) return;
    if (event.key === "Escape") { if (typing(event.target)) event.target.blur(); else if (own?.open) { own.open = false; own.querySelector("summary").focus(); } return; }
    if (page.dataset.keys === "off" || typing(event.target) || document.querySelector("dialog[open]")) return;
    const target = held(names(event));
    if (!target) return;
    event.preventDefault();
    if (target.tagName === "DETAILS") { target.open = !target.open; const first = target.querySelector(target.matches(".correct") ? "input:not([type=hidden])" : "input, summary"); if (target.open && first) first.focus(); }
    else if (target.matches("input:not([type=radio], [type=checkbox], [type=submit]), select, textarea")) { target.focus(); target.select?.(); }
    else target.click();
  });

  // "?" lists the keys that do something on this page, in the words of what they press.
  const opener = document.querySelector("[data-opens=keys]");
  if (opener && list) {
    opener.hidden = false;
    opener.addEventListener("click", () => {
      const words = (one) => { const bare = one.cloneNode(true); for (const key of bare.querySelectorAll("kbd")) key.remove(); return bare; };
      const told = new Map();
      for (const one of document.querySelectorAll("[data-key]")) {
        const bare = words(one.tagName === "DETAILS" ? one.querySelector("summary") : one), label = one.id && document.querySelector(`label[for="${one.id}"]`);
        const said = one.dataset.keyHelp || one.getAttribute("aria-label") || (label ? words(label) : bare).textContent;
        if (!told.has(one.dataset.key)) told.set(one.dataset.key, said.trim().replace(/\s+/g, " "));
      }
      list.querySelector("dl").replaceChildren(...[...told].flatMap(([key, said]) => {
        const name = document.createElement("dt"), mark = document.createElement("kbd"), what = document.createElement("dd");
        mark.textContent = key.replace(/^(Key|Digit)/, ""); name.append(mark); what.textContent = said; what.dir = "auto";
        return [name, what];
      }));
      if (own) own.open = false;
      list.showModal();
    });
  }
  document.addEventListener("click", (event) => { if (own?.open && !own.contains(event.target)) own.open = false; });

  // What a page says as it opens is read out too: a live region speaks only of what is put into it.
  const announcer = document.querySelector("[data-desk=announcer]");
  const say = (words) => { if (announcer) { announcer.textContent = ""; setTimeout(() => { announcer.textContent = words; }, 100); } };
  document.addEventListener("desk:say", (event) => say(event.detail));
  const first = [...document.querySelectorAll("main [role=alert], main [role=status], main [data-say]")].filter((one) => !one.hidden && one.textContent.trim());
  if (first.length) say(first.map((one) => one.textContent.trim().replace(/\s+/g, " ")).join(" "));

  // The present page of a line that is longer than the screen is brought into it.
  const here = document.querySelector(".pages [aria-current]"), line = here?.parentElement;
  if (here) line.scrollLeft += here.getBoundingClientRect().left - line.getBoundingClientRect().left - (line.clientWidth - here.clientWidth) / 2;

  // A table that is wider than its place can be scrolled by the keyboard.
  const scrollers = () => {
    for (const box of document.querySelectorAll(".table-responsive, .scroller")) {
      if (box.scrollWidth <= box.clientWidth || box.hasAttribute("tabindex")) continue;
      box.tabIndex = 0; box.setAttribute("role", "group");
      const caption = box.querySelector("caption"), head = box.closest("section")?.querySelector("h1, h2, h3");
      const named = (caption || head || document.querySelector("h1"))?.textContent.trim();
      if (named) box.setAttribute("aria-label", named);
    }
  };
  scrollers();
  addEventListener("resize", scrollers);
});
