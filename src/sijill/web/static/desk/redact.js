// Draws boxes over a picture as they are typed or dragged. Without this file they are typed, and drawn when asked for.
// Others than those that were looked at are not asked for: that form is hidden until they are looked at.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const over = document.querySelector(".hidden-parts svg"), form = document.querySelector("[data-desk=boxes]");
  if (!over || !form) return;
  const sides = ["left", "top", "width", "height"], field = (row, side) => row.querySelector(`[name=${side}]`);
  const ask = document.querySelector("[data-desk=ask]"), changed = document.querySelector("[data-desk=changed]");
  const told = (form) => { const columns = sides.map((side) => [...form.querySelectorAll(`[name=${side}]`)].map((one) => one.value.trim())); return columns[0].map((_, n) => columns.map((column) => column[n]).join()).filter((row) => row !== ",,,").join(";"); };
  const draw = () => {
    over.querySelectorAll("rect").forEach((one) => one.remove());
    for (const row of form.querySelectorAll(".box-row")) {
      const [x, y, width, height] = sides.map((side) => Number(field(row, side).value) / 10);
      if (!width || !height) continue;
      const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      Object.entries({ x, y, width, height }).forEach(([name, value]) => box.setAttribute(name, `${value}%`));
      over.append(box);
    }
    if (ask) ask.hidden = !(changed.hidden = told(form) === told(ask));
  };
  const row = () => {
    const rows = [...form.querySelectorAll(".box-row")], free = rows.find((one) => sides.every((side) => !field(one, side).value));
    if (free) return free;
    const made = rows.at(-1).cloneNode(true), legend = made.querySelector("legend");
    legend.textContent = legend.textContent.replace(String(rows.length), String(rows.length + 1));
    rows.at(-1).after(made);
    return made;
  };
  let from = null, filled = null;
  const at = (event) => { const { left, top, width, height } = over.getBoundingClientRect(), part = (n) => Math.min(1000, Math.max(0, Math.round(n * 1000))); return [part((event.clientX - left) / width), part((event.clientY - top) / height)]; };
  over.addEventListener("pointerdown", (event) => { from = at(event); filled = row(); over.setPointerCapture(event.pointerId); event.preventDefault(); });
  over.addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = at(event), first = [0, 1].map((n) => Math.min(from[n], to[n], 999)), size = [0, 1].map((n) => Math.max(1, Math.abs(from[n] - to[n])));
    [...first, ...size].forEach((value, n) => { field(filled, sides[n]).value = value; });
    draw();
  });
  over.addEventListener("pointerup", () => { from = null; });
  form.addEventListener("input", draw);
  window.addEventListener("pageshow", draw); // a page that is gone back to keeps what was typed
});
