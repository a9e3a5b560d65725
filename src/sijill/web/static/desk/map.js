// Draws the table's rows as points. Nothing is fetched: the facts stand in the page, and without this file the table remains.
import { LngLatBounds, Map, Marker, NavigationControl, Popup, setWorkerUrl } from "../vendor/maplibre-gl.mjs";

const box = document.getElementById("map");
const places = (selector) => [...document.querySelectorAll(selector)].map((element) => ({ element, lat: Number(element.dataset.lat), lon: Number(element.dataset.lon), km: Number(element.dataset.km || 0) }));

// A circle on the globe as a ring of points: as wide as the place is uncertain, at every zoom.
function ring({ lat, lon, km }) {
  const tall = km / 111.2, wide = tall / Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: 49 }, (_, step) => { const turn = (step / 48) * 2 * Math.PI; return [lon + wide * Math.cos(turn), lat + tall * Math.sin(turn)]; });
}

function graticule() {
  const lines = [];
  for (let degree = -180; degree <= 180; degree += 1) lines.push([[degree, -85], [degree, 85]]);
  for (let degree = -85; degree <= 85; degree += 1) lines.push([[-180, degree], [180, degree]]);
  return { type: "MultiLineString", coordinates: lines };
}

function label(text, kind, at, map) {
  if (!text) return;
  const element = document.createElement("div");
  element.className = kind; element.textContent = text; element.dir = "auto";
  element.setAttribute("aria-label", text);
  new Marker({ element }).setLngLat(at).addTo(map);
}

function draw() {
  const spots = places("#map-points tbody tr[data-lat]");
  const names = places("#map-names li");
  const bounds = new LngLatBounds();
  for (const one of spots.length ? spots : names) bounds.extend([one.lon, one.lat]);
  const circles = { type: "FeatureCollection", features: spots.map((one) => ({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring(one)] } })) };
  setWorkerUrl(new URL(box.dataset.worker, location.href).href);
  box.hidden = false;
  const say = box.dataset;
  const map = new Map({
    locale: { "Map.Title": say.title, "NavigationControl.ZoomIn": say.in, "NavigationControl.ZoomOut": say.out, "Popup.Close": say.close },
    container: box, attributionControl: false, dragRotate: false, pitchWithRotate: false, maxZoom: 13, minZoom: 3,
    bounds, fitBoundsOptions: { padding: 60, maxZoom: 7.5 },
    style: { version: 8,
      sources: { lines: { type: "geojson", data: graticule() }, circles: { type: "geojson", data: circles } },
      layers: [
        { id: "ground", type: "background", paint: { "background-color": "#f4f1ea" } },
        { id: "lines", type: "line", source: "lines", paint: { "line-color": "#d5d0c4", "line-width": 1 } },
        { id: "circles", type: "fill", source: "circles", paint: { "fill-color": "#145c80", "fill-opacity": 0.15 } },
        { id: "rims", type: "line", source: "circles", paint: { "line-color": "#145c80", "line-width": 1 } },
      ] },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }));
  // A governorate's name gives way to what happened beside it.
  const free = (one) => !spots.some((spot) => Math.abs(spot.lat - one.lat) < 0.25 && Math.abs(spot.lon - one.lon) < 0.4);
  for (const one of names.filter(free)) label(one.element.textContent, "name", [one.lon, one.lat], map);
  for (let lon = 35; lon <= 43; lon += 1) label(say.east.replace("%", lon), "degree", [lon, 32], map);
  for (let lat = 32; lat <= 38; lat += 1) label(say.north.replace("%", lat), "degree", [35, lat], map);
  // Points on one spot share a marker that says how many they are and lists them.
  const together = new globalThis.Map();
  for (const one of spots) { const key = `${one.lat},${one.lon}`; together.set(key, [...(together.get(key) || []), one]); }
  for (const here of together.values()) {
    const element = document.createElement("button");
    element.type = "button"; element.className = "spot"; element.textContent = new Intl.NumberFormat("en").format(here.length);
    element.setAttribute("aria-label", here.map((one) => one.element.querySelector("a").textContent).join("; "));
    const list = document.createElement("div");
    list.dir = document.documentElement.dir;
    for (const one of here.slice(0, 20)) { const line = document.createElement("p"); line.className = "mb-1"; line.append(one.element.querySelector("a").cloneNode(true)); list.append(line); }
    label(here[0].element.dataset.place, "name below", [here[0].lon, here[0].lat], map);
    new Marker({ element }).setLngLat([here[0].lon, here[0].lat]).setPopup(new Popup({ offset: 16 }).setDOMContent(list)).addTo(map);
  }
}

try { draw(); } catch { box.hidden = true; document.getElementById("map-none").hidden = false; }
