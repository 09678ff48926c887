"""A drawing as SVG inside the page, so that it uses the page's own font. Built from a white list of elements."""

from __future__ import annotations

import streamlit as st

# The drawing is parsed as XML and copied element by element: what is not on the list does not reach the page.
_SCRIPT = """
const TAGS = new Set([
  "svg", "g", "path", "rect", "circle", "polygon", "line", "text", "tspan", "title", "desc", "defs", "pattern",
]);
const SVG = "http://www.w3.org/2000/svg";
function copy(node) {
  if (node.nodeType === 3) return document.createTextNode(node.nodeValue);
  if (node.nodeType !== 1 || !TAGS.has(node.localName)) return null;
  const made = document.createElementNS(SVG, node.localName);
  for (const {name, value} of node.attributes) {
    if (!name.startsWith("on") && !name.includes("href") && name !== "style") made.setAttribute(name, value);
  }
  for (const child of node.childNodes) { const kid = copy(child); if (kid) made.appendChild(kid); }
  return made;
}
export default function({data, parentElement}) {
  const parsed = new DOMParser().parseFromString(data.svg, "image/svg+xml");
  const made = copy(parsed.documentElement);
  if (!made) return;
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", data.alt);
  parentElement.querySelector(".figure").replaceChildren(made);
}
"""
_STYLE = """
.figure{overflow-x:auto;overflow-y:hidden}
.figure svg{display:block;max-width:none;height:auto;font-family:"Source Sans","Source Sans 3",sans-serif}
.figure.fit svg{width:100%}
"""
_mount = st.components.v2.component(
    "sahel_figure", html="<div class='figure fit'></div>", css=_STYLE, js=_SCRIPT, isolate_styles=False
)
_mount_wide = st.components.v2.component(
    "sahel_figure_wide", html="<div class='figure'></div>", css=_STYLE, js=_SCRIPT, isolate_styles=False
)


def figure(body: str, width: float, height: float, alt: str, key: str, *, scrolls: bool = False) -> None:
    """Draw SVG elements of a box of `width` by `height` px, scaled to the page or, if it `scrolls`, at full size.

    `alt` is the sentence that says the drawing to those who do not see it.
    """
    style = f' style="min-width:{width:g}px"' if scrolls else ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}"{style}>{body}</svg>'
    )
    (_mount_wide if scrolls else _mount)(data={"svg": svg, "alt": alt}, key=key)
