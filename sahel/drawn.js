// Sets <html data-drawn="page"> when the page is at rest: script ended, fonts there, every drawing in its place.
const isDrawn = () =>
  document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]') &&
  !document.querySelector("[data-testid=stSkeleton], [data-stale=true]") &&
  [...document.querySelectorAll(".js-plotly-plot")].every((plot) => plot.querySelector(".main-svg")) &&
  document.querySelectorAll("[data-testid=stPlotlyChart]").length <= document.querySelectorAll(".js-plotly-plot").length &&
  (!document.querySelector(".sp") || document.querySelector(".sp[data-ready]")) &&
  [...document.images].every((image) => image.complete);

// A presented page that is higher than its canvas is made smaller, down to what can still be read from the back.
function fit() {
  const canvas = document.querySelector("[data-testid=stMainBlockContainer]");
  const inner = canvas?.firstElementChild;
  if (inner) Object.assign(inner.style, {transformOrigin: "", transform: "", width: "", minWidth: ""});
  if (!inner || new URLSearchParams(location.search).get("present") !== "1") return;
  const scale = Math.max(0.62, Math.min(1, (canvas.clientHeight - 48) / inner.scrollHeight));
  // Scaled as a picture, and as much wider: drawings are laid out for the width that they then have.
  Object.assign(inner.style, {transformOrigin: "top left", transform: `scale(${scale})`, width: `${100 / scale}%`, minWidth: `${100 / scale}%`});
}

export default function ({data}) {
  const root = document.documentElement;
  root.removeAttribute("data-drawn");
  let still = 0, ended = false;
  const look = async () => {
    if (ended) return;
    still = isDrawn() ? still + 1 : 0;
    // At rest for three looks in a row: what a drawing sets off in its neighbour has been drawn too.
    if (still >= 3) {
      await document.fonts.ready;
      fit();
      await new Promise((done) => setTimeout(done, 400));
      if (!ended) root.setAttribute("data-drawn", data.page);
      return;
    }
    setTimeout(() => requestAnimationFrame(look), 60);
  };
  look();
  return () => { ended = true; };
}
