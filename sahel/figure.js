// A drawing as SVG inside the page, copied element by element from a white list.
const TAGS = new Set([
  "svg", "g", "path", "rect", "circle", "polygon", "line", "text", "tspan", "title", "desc", "defs", "pattern",
  "linearGradient", "stop", "a",
]);
const SVG = "http://www.w3.org/2000/svg";
function copy(node) {
  if (node.nodeType === 3) return document.createTextNode(node.nodeValue);
  if (node.nodeType !== 1 || !TAGS.has(node.localName)) return null;
  const made = document.createElementNS(SVG, node.localName);
  for (const {name, value} of node.attributes) {
    const link = node.localName === "a" && name === "href" && new URL(value, location.href).origin === location.origin;
    const plain = !name.startsWith("on") && !name.includes("href") && name !== "style";
    if (link || plain) made.setAttribute(name, value);
  }
  for (const child of node.childNodes) { const kid = copy(child); if (kid) made.appendChild(kid); }
  return made;
}
// Drawings of one group show the same part, whichever of them is dragged or zoomed.
const groups = (globalThis.sahelTogether ??= {});
function together(name, svg, holder, labels) {
  const [, , wide, high] = svg.getAttribute("viewBox").split(" ").map(Number);
  const group = (groups[name] ??= {part: [0, 0, wide, high], svgs: new Set()});
  const show = ([x, y, w, h]) => {
    const width = Math.min(Math.max(w, wide / 8), wide), height = width * high / wide;
    group.part = [Math.min(Math.max(x, 0), wide - width), Math.min(Math.max(y, 0), high - height), width, height];
    for (const one of group.svgs) {
      if (one.isConnected) one.setAttribute("viewBox", group.part.join(" "));
      else group.svgs.delete(one);
    }
  };
  const zoom = (by, px = 0.5, py = 0.5) => {
    const [x, y, w, h] = group.part, width = Math.min(Math.max(w * by, wide / 8), wide);
    show([x + (w - width) * px, y + (h - width * high / wide) * py, width, 0]);
  };
  group.svgs.add(svg);
  svg.style.cssText += ";touch-action:pan-y;cursor:grab";
  let held = null;
  svg.addEventListener("pointerdown", (event) => {
    held = [event.clientX, event.clientY, ...group.part];
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [fromX, fromY, x, y, w, h] = held, scale = w / svg.clientWidth;
    show([x - (event.clientX - fromX) * scale, y - (event.clientY - fromY) * scale, w, h]);
  });
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => { held = null; });
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.shiftKey) return;
    event.preventDefault();
    const box = svg.getBoundingClientRect();
    zoom((event.deltaY || event.deltaX) > 0 ? 1.25 : 0.8, (event.clientX - box.x) / box.width, (event.clientY - box.y) / box.height);
  }, {passive: false});
  const bar = document.createElement("div");
  bar.className = "figure-zoom";
  [["+", () => zoom(0.6)], ["−", () => zoom(1 / 0.6)], ["○", () => show([0, 0, wide, high])]].forEach(([sign, act], i) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.title = labels[i];
    button.setAttribute("aria-label", labels[i]);
    button.addEventListener("click", act);
    bar.append(button);
  });
  holder.append(bar);
  show(group.part);
}
export default function({data, parentElement}) {
  const parsed = new DOMParser().parseFromString(data.svg, "image/svg+xml");
  const made = copy(parsed.documentElement);
  if (!made) return;
  made.setAttribute("role", made.querySelector("a") ? "group" : "img");
  made.setAttribute("aria-label", data.alt);
  const holder = parentElement.querySelector(".figure");
  holder.replaceChildren(made);
  if (data.together) together(data.together, made, holder, data.labels);
}
