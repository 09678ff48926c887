// The map: deck.gl draws the layers that pydeck specified; only their rows change with the day.

// Load deck.gl from the installed pydeck, once a page. No other part of the dashboard may bring another version of it.
function loadDeck(address) {
  globalThis.sahelDeck ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(globalThis.deck);
    script.onerror = () => reject(new Error(`deck.gl could not be loaded from ${address}`));
    document.head.append(script);
  });
  return globalThis.sahelDeck;
}

function hasWebGL() {
  return Boolean(document.createElement("canvas").getContext("webgl2"));
}

class Stage {
  constructor(host, player, deck, spec) {
    Object.assign(this, {host, player, deck});
    const converter = new deck.JSONConverter({configuration: new deck.JSONConfiguration({classes: deck})});
    this.layers = converter.convert(spec).layers;
    this.home = this.fit();
    this.map = new deck.Deck({
      parent: host, views: new deck.MapView({repeat: false}), controller: {dragRotate: false, touchRotate: false, keyboard: false},
      initialViewState: player.at || this.home, layers: [], pickingRadius: 4, useDevicePixels: Math.min(devicePixelRatio || 1, 2),
      getCursor: ({isDragging, isHovering}) => (isDragging ? "grabbing" : isHovering ? "pointer" : "grab"),
      getTooltip: ({object}) => object && {text: object.tip, className: "sp-tip", style: {background: null, color: null, padding: null}},
      onHover: ({object}) => player.light(object?.members || []),
      onClick: ({object}) => object && player.open(object.ids),
      onViewStateChange: ({viewState, interactionState}) => {
        // deck.gl puts its own width and height into the camera; only where one looks is ours to keep.
        this.camera = {...this.home, longitude: viewState.longitude, latitude: viewState.latitude, zoom: viewState.zoom};
        this.lay();
        if (Object.values(interactionState || {}).some(Boolean)) player.cameraMoved(this.camera);
      },
    });
    this.camera = player.at || this.home;
  }

  get size() { return [this.host.clientWidth || 900, this.host.clientHeight || 500]; }
  get phone() { return this.size[0] < 560; }

  fit() {
    const [width, height] = this.size, [west, south, east, north] = this.player.look.window;
    const view = new this.deck.WebMercatorViewport({width, height}).fitBounds([[west, south], [east, north]], {padding: 4});
    return {longitude: view.longitude, latitude: view.latitude, zoom: view.zoom, minZoom: 2.2, maxZoom: 10, pitch: 0, bearing: 0};
  }

  look(camera) {
    this.camera = {...this.home, ...camera};
    this.map.setProps({initialViewState: {...this.camera}});
    this.lay();
  }

  zoom(by) {
    this.look({...this.camera, zoom: Math.min(Math.max(this.camera.zoom + by, 2.2), 10)});
    this.player.cameraMoved(this.camera);
  }

  resize() {
    const at = this.player.at;
    this.home = this.fit();
    this.look(at || this.home);
  }

  // Show the plates of a day.
  show(plates) {
    this.plates = plates;
    this.lay();
  }

  lay() {
    if (!this.plates) return;
    const {player} = this, {reel, look} = player, [width, height] = this.size;
    const view = new this.deck.WebMercatorViewport({width, height, ...this.camera});
    const point = (place) => view.project([reel.places[place][PLACE.lon], reel.places[place][PLACE.lat]]);
    const radius = this.phone ? 5 : 6.5, size = this.phone ? 11.5 : 13, step = radius * 2.3;
    const seen = this.plates.filter((plate) => {
      const [x, y] = point(plate.place);
      return x > -20 && y > -20 && x < width + 20 && y < height + 20;
    });
    const {laid, taken} = layOut(seen, point, (plate) => player.nameOf(plate), [width, height], radius, size);
    const at = (place) => [reel.places[place][PLACE.lon], reel.places[place][PLACE.lat]];
    const marks = [], names = [];
    this.labels = laid.filter((one) => one.label).map((one) => one.label.room);
    this.boxes = taken;
    for (const {plate, x, y, top, label} of laid) {
      const first = -step * (plate.marks.length - 1) / 2;
      plate.marks.forEach((mark, i) => marks.push({
        at: at(plate.place), icon: `${reel.groups[mark.group]}-${mark.state}`, by: [first + step * i, top - y],
        members: plate.members, ids: plate.members.map((place) => reel.places[place][PLACE.id]),
        tip: [reel.places[plate.place][PLACE.name], ...mark.rows.slice(0, 4).map((row) => reel.rows[row][ROW.told])].join("\n"),
      }));
      if (label && player.has("names")) {
        names.push({at: at(plate.place), said: label.said, anchor: label.anchor, by: [label.x - x, label.y - y], colour: plate.held ? look.inkRgb : look.ink2Rgb});
      }
    }
    marks.sort((a, b) => b.icon.endsWith("ended") - a.icon.endsWith("ended"));
    const free = look.countries.filter(([said, lon, lat]) => {
      const [x, y] = view.project([lon, lat]), half = said.length * size * 0.33;
      return !taken.some((box) => x - half < box[2] && box[0] < x + half && y - size * 0.6 < box[3] && box[1] < y + size * 0.6);
    }).map(([said, lon, lat]) => ({said, at: [lon, lat]}));
    this.drawn = marks.length;
    this.rows = {
      sites: marks, "place-names": names, "country-names": player.has("names") ? free : [],
      events: player.has("events") ? this.rings() : [], lit: (player.lit || []).map((place) => ({at: at(place)})),
      leaders: laid.filter((one) => Math.abs(one.top - one.y) > radius * 2.2).map(
        (one) => ({path: [at(one.plate.place), view.unproject([one.x, one.top])], colour: look.ink3Rgb})),
      ...this.moves(view, taken, size),
    };
    this.map.setProps({layers: this.layers.filter((layer) => layer.id !== "regions" || player.has("regions"))
      .map((layer) => (layer.id in this.rows ? layer.clone({data: this.rows[layer.id], ...this.small(layer)}) : layer))});
  }

  // On a phone marks and letters are a little smaller than pydeck says.
  small(layer) {
    if (!this.phone || typeof layer.props.getSize !== "number") return {};
    return {getSize: layer.props.getSize * (layer.id === "sites" ? 5 / 6.5 : 11.5 / 13)};
  }

  rings() {
    const {reel, day, lang} = this.player;
    return eventsBefore(reel, day, 365, 2).flatMap((event) => event[EVENT.places].slice(0, 1).map((place) => ({
      at: [reel.places[place][PLACE.lon], reel.places[place][PLACE.lat]], members: [place], ids: [event[EVENT.id]],
      tip: `${sayDay(event[EVENT.first], lang)} · ${reel.places[place][PLACE.name]}\n${event[EVENT.title]}`,
    })));
  }

  // Curves of the moves of the last 90 days, each with an open head of the same size at every zoom.
  moves(view, taken, size) {
    const {reel, day, look, lang} = this.player, lines = [], dates = [];
    for (const event of eventsBefore(reel, day, reel.new, 3)) {
      if (!event[EVENT.move].length) continue;
      const [a, b] = event[EVENT.move].map((place) => view.project([reel.places[place][PLACE.lon], reel.places[place][PLACE.lat]]));
      const bend = [(a[0] + b[0]) / 2 - (b[1] - a[1]) * 0.18, (a[1] + b[1]) / 2 + (b[0] - a[0]) * 0.18];
      const on = (t) => [0, 1].map((i) => (1 - t) ** 2 * a[i] + 2 * t * (1 - t) * bend[i] + t * t * b[i]);
      const tip = on(0.9), angle = Math.atan2(tip[1] - on(0.86)[1], tip[0] - on(0.86)[0]);
      const wing = (turn) => [tip[0] - 9 * Math.cos(angle + turn), tip[1] - 9 * Math.sin(angle + turn)];
      const colour = look.edgesRgb[event[EVENT.group]] || look.inkRgb;
      const said = {colour, ids: [event[EVENT.id]], members: event[EVENT.move], tip: `${sayDay(event[EVENT.first], lang)}\n${event[EVENT.title]}`};
      lines.push({...said, path: Array.from({length: 25}, (_, i) => view.unproject(on(0.1 + 0.8 * i / 24)))});
      lines.push({...said, path: [wing(0.45), tip, wing(-0.45)].map((xy) => view.unproject(xy))});
      const words = sayDay(event[EVENT.first], lang, true), [x, y] = on(0.5), half = words.length * size * 0.25;
      const room = [x - half, y - 8 - size * 0.6, x + half, y - 8 + size * 0.6];
      if (taken.some((box) => room[0] < box[2] && box[0] < room[2] && room[1] < box[3] && box[1] < room[3])) continue;
      taken.push(room);
      dates.push({at: view.unproject([x, y]), said: words, colour: look.ink2Rgb, anchor: "middle", by: [0, -8]});
    }
    return {moves: lines, "move-dates": dates};
  }

  destroy() { this.map.finalize(); }
}
