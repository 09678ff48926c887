// What is where on a day, from the reel of the record. No drawing here: tests hold these answers against Python's.
// Days are counted from 1 January 1970.

const ORDER = ["new", "present", "uncertain", "old", "ended"];
const ROW = {id: 0, place: 1, force: 2, startMin: 3, startMax: 4, endMin: 5, endMax: 6, open: 7, admitted: 8, told: 9};
const PLACE = {id: 0, name: 1, lon: 2, lat: 3, near: 4};
const BAR = {
  country: 0, group: 1, startMin: 2, startMax: 3, endMin: 4, endMax: 5, open: 6, admitted: 7, places: 8, id: 9, told: 10,
};
const EVENT = {
  id: 0, first: 1, last: 2, kind: 3, countries: 4, places: 5, importance: 6, title: 7, group: 8, move: 9,
};

// D1 for one row: "sure", "presumed", "stale", "possible", "" once it has surely ended, null before it may have begun.
function levelOf(row, day, presumed) {
  if (day < row[ROW.startMin]) return null;
  if (row[ROW.startMax] <= day) {
    const sinceSeen = day - row[ROW.endMin];
    if (sinceSeen <= 0) return "sure";
    if (row[ROW.open]) return sinceSeen <= presumed ? "presumed" : "stale";
  }
  return day <= row[ROW.endMax] ? "possible" : "";
}

function stateOf(reel, row, day) {
  const level = levelOf(row, day, reel.presumed);
  if (level === null) return null;
  if (level === "") return day - row[ROW.endMax] > reel.trace ? null : "ended";
  if (level === "stale") return "old";
  if (level === "possible" || !row[ROW.admitted]) return "uncertain";
  return day - row[ROW.startMin] <= reel.new ? "new" : "present";
}

// Sites with the marks that stand there: [{place, marks: [{group, state, rows}], held}], in no order.
function sitesOn(reel, day, withEnded = true) {
  const byPlace = new Map();
  reel.rows.forEach((row, i) => {
    const state = stateOf(reel, row, day);
    if (state === null) return;
    const group = reel.forces[row[ROW.force]][2];
    if (!byPlace.has(row[ROW.place])) byPlace.set(row[ROW.place], new Map());
    const groups = byPlace.get(row[ROW.place]);
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push({row: i, state});
  });
  const sites = [];
  for (const [place, groups] of byPlace) {
    const marks = [];
    for (const [group, found] of groups) {
      const mark = markOf(reel, group, found, day);
      if (withEnded || mark.state !== "ended") marks.push(mark);
    }
    if (marks.length) sites.push(sorted({place, members: [place], marks}));
  }
  return sites;
}

function markOf(reel, group, found, day) {
  const rank = Math.min(...found.map((one) => ORDER.indexOf(one.state)));
  let state = ORDER[rank];
  if (state === "new") {
    // A place held before under another name is not new: only the first coming of a sender is.
    const starts = found.filter((one) => one.state !== "ended").map((one) => reel.rows[one.row][ROW.startMin]);
    const first = Math.min(...starts);
    const before = found.some(({row}) => {
      const cells = reel.rows[row];
      return day - cells[ROW.startMin] > reel.new && cells[ROW.endMax] >= first - 1;
    });
    if (before) state = "present";
  }
  const rows = found.filter((one) => ORDER.indexOf(one.state) === rank).map((one) => one.row);
  rows.sort((a, b) => reel.rows[b][ROW.endMax] - reel.rows[a][ROW.endMax]);
  return {group, state, rows};
}

function sorted(site) {
  site.marks.sort((a, b) => (a.state === "ended") - (b.state === "ended") || a.group - b.group);
  site.held = site.marks.some((mark) => mark.state !== "ended");
  return site;
}

// Join an air base and its town into one plate; it is named after the site with the surest and most marks.
function platesOf(reel, sites) {
  const id = (site) => reel.places[site.place][PLACE.id];
  const order = [...sites].sort(
    (a, b) => b.held - a.held || b.marks.length - a.marks.length || (id(a) < id(b) ? -1 : 1));
  const joined = [];
  for (const site of order) {
    const home = joined.find((group) => reel.places[group[0].place][PLACE.near].includes(site.place));
    if (home) home.push(site);
    else joined.push([site]);
  }
  return joined.map((group) => {
    const best = new Map();
    for (const mark of group.flatMap((site) => site.marks)) {
      if (!best.has(mark.group)) best.set(mark.group, []);
      best.get(mark.group).push(mark);
    }
    const marks = [...best].map(([of, all]) => {
      const rank = Math.min(...all.map((mark) => ORDER.indexOf(mark.state)));
      const rows = all.filter((mark) => ORDER.indexOf(mark.state) === rank).flatMap((mark) => mark.rows);
      return {group: of, state: ORDER[rank], rows};
    });
    return sorted({place: group[0].place, members: group.map((site) => site.place), marks});
  });
}

// The first day on which anything on the map can look different after `day`: until then nothing is computed again.
function nextChange(reel, day, withEvents) {
  let next = Infinity;
  for (const event of reel.events) {
    const last = event[EVENT.last];
    const ends = event[EVENT.move].length ? [last, last + reel.new + 1] : [];
    if (withEvents) ends.push(last, last + 366);
    for (const on of ends) if (on > day && on < next) next = on;
  }
  for (const row of reel.rows) {
    for (const on of [
      row[ROW.startMin], row[ROW.startMax], row[ROW.startMin] + reel.new + 1, row[ROW.endMin] + 1,
      row[ROW.endMin] + reel.presumed + 1, row[ROW.endMax] + 1, row[ROW.endMax] + reel.trace + 1,
    ]) if (on > day && on < next) next = on;
  }
  return next;
}

// The events that surely had happened by `day` and may have begun at most `days` before it, newest first.
function eventsBefore(reel, day, days, importance) {
  return reel.events
    .filter((event) => event[EVENT.last] <= day && event[EVENT.last] >= day - days && event[EVENT.importance] <= importance)
    .sort((a, b) => b[EVENT.first] - a[EVENT.first] || (a[EVENT.id] < b[EVENT.id] ? 1 : -1));
}

// The nearest day after (or before) `day` on which an event of the window happened.
function eventDay(reel, day, forward, importance) {
  let best = null;
  for (const event of reel.events) {
    const on = event[EVENT.first];
    if (event[EVENT.importance] > importance || (forward ? on <= day : on >= day) || on > reel.cutoff) continue;
    if (best === null || (forward ? on < best : on > best)) best = on;
  }
  return best;
}

// Give each plate a row of marks and a name in px so that nothing overlaps; those held come first, names drop last.
function layOut(plates, project, name, box, radius, size) {
  const taken = [];
  const meets = (a) => taken.some((b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]);
  const laid = plates.map((plate) => {
    const [x, y] = project(plate.place);
    const half = radius * 1.15 * plate.marks.length;
    const box = (step) => [x - half, y + (step * 1.2 - 1.1) * radius, x + half, y + (step * 1.2 + 1.1) * radius];
    const lift = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6].find((step) => !meets(box(step))) ?? 0;
    const top = y + lift * radius * 1.2;
    taken.push(box(lift));
    return {plate, x, y, top, half};
  });
  for (const one of laid) {
    const said = name(one.plate), wide = said.length * size * 0.53, {x, top, half} = one;
    const options = [
      ["start", x + half + 4, top, x + half + 4],
      ["end", x - half - 4, top, x - half - 4 - wide],
      ["middle", x, top + radius + size * 0.7, x - wide / 2],
      ["middle", x, top - radius - size * 0.7, x - wide / 2],
    ];
    for (const [anchor, labelX, labelY, left] of options) {
      const room = [left - 2, labelY - size * 0.62, left + wide + 2, labelY + size * 0.62];
      const inside = room[0] > 2 && room[2] < box[0] - 2 && room[1] > 0 && room[3] < box[1];
      if (inside && !meets(room)) {
        taken.push(room);
        one.label = {said, anchor, x: labelX, y: labelY, room};
        break;
      }
    }
  }
  return {laid, taken};
}

const DAY_MS = 864e5;
const dayOf = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
const isoOf = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

// The same day of the month so many months on, or the month's last day.
function plusMonths(day, months) {
  const from = new Date(day * DAY_MS);
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1);
  const length = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate();
  return Math.round(first / DAY_MS) + Math.min(from.getUTCDate(), length) - 1;
}

function sayDay(day, lang, short = false) {
  const form = {day: "numeric", month: short ? "short" : "long", year: "numeric", timeZone: "UTC"};
  const said = new Intl.DateTimeFormat(lang === "fr" ? "fr-FR" : "en-GB", form).format(new Date(day * DAY_MS));
  return (lang === "fr" ? said.replace(/^1 /, "1er ") : said).replace("Sept", "Sep");
}
