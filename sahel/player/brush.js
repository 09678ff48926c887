// The line of time under the map: who rules, whose forces, coups and events, and the day that the reader moves.

const SVG = "http://www.w3.org/2000/svg";
const BAND = 15, PITCH = 7, THICK = 4.6, AFTER = 10, TOP = 26, AXIS = 20, LETTER = 11.5;
const SHORTEST = 28, STEPS = [1, 2, 5, 10];

function draw(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

class Brush {
  constructor(host, player) {
    this.host = host;
    this.player = player;
    this.plot = document.createElement("div");
    this.plot.className = "sp-plot";
    this.thumb = document.createElement("div");
    this.thumb.className = "sp-thumb";
    this.flag = document.createElement("span");
    this.thumb.append(this.flag);
    for (const [key, value] of Object.entries({role: "slider", tabindex: "0", "aria-orientation": "horizontal"})) {
      this.thumb.setAttribute(key, value);
    }
    host.append(this.plot, this.thumb);
    this.listen();
  }

  get wide() { return this.host.clientWidth || 900; }
  get gutter() { return this.wide < 600 ? 78 : 118; }
  get room() { return this.wide - this.gutter - 10; }
  x(day) { return this.gutter + (day - this.from) / (this.to - this.from) * this.room; }
  day(x) { return Math.round(this.from + (x - this.gutter) / this.room * (this.to - this.from)); }

  // Show the days from `from` to `to`: never fewer than a month, never beyond the ends of time.
  show(from, to) {
    const {first, last} = this.player;
    let span = Math.min(Math.max(to - from, SHORTEST), last - first);
    this.from = Math.round(Math.min(Math.max(from, first), last - span));
    this.to = Math.round(this.from + span);
    this.paint();
  }

  zoom(factor, about = this.player.day) {
    const share = Math.min(Math.max((about - this.from) / (this.to - this.from), 0), 1);
    const span = (this.to - this.from) * factor;
    this.show(about - span * share, about + span * (1 - share));
  }

  // Keep the day in sight; while it plays the window moves on with it.
  follow(day) {
    if (day >= this.from && day <= this.to) return;
    const span = this.to - this.from;
    this.show(day < this.from ? day - span * 0.1 : day - span * 0.9, day < this.from ? day + span * 0.9 : day + span * 0.1);
  }

  paint() {
    const {reel, look} = this.player;
    this.rows = [];
    let y = TOP;
    for (const [code, name] of reel.countries) {
      const bars = reel.bars.filter((bar) => bar[BAR.country] === code);
      const groups = [...new Set(bars.map((bar) => bar[BAR.group]))].sort((a, b) => a - b);
      this.rows.push({code, name, y, groups, bars, bottom: y + BAND + 4 + groups.length * PITCH});
      y += BAND + 4 + groups.length * PITCH + AFTER;
    }
    this.high = y + AXIS;
    const svg = draw("svg", {width: this.wide, height: this.high, viewBox: `0 0 ${this.wide} ${this.high}`, "aria-hidden": "true"});
    svg.append(this.defs(look), ...this.axis(look, y));
    const clip = draw("g", {"clip-path": "url(#sp-room)"});
    svg.append(clip);
    for (const row of this.rows) this.country(svg, clip, row, look);
    clip.append(...this.power(look));
    this.plot.replaceChildren(svg);
    this.host.style.height = `${this.high}px`;
    this.thumb.style.height = `${y - 4}px`;
    this.place(this.player.day);
    this.light(this.player.lit || []);
  }

  defs(look) {
    const made = draw("defs");
    const stop = (offset, colour, opacity) => draw("stop", {offset, "stop-color": colour, "stop-opacity": opacity});
    look.fills.forEach((colour, i) => made.append(
      draw("linearGradient", {id: `sp-in-${i}`}, stop(0, colour, 0.05), stop(1, colour, 1)),
      draw("linearGradient", {id: `sp-out-${i}`}, stop(0, colour, 1), stop(1, colour, 0.05))));
    made.append(
      draw("clipPath", {id: "sp-room"}, draw("rect", {x: this.gutter, y: 0, width: this.room, height: 1000})),
      draw("pattern", {id: "sp-stripes", width: 5, height: 5, patternUnits: "userSpaceOnUse"},
        draw("rect", {width: 5, height: 5, fill: look.rules.interim[0]}),
        draw("path", {d: "M-1 6L6 -1M-1 1L1 -1M4 6L6 4", stroke: look.ink2, "stroke-width": 0.8, "stroke-opacity": 0.4})));
    return made;
  }

  axis(look, y) {
    const made = [], {lang, reel} = this.player;
    const write = (x, text, anchor = "start") => {
      const said = draw("text", {x, y: y + 14, "font-size": LETTER, fill: look.ink2, "text-anchor": anchor});
      said.textContent = text;
      made.push(said);
    };
    for (const [day, label] of this.ticks(lang)) {
      const x = this.x(day);
      made.push(draw("path", {d: `M${x.toFixed(1)} ${TOP - 4}V${y}`, stroke: look.grid}));
      if (x + 8 + label.length * 6 < this.wide) write(x + 3, label);
    }
    const end = this.x(reel.cutoff);
    if (end < this.wide - 10) {
      const from = Math.max(end, this.gutter);
      made.push(
        draw("rect", {x: from, y: TOP - 4, width: this.wide - 10 - from, height: y - TOP + 4, fill: look.sunken}),
        draw("path", {d: `M${from.toFixed(1)} ${TOP - 4}V${y}`, stroke: look.ink3, "stroke-dasharray": "4 2 1 2"}));
    }
    const now = this.x(this.player.today);
    if (now > this.gutter && now < this.wide - 9) {
      made.push(draw("path", {d: `M${now.toFixed(1)} ${TOP - 4}V${y}`, stroke: look.ink3, "stroke-width": 0.7}));
    }
    return made;
  }

  // [day, label] of each tick: days, months or years, as many as there is room for.
  ticks(lang) {
    const perDay = this.room / (this.to - this.from), found = [];
    const locale = lang === "fr" ? "fr-FR" : "en-GB";
    const label = (day, form) => new Intl.DateTimeFormat(locale, {...form, timeZone: "UTC"}).format(new Date(day * DAY_MS)).replace("Sept", "Sep");
    const first = new Date(this.from * DAY_MS), year = first.getUTCFullYear();
    if (perDay * 365 > 34 * 3) {
      const every = [1, 2, 3, 6].find((n) => perDay * 30.4 * n > 58) || 12;
      for (let month = 0; ; month += every) {
        const day = Math.round(Date.UTC(year, month, 1) / DAY_MS);
        if (day > this.to) break;
        if (day >= this.from) found.push([day, label(day, month % 12 ? {month: "short"} : {month: "short", year: "numeric"})]);
      }
      if (perDay > 9) {
        for (let day = this.from; day <= this.to; day += 7) found.push([day, label(day, {day: "numeric", month: "short"})]);
        return found.filter(([day], i) => i >= found.length - 60 && new Date(day * DAY_MS).getUTCDate() !== 1);
      }
      return found;
    }
    const every = STEPS.find((n) => perDay * 365 * n > 38) || 20;
    for (let on = Math.ceil(year / every) * every; ; on += every) {
      const day = Math.round(Date.UTC(on, 0, 1) / DAY_MS);
      if (day > this.to) return found;
      if (day >= this.from) found.push([day, String(on)]);
    }
  }

  country(svg, clip, row, look) {
    const name = draw("text", {x: 0, y: row.y + 12, "font-size": 13, "font-weight": 600, fill: look.ink});
    name.textContent = row.name;
    svg.append(name);
    for (const [code, first, last, kind, leader, isOpen] of this.player.reel.reigns) {
      if (code !== row.code || last < this.from || first > this.to) continue;
      const left = Math.max(this.x(first), this.gutter), right = Math.min(this.x(last), this.gutter + this.room);
      const [fill, ink] = look.rules[kind];
      const title = draw("title");
      title.textContent = `${leader}: ${this.player.words.rules[kind]}`;
      clip.append(draw("rect", {
        x: left, y: row.y, width: Math.max(right - left, 0.8), height: BAND, stroke: look.paper, "stroke-width": 0.6,
        fill: kind === "interim" ? "url(#sp-stripes)" : fill,
      }, title));
      if (right - left > leader.length * LETTER * 0.52 + 10) {
        const said = draw("text", {x: left + 5, y: row.y + 11.3, "font-size": LETTER, fill: ink});
        said.textContent = leader;
        clip.append(said);
      }
    }
    row.groups.forEach((group, i) => {
      const y = row.y + BAND + 4 + i * PITCH + PITCH / 2;
      const sign = draw("image", {href: look.marks[`${group}-present`], x: this.gutter - 13, y: y - 5.5, width: 11, height: 11});
      svg.append(sign);
      row.bars.filter((bar) => bar[BAR.group] === group).forEach((bar) => this.bar(clip, bar, y, look));
    });
  }

  // Sharp, faded, dashed and open ends: what is stored is what is drawn.
  bar(clip, bar, y, look) {
    const {reel} = this.player, group = bar[BAR.group], colour = look.fills[group];
    const isOpen = bar[BAR.open];
    const sureFrom = this.x(bar[BAR.startMax]), sureTo = this.x(bar[BAR.endMin] + 1);
    const whole = draw("g", {class: "sp-bar", "data-bar": reel.bars.indexOf(bar), style: "cursor:pointer"});
    const part = (from, to, how) => to > from && whole.append(
      draw("rect", {x: from.toFixed(1), y: y - THICK / 2, width: (to - from).toFixed(1), height: THICK, ...how}));
    const [start, end] = [this.x(bar[BAR.startMin]), isOpen ? sureTo : this.x(bar[BAR.endMax] + 1)];
    const edge = look.edges[group];
    if (!bar[BAR.admitted]) {
      part(start, Math.max(end, start + 2), {fill: colour, "fill-opacity": 0.22, stroke: edge, "stroke-width": 0.9, "stroke-dasharray": "3 2"});
    } else {
      if (sureFrom - start > 1) part(start, Math.min(sureFrom, end), {fill: `url(#sp-in-${group})`});
      part(sureFrom, Math.max(sureTo, sureFrom + 1), {fill: colour});
      if (end - sureTo > 1) part(Math.max(sureTo, sureFrom), end, {fill: `url(#sp-out-${group})`});
    }
    if (isOpen) {
      const to = this.x(reel.cutoff);
      whole.append(
        draw("path", {d: `M${sureTo.toFixed(1)} ${y - 4}v8`, stroke: look.ink, "stroke-width": 1.2}),
        draw("path", {d: `M${sureTo.toFixed(1)} ${y - 2}H${to.toFixed(1)}M${sureTo.toFixed(1)} ${y + 2}H${to.toFixed(1)}`, stroke: edge, "stroke-dasharray": "1.5 2.5", fill: "none"}),
        draw("path", {d: `M${to.toFixed(1)} ${y - 3.4}l4.5 3.4l-4.5 3.4`, stroke: edge, fill: "none", "stroke-width": 1.3}));
    } else {
      for (const [sharp, at] of [[bar[BAR.startMin] === bar[BAR.startMax], start], [bar[BAR.endMin] === bar[BAR.endMax], end]]) {
        if (sharp) whole.append(draw("path", {d: `M${at.toFixed(1)} ${y - 3.6}v7.2`, stroke: edge, "stroke-width": 1.4}));
      }
    }
    const title = draw("title");
    title.textContent = bar[BAR.told];
    // A whole transparent bar on top is what the pointer finds.
    whole.append(title, draw("rect", {x: start, y: y - PITCH / 2, width: Math.max(end - start, 4), height: PITCH, fill: "transparent", class: "sp-hit"}));
    clip.append(whole);
  }

  power(look) {
    const made = [], span = this.to - this.from, last = this.rows.at(-1);
    if (!last) return made;
    const importance = span < 400 ? 3 : span < 1500 ? 2 : 1;
    for (const event of this.player.reel.events) {
      const day = event[EVENT.first];
      if (day < this.from || day > this.to) continue;
      const kind = event[EVENT.kind], x = this.x(day), title = draw("title");
      title.textContent = `${sayDay(day, this.player.lang)}: ${event[EVENT.title]}`;
      for (const row of this.rows) {
        if (!event[EVENT.countries].includes(row.code)) continue;
        if (kind === "coup") {
          made.push(draw("path", {d: `M${x.toFixed(1)} ${TOP - 4}V${last.bottom}`, stroke: look.ink, "stroke-width": 0.7, "stroke-opacity": 0.28}));
          made.push(draw("path", {d: `M${x.toFixed(1)} ${row.y - 2}V${row.bottom}`, stroke: look.ink, "stroke-width": 1.4}));
        }
        if (kind === "coup" || kind === "coup_attempt" || kind === "plot") {
          made.push(draw("path", {
            d: `M${x - 4.5} ${row.y - 6}h9l-4.5 7.6z`, stroke: look.ink, "stroke-width": 1.1,
            fill: kind === "coup" ? look.ink : look.paper, "data-event": event[EVENT.id], style: "cursor:pointer",
          }, title.cloneNode(true)));
        } else if (event[EVENT.importance] <= importance) {
          made.push(span < 1500
            ? draw("circle", {cx: x, cy: row.y, r: 2.7, fill: look.paper, stroke: look.ink, "stroke-width": 1.1, "data-event": event[EVENT.id], style: "cursor:pointer"}, title.cloneNode(true))
            : draw("path", {d: `M${x.toFixed(1)} ${row.y - 3}v4`, stroke: look.ink2, "stroke-width": 1}));
        }
      }
    }
    return made;
  }

  place(day) {
    const {words, lang, first, last} = this.player;
    const x = Math.min(Math.max(this.x(day), this.gutter), this.gutter + this.room);
    const said = sayDay(day, lang);
    this.thumb.style.transform = `translateX(${x.toFixed(1)}px)`;
    this.flag.textContent = sayDay(day, lang, true);
    const half = this.flag.offsetWidth / 2 || 40;
    this.flag.style.transform = `translateX(${(Math.min(Math.max(x, half), this.wide - half) - x - half).toFixed(1)}px)`;
    for (const [key, value] of Object.entries({label: words.day, valuemin: first, valuemax: last, valuenow: day, valuetext: said})) {
      this.thumb.setAttribute(`aria-${key}`, value);
    }
  }

  // Outline the bars whose places are lit on the map.
  light(places) {
    const lit = new Set(places);
    for (const bar of this.plot.querySelectorAll(".sp-bar")) {
      bar.classList.toggle("sp-lit", this.player.reel.bars[bar.dataset.bar][BAR.places].some((place) => lit.has(place)));
    }
  }

  listen() {
    const {player} = this;
    let held = null, from = 0, moved = false;
    const at = (event) => event.clientX - this.host.getBoundingClientRect().left;
    this.host.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      const onAxis = event.clientY - this.host.getBoundingClientRect().top > this.high - AXIS;
      held = onAxis ? "axis" : "day";
      from = this.day(at(event));
      moved = event.target.closest?.(".sp-thumb") !== null;
      this.pressed = event.target.closest?.("[data-bar],[data-event]");
      this.host.setPointerCapture(event.pointerId);
      player.hold();
      if (held === "day" && !this.pressed && at(event) >= this.gutter) player.go(from);
    });
    this.host.addEventListener("pointermove", (event) => {
      if (held === null) return this.hover(event);
      const day = this.day(at(event));
      if (held === "axis") return this.show(this.from - (day - from), this.to - (day - from));
      if (this.pressed && Math.abs(day - from) * this.room / (this.to - this.from) < 4) return undefined;
      this.pressed = null;
      moved = true;
      player.go(day);
      return undefined;
    });
    const end = () => {
      if (held === null) return;
      const pressed = this.pressed;
      held = null;
      this.pressed = null;
      this.thumb.focus({preventScroll: true});
      if (pressed?.dataset.event) player.open([pressed.dataset.event]);
      else if (pressed) player.open([player.reel.bars[pressed.dataset.bar][BAR.id]]);
      else player.release();
    };
    this.host.addEventListener("pointerup", end);
    this.host.addEventListener("pointercancel", end);
    this.host.addEventListener("pointerleave", () => held === null && player.light([]));
    this.host.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.shiftKey) return;
      event.preventDefault();
      this.zoom((event.deltaY || event.deltaX) > 0 ? 1.25 : 0.8, this.day(at(event)));
    }, {passive: false});
    this.thumb.addEventListener("keydown", (event) => player.key(event));
  }

  hover(event) {
    const bar = event.target.closest?.("[data-bar]");
    this.player.light(bar ? this.player.reel.bars[bar.dataset.bar][BAR.places] : []);
  }
}
