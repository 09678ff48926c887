// One instrument: the map, the line of time, the buttons and the sentence that says what changed.

const SPEEDS = [30, 91, 365];  // days a second
const SAY_EVERY = 700;

class Player {
  constructor(root, data) {
    this.root = root;
    this.layers = new Set(data.layers || []);
    this.lit = [];
    this.speed = 1;
    this.sent = 0;
    this.take(data);
    this.build();
  }

  take(data) {
    Object.assign(this, {data, reel: data.reel, look: data.look, words: data.words, lang: data.lang});
    this.first = this.reel.first;
    this.today = data.today;
    this.last = Math.max(this.reel.cutoff, Math.min(data.today, this.reel.cutoff + 366));
    this.until = -Infinity;
  }

  make(name, className, parent, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    parent.append(made);
    return made;
  }

  button(parent, sign, label, act) {
    const made = this.make("button", "sp-button", parent, sign);
    made.type = "button";
    made.title = label;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  }

  // Pictures of our own for the buttons: letters for them differ, or are missing, from one machine to another.
  picture(made, name) {
    const shapes = {
      play: "M4 2.5v11l9-5.5z", pause: "M4 2.5h3v11H4zM9 2.5h3v11H9z", before: "M3 3h2v10H3zM13 3v10L6 8z", next: "M11 3h2v10h-2zM3 3v10l7-5z",
      whole: "M2 7.5L8 2l6 5.5V14H9.6v-4H6.4v4H2z",
    };
    made.replaceChildren(draw("svg", {width: 14, height: 14, viewBox: "0 0 16 16", "aria-hidden": "true"},
      draw("path", {d: shapes[name], fill: "currentColor"})));
  }

  build() {
    const {root, words} = this;
    root.replaceChildren();
    for (const [token, colour] of Object.entries(this.look)) {
      if (typeof colour === "string") root.style.setProperty(`--sp-${token}`, colour);
    }
    const map = this.make("div", "sp-map", root);
    this.canvas = this.make("div", "sp-canvas", map);
    this.canvas.setAttribute("role", "img");
    this.today0 = this.make("div", "sp-day", map);
    const zoom = this.make("div", "sp-zoom", map);
    this.button(zoom, "+", words.zoomIn, () => this.stage?.zoom(0.6));
    this.button(zoom, "−", words.zoomOut, () => this.stage?.zoom(-0.6));
    this.picture(this.button(zoom, "", words.whole, () => {
      this.at = null;
      this.stage?.look(this.stage.fit());
      this.tell();
    }), "whole");
    this.make("div", "sp-scale", map);
    this.side = this.make("div", "sp-side", root);
    const bar = this.make("div", "sp-controls", root);
    this.playButton = this.button(bar, "", words.play, () => this.toggle());
    this.picture(this.playButton, "play");
    this.picture(this.button(bar, "", words.before, () => this.step(false)), "before");
    this.picture(this.button(bar, "", words.next, () => this.step(true)), "next");
    this.speedButton = this.button(bar, "", words.speed, () => { this.speed = (this.speed + 1) % 3; this.showSpeed(); });
    this.showSpeed();
    this.live = this.make("p", "sp-live", bar);
    this.live.setAttribute("aria-live", "polite");
    const spans = this.make("div", "sp-spans", bar);
    for (const [days, label] of words.spans) {
      this.button(spans, label, `${words.window}: ${label}`, () => this.span(days)).classList.add("sp-word");
    }
    this.button(spans, "−", words.widen, () => this.brush.zoom(1.6));
    this.button(spans, "+", words.narrow, () => this.brush.zoom(0.625));
    this.brush = new Brush(this.make("div", "sp-brush", root), this);
    this.watch = new ResizeObserver(() => { this.stage?.resize(); this.brush.from !== undefined && this.brush.paint(); });
    this.watch.observe(root);
  }

  // Begin: the line of time at once, the map as soon as deck.gl is there.
  async start(said) {
    this.day = said.on;
    this.at = cameraOf(said.at);
    this.layers = new Set(said.layers);
    const [from, to] = said.span || [dayOf("2012-01-01"), this.last];
    this.brush.show(Math.min(from, this.day), Math.max(to, this.day));
    this.usual = said.span ? "" : this.window;
    this.go(this.day);
    if (!hasWebGL()) return this.fail("webgl");
    try {
      const deck = await loadDeck(new URL(this.data.deck, document.baseURI).href);
      this.stage = new Stage(this.canvas, this, deck, this.data.spec);
    } catch (error) {
      return this.fail(String(error));
    }
    this.until = -Infinity;
    this.go(this.day);
    this.root.dataset.ready = "1";
    return undefined;
  }

  fail(why) {
    this.canvas.textContent = this.words.noMap;
    this.canvas.classList.add("sp-none");
    this.root.dataset.ready = "0";
    this.send("failed", why);
  }

  // What Python says: the day of the bar, the layers, the camera of the link.
  hear(said) {
    if (!this.started) {
      this.started = true;
      return void this.start(said);
    }
    if (said.seq < this.sent) return undefined;
    const layers = new Set(said.layers);
    if ([...layers].join() !== [...this.layers].join()) {
      this.layers = layers;
      this.until = -Infinity;
    }
    if (said.on !== this.day && !this.held && !this.playing) this.brush.follow(said.on);
    if (!this.held && !this.playing) this.go(said.on);
    return undefined;
  }

  has(layer) { return this.layers.has(layer); }

  nameOf(plate) {
    const name = this.reel.places[plate.place][PLACE.name];
    const there = plate.marks.filter((mark) => mark.state !== "ended");
    if (!there.length || there.some((mark) => mark.state !== "old")) return name;
    const seen = Math.max(...there.flatMap((mark) => mark.rows).map((row) => this.reel.rows[row][ROW.endMin]));
    return this.words.seen.replace("{place}", name).replace("{year}", isoOf(seen).slice(0, 4));
  }

  // Show a day; nothing is computed anew while nothing on the map can have changed.
  go(day) {
    const before = this.day;
    this.day = Math.min(Math.max(Math.round(day), this.first), this.last);
    this.brush.place(this.day);
    this.today0.textContent = sayDay(this.day, this.lang);
    if (this.day >= this.until || this.day < this.since || this.until === -Infinity) {
      this.since = this.day;
      this.until = nextChange(this.reel, this.day, this.has("events"));
      this.plates = platesOf(this.reel, sitesOn(this.reel, this.day, this.has("ended")));
      this.stage?.show(this.plates);
      this.legend();
      this.canvas.setAttribute("aria-label", this.describe());
    }
    if (before !== this.day || !this.listed) this.list();
  }

  describe() {
    const names = this.plates.filter((plate) => plate.held).map((plate) => this.reel.places[plate.place][PLACE.name]);
    return names.length ? this.words.alt.replace("{places}", names.join(", ")) : this.words.altNone;
  }

  // What changed in the 90 days before: the same list at every day, in words, each linked to its record.
  list() {
    const ninety = (importance) => eventsBefore(this.reel, this.day, this.reel.new, importance).slice(0, 6);
    const events = ninety(1).length ? ninety(1) : ninety(2);
    const key = events.map((event) => event[EVENT.id]).join();
    if (key === this.listed) return;
    this.listed = key;
    if (!this.changes) {
      this.make("h2", "sp-part", this.side, this.words.changed);
      this.changes = this.make("ul", "sp-changes", this.side);
      this.make("h2", "sp-part", this.side, this.words.signs);
      this.signs = this.make("ul", "sp-signs", this.side);
      this.legend();
    }
    this.changes.replaceChildren(...events.map((event) => {
      const item = document.createElement("li"), group = event[EVENT.group];
      const sign = this.make("img", "", item);
      sign.src = group < 0 ? this.look.power : this.look.marks[`${group}-present`];
      sign.alt = "";
      const link = this.make("a", "", item);
      link.href = this.data.record.replace("{id}", encodeURIComponent(event[EVENT.id]));
      link.target = "_self";
      this.make("b", "", link, sayDay(event[EVENT.first], this.lang, true));
      link.append(` ${event[EVENT.title]}`);
      return item;
    }));
    if (!events.length) this.make("li", "sp-soft", this.changes, this.words.nothing);
  }

  // Only the signs in view.
  legend() {
    if (!this.signs || !this.plates) return;
    const groups = new Set(), states = new Set();
    for (const plate of this.plates) for (const mark of plate.marks) { groups.add(mark.group); states.add(mark.state); }
    const key = [...groups, ...states].sort().join();
    if (key === this.signed) return;
    this.signed = key;
    const example = groups.has(4) ? 4 : [...groups][0] ?? 0;
    const rows = [...groups].sort((a, b) => a - b).map((group) => [this.look.marks[`${group}-present`], this.words.groups[group]]);
    for (const state of ["present", "new", "uncertain", "old", "ended"]) {
      if (states.has(state)) rows.push([this.look.marks[`${example}-${state}`], this.words.states[state]]);
    }
    this.signs.replaceChildren(...rows.map(([uri, text]) => {
      const item = document.createElement("li"), sign = this.make("img", "", item);
      sign.src = uri;
      sign.alt = "";
      item.append(text);
      return item;
    }));
  }

  // Say what happened after one day and up to another.
  say(after, upTo) {
    const importance = Math.abs(upTo - after) > 40 ? 1 : 2;
    const between = eventsBefore(this.reel, upTo, Math.max(upTo - after - 1, 0), importance).slice(0, 3);
    const said = between.reverse().map((event) => `${sayDay(event[EVENT.first], this.lang)}: ${event[EVENT.title]}`);
    if (said.length || !this.playing) this.live.textContent = said.join(" · ") || sayDay(upTo, this.lang);
  }

  light(places) {
    if (places.join() === this.lit.join()) return;
    this.lit = places;
    this.brush.light(places);
    this.stage?.lay();
  }

  hold() {
    this.stop();
    this.held = true;
    this.from = this.day;
    document.body.classList.add("sahel-moving");
  }

  // The reader lets go: the day and the camera go back to the bar and the address.
  release(camera = false) {
    const from = this.from ?? this.day;
    this.held = false;
    document.body.classList.remove("sahel-moving");
    if (this.day !== from) this.say(Math.min(from, this.day - 1), this.day);
    if (this.day !== from || camera || this.moved) this.tell();
    this.from = undefined;
    this.moved = false;
  }

  tell() {
    this.sent += 1;
    const {longitude: lon, latitude: lat, zoom} = this.stage?.camera || {};
    const at = this.at && lon !== undefined ? [lon, lat, zoom].map((number) => Number(number.toFixed(3))).join(",") : "";
    this.send("moved", {on: isoOf(this.day), at, span: this.window === this.usual ? "" : this.window, seq: this.sent});
  }

  get window() { return `${isoOf(this.brush.from)},${isoOf(this.brush.to)}`; }

  cameraMoved(camera) {
    this.at = camera;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => !this.playing && !this.held && this.tell(), 500);
  }

  open(ids) {
    this.held = false;
    document.body.classList.remove("sahel-moving");
    this.send("opened", {ids: ids.join(","), n: (this.opened = (this.opened || 0) + 1)});
  }

  span(days) {
    if (!days) this.brush.show(dayOf("1960-01-01"), this.last);
    else this.brush.show(this.day - days * 0.7, this.day + days * 0.3);
    this.tell();
  }

  step(forward) {
    this.stop();
    const span = this.brush.to - this.brush.from, importance = span < 400 ? 3 : span < 1500 ? 2 : 1;
    const day = eventDay(this.reel, this.day, forward, importance);
    if (day === null) return;
    this.brush.follow(day);
    this.go(day);
    this.say(day - 1, day);
    this.tell();
  }

  key(event) {
    const month = event.shiftKey;
    const day = {
      ArrowLeft: month ? plusMonths(this.day, -1) : this.day - 1, ArrowDown: month ? plusMonths(this.day, -1) : this.day - 1,
      ArrowRight: month ? plusMonths(this.day, 1) : this.day + 1, ArrowUp: month ? plusMonths(this.day, 1) : this.day + 1,
      PageUp: plusMonths(this.day, 12), PageDown: plusMonths(this.day, -12), Home: this.brush.from, End: Math.min(this.brush.to, this.reel.cutoff),
    }[event.key];
    if (event.key === " ") this.toggle();
    else if (event.key === "n" || event.key === "p") this.step(event.key === "n");
    else if (day === undefined) return;
    else {
      const from = this.day;
      this.stop();
      this.go(day);
      this.brush.follow(this.day);
      this.say(Math.min(from, this.day - 1), this.day);
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.tell(), 400);
    }
    event.preventDefault();
  }

  toggle() {
    if (this.playing) return this.stop(true);
    if (this.day >= this.reel.cutoff) this.go(this.brush.from);
    this.playing = true;
    document.body.classList.add("sahel-moving");
    this.picture(this.playButton, "pause");
    this.playButton.setAttribute("aria-label", this.words.pause);
    this.playButton.title = this.words.pause;
    let then = null, exact = this.day, said = this.day, spoke = 0;
    // Who asked for less motion gets steps, half a second each, instead of a glide.
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.frames = [];
    const frame = (now) => {
      if (!this.playing) return;
      if (then !== null && (!still || now - then >= 500)) {
        this.frames.push(now - then);
        exact += (now - then) / 1000 * SPEEDS[this.speed];
        then = now;
        this.brush.follow(Math.floor(exact));
        this.go(Math.floor(exact));
        if (now - spoke > SAY_EVERY) {
          this.say(said, this.day);
          [said, spoke] = [this.day, now];
        }
        if (this.day >= this.reel.cutoff) return void this.stop(true);
      }
      then ??= now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    return undefined;
  }

  stop(tell = false) {
    if (!this.playing) return;
    this.playing = false;
    document.body.classList.remove("sahel-moving");
    this.picture(this.playButton, "play");
    this.playButton.setAttribute("aria-label", this.words.play);
    this.playButton.title = this.words.play;
    if (tell) this.tell();
  }

  showSpeed() { this.speedButton.textContent = this.words.speeds[this.speed]; }

  destroy() {
    this.stop();
    this.watch.disconnect();
    this.stage?.destroy();
  }
}

// "lon,lat,zoom" of a link; anything else is no camera.
function cameraOf(text) {
  const [longitude, latitude, zoom] = String(text || "").split(",").map(Number);
  const isPlace = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85 && zoom >= 2.2 && zoom <= 10;
  if (!text || !isPlace) return null;
  return {longitude, latitude, zoom, minZoom: 2.2, maxZoom: 10, pitch: 0, bearing: 0};
}

// Two components: the reel (large, sent once) and what the bar says (small, sent at each run). They meet here.
const meeting = (globalThis.sahelTime ??= {});

export default function ({data, parentElement, setTriggerValue}) {
  if (!data.reel) {
    meeting.said = data;
    meeting.player?.hear(data);
    return undefined;
  }
  const root = parentElement.querySelector(".sp");
  let player = root.player;
  if (!player || player.data.stamp !== data.stamp) {
    player?.destroy();
    player = root.player = new Player(root, data);
  }
  meeting.player = player;
  // What stands where on a day, in the words of the record: tests ask it.
  meeting.marksOn = (day) => platesOf(player.reel, sitesOn(player.reel, day)).map((plate) => ({
    place: player.reel.places[plate.place][PLACE.id],
    marks: plate.marks.map((mark) => [player.reel.groups[mark.group], mark.state, mark.rows.map((row) => player.reel.rows[row][ROW.id])]),
  }));
  player.send = (name, value) => setTriggerValue(name, value);
  if (meeting.said) player.hear(meeting.said);
  // Asked a moment later: at a rerun the same root stays, when the page is left it is gone.
  return () => setTimeout(() => {
    if (root.isConnected || !root.player) return;
    root.player.destroy();
    root.player = null;
  });
}
