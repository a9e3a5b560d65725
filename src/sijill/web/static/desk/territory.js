// A slider for the day of the map. Without this file the field, the buttons and the days of change do the same.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("days"), field = document.getElementById("date");
  const { first, last, changes, slider } = form?.dataset || {};
  if (!first || first === last) return;
  const DAY = 86400000, day = (n) => new Date(Date.parse(first) + n * DAY).toISOString().slice(0, 10);
  const number = (text) => Math.round((Date.parse(text) - Date.parse(first)) / DAY);
  const box = document.createElement("div"), range = document.createElement("input"), told = document.createElement("output");
  const marks = document.createElement("datalist");
  marks.id = "days-of-change";
  for (const one of changes.split(" ").filter(Boolean)) { const mark = document.createElement("option"); mark.value = number(one); marks.append(mark); }
  Object.assign(range, { type: "range", min: 0, max: number(last), step: 1, value: number(field.value || last) });
  range.setAttribute("list", marks.id); range.setAttribute("aria-label", slider);
  box.className = "slide"; told.dir = "ltr";
  const say = () => { told.textContent = day(Number(range.value)); range.setAttribute("aria-valuetext", told.textContent); };
  let waits;
  // The arrows step day by day: the page follows when they rest, and the slider has the focus again.
  const follow = () => { clearTimeout(waits); waits = setTimeout(() => { field.value = told.textContent; form.action = `${location.pathname}#slide`; form.requestSubmit(); }, 400); };
  range.addEventListener("input", say); range.addEventListener("change", follow);
  say();
  box.append(range, told, marks); form.append(box);
  if (location.hash === "#slide") range.focus({ preventScroll: true });
});
