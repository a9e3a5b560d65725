// Makes the drawn map movable. Nothing is fetched: land and rows stand in the page, and without this file both remain.
import { LngLatBounds, Map, Marker, NavigationControl, Popup, setWorkerUrl } from "../vendor/maplibre-gl.mjs";

const box = document.getElementById("map"), drawn = document.getElementById("map-drawn");
const REACH = 24, HOLLOW = 5, SVG = "http://www.w3.org/2000/svg";
const told = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const rows = [...document.querySelectorAll("#map-points tr[data-lat]")].map((element) => {
  const { lat, lon, km, killed, fill, shape, place, over } = element.dataset;
  return { element, lat: Number(lat), lon: Number(lon), km: Number(km), killed: killed === "" ? null : Number(killed), fill, shape, place, over };
});

// The paths of the page are in thousandths of a degree, north upwards: each letter M begins a line of steps.
function lines(layer) {
  const path = drawn.querySelector(`path.${layer}`)?.getAttribute("d") || "";
  return path.split("M").filter(Boolean).map((part) => {
    const [x, y, ...steps] = part.match(/-?\d+/g).map(Number), line = [[x, y]];
    for (let at = 0; at < steps.length; at += 2) line.push([line.at(-1)[0] + steps[at], line.at(-1)[1] + steps[at + 1]]);
    return line.map(([east, south]) => [east / 1000, -south / 1000]);
  });
}

const source = (geometry) => ({ type: "geojson", data: { type: "Feature", properties: {}, geometry } });
const strokes = (layer) => source({ type: "MultiLineString", coordinates: lines(layer) });
const areas = (layer) => source({ type: "MultiPolygon", coordinates: lines(layer).map((line) => [[...line, line[0]]]) });

// A circle on the globe as a ring of points: as wide as the place is uncertain, at every zoom.
function ring({ lat, lon, km }) {
  const tall = km / 111.2, wide = tall / Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: 49 }, (_, step) => { const turn = (step / 48) * 2 * Math.PI; return [lon + wide * Math.cos(turn), lat + tall * Math.sin(turn)]; });
}

function heaps(map) {
  const found = [];
  for (const one of [...rows].sort((a, b) => (b.killed || 0) - (a.killed || 0))) {
    const at = map.project([one.lon, one.lat]);
    const home = found.find((heap) => Math.max(Math.abs(heap.at.x - at.x), Math.abs(heap.at.y - at.y)) < REACH);
    if (home) home.rows.push(one); else found.push({ at, lon: one.lon, lat: one.lat, rows: [one] });
  }
  for (const heap of found) {
    const held = heap.rows.filter((one) => one.killed !== null), same = (name) => new Set(heap.rows.map((one) => one[name])).size === 1;
    heap.killed = held.length ? held.reduce((sum, one) => sum + one.killed, 0) : null;
    heap.unknown = heap.rows.length - held.length;
    heap.radius = heap.killed === null ? HOLLOW : Math.max(2, Number(box.dataset.scale) * Math.sqrt(heap.killed));
    heap.name = same("place") ? heap.rows[0].place : same("over") ? heap.rows[0].over : ""; // never a neighbour's
    heap.own = same("fill") && same("shape");
  }
  return found.sort((a, b) => (b.killed || 0) - (a.killed || 0));
}

function part(parent, kind, attributes, text = "") {
  const element = document.createElementNS(SVG, kind);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  parent.append(element);
}

function mark(heap, map) {
  const element = document.createElement("button"), size = 2 * Math.ceil(Math.max(heap.radius * 1.6, 12));
  const svg = document.createElementNS(SVG, "svg");
  element.type = "button"; element.className = heap.killed === null ? "spot hollow" : "spot";
  svg.setAttribute("width", size); svg.setAttribute("height", size); svg.setAttribute("viewBox", `${-size / 2} ${-size / 2} ${size} ${size}`);
  part(svg, "path", { d: heap.own ? heap.rows[0].shape : box.dataset.shape, fill: heap.own ? heap.rows[0].fill : box.dataset.fill, transform: `scale(${heap.radius})` });
  if (heap.unknown && heap.killed !== null) part(svg, "circle", { r: heap.radius + 3 });
  if (heap.rows.length > 1) part(svg, "text", { "text-anchor": "middle", dy: 4 }, new Intl.NumberFormat("en").format(heap.rows.length));
  element.append(svg);
  element.setAttribute("aria-label", heap.rows.map((one) => one.element.querySelector("a").textContent).join("; "));
  const list = document.createElement("div");
  list.dir = document.documentElement.dir;
  for (const one of heap.rows.slice(0, 20)) {
    const line = document.createElement("p");
    line.className = "mb-1";
    line.append(one.element.querySelector("a").cloneNode(true), " · ", one.element.querySelector(".number").textContent);
    list.append(line);
  }
  return new Marker({ element }).setLngLat([heap.lon, heap.lat]).setPopup(new Popup({ offset: 16 }).setDOMContent(list)).addTo(map);
}

function names(found, map) {
  const taken = [], made = [];
  const write = (text, at, lower, kind) => {
    const y = at.y + lower;
    const covered = found.some((heap) => Math.abs(heap.at.x - at.x) < 28 + heap.radius && Math.abs(heap.at.y - y) < 7 + heap.radius);
    if (!text || covered || taken.some(([a, b]) => Math.abs(a - at.x) < 80 && Math.abs(b - y) < 16)) return;
    taken.push([at.x, y]);
    const element = document.createElement("div");
    element.className = kind; element.textContent = text; element.dir = "auto";
    made.push(new Marker({ element }).setLngLat(map.unproject([at.x, y])).addTo(map));
  };
  for (const heap of found) write(heap.name, heap.at, heap.radius + 14, "name");
  for (const one of around) write(one.text, map.project([one.lon, one.lat]), 0, "name around");
  return made;
}

const around = [...document.querySelectorAll("#map-drawn text.around")].map((element) => ({ text: element.textContent, lon: Number(element.dataset.lon), lat: Number(element.dataset.lat) }));

function draw() {
  const say = box.dataset, frame = drawn.dataset;
  const bounds = new LngLatBounds([Number(frame.west), Number(frame.south)], [Number(frame.east), Number(frame.north)]);
  const sources = { land: areas("land"), lake: areas("lake"), coast: strokes("coast"), river: strokes("river"), border: strokes("border"), disputed: strokes("disputed"),
    doubt: source({ type: "MultiPolygon", coordinates: rows.map((one) => [ring(one)]) }) };
  const fill = (name, colour, opacity) => ({ id: name, type: "fill", source: name, paint: { "fill-color": told(colour), "fill-opacity": opacity, "fill-antialias": false } });
  const line = (name, colour, width, more = {}) => ({ id: `${name}-line`, type: "line", source: name, paint: { "line-color": told(colour), "line-width": width, ...more } });
  setWorkerUrl(new URL(say.worker, location.href).href);
  box.hidden = false;
  const map = new Map({
    locale: { "Map.Title": say.title, "NavigationControl.ZoomIn": say.in, "NavigationControl.ZoomOut": say.out, "Popup.Close": say.close },
    container: box, attributionControl: false, dragRotate: false, pitchWithRotate: false, maxZoom: 13, minZoom: 1,
    bounds, style: { version: 8, sources, layers: [
      { id: "ground", type: "background", paint: { "background-color": told("--sheet") } },
      { id: "sea", type: "background", paint: { "background-color": told("--press"), "background-opacity": 0.16 } },
      fill("land", "--sheet", 1), fill("lake", "--press", 0.16), line("coast", "--edge", 0.8), line("river", "--press", 0.9, { "line-opacity": 0.4 }),
      line("border", "--quiet", 1.1), line("disputed", "--quiet", 1.6, { "line-dasharray": [0.5, 2.5] }),
      fill("doubt", "--press", 0.08), line("doubt", "--press", 0.8, { "line-opacity": 0.5, "line-dasharray": [3, 2] }),
    ] },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  let shown = [], zoom = null;
  const again = () => {
    if (zoom === map.getZoom()) return;
    zoom = map.getZoom();
    for (const one of shown) one.remove();
    const found = heaps(map);
    shown = [...found.map((heap) => mark(heap, map)), ...names(found, map)];
  };
  map.on("zoomend", again);
  again();
  drawn.setAttribute("hidden", "");
}

// Without a canvas for it, the drawn map stays.
try { draw(); } catch { box.hidden = true; drawn.removeAttribute("hidden"); }
