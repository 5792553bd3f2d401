// Names on the map: one greedy pass; what finds no free seat is not written.
"use strict";

(function (schauplatz) {
  const FONT = '"Schauplatz Sans", "Source Sans 3", sans-serif';
  const STYLES = {
    place: { font: `600 12.5px ${FONT}`, height: 15 },
    region: { font: `italic 400 12.5px ${FONT}`, height: 15 },
    strength: { font: `600 12px ${FONT}`, height: 16 },
    country: { font: `400 11px ${FONT}`, height: 14, spacing: 0.13 },
    shaded: { font: `600 11px ${FONT}`, height: 14, spacing: 0.13 },
    town: { font: `400 11px ${FONT}`, height: 14 },
    chip: { font: `600 11.5px ${FONT}`, height: 15 },
    origin: { font: `600 11px ${FONT}`, height: 14 },
  };
  const GAP = 3;
  const COUNTRY_ZOOM = [3, 7.5];
  const SINGLE_ZOOM = 3.5; // from here places with a single article are named
  const SHARES = [0.97, 0.72]; // how much of its name lies in a country, first wish and second
  const OUTER_PX = 6; // how much farther the second row of seats lies
  const SAME_PX = 16; // a town so near to a mark is the place of the mark
  const { boxAt } = schauplatz;
  const pen = document.createElement("canvas").getContext("2d");

  schauplatz.plain = function (escaped) {
    if (!escaped.includes("&")) return escaped; // most names
    const holder = document.createElement("textarea");
    holder.innerHTML = escaped;
    return holder.value;
  };

  const widths = new Map();

  // The width of a name, given escaped as it is written; measured once.
  function widthOf(html, style, { capitals = false } = {}) {
    const key = `${style.font}|${html}`;
    if (!widths.has(key)) {
      const text = capitals ? schauplatz.plain(html).toUpperCase() : schauplatz.plain(html);
      pen.font = style.font;
      const size = parseFloat(style.font.match(/([\d.]+)px/)[1]);
      const spaces = text.length * size * (style.spacing || 0);
      widths.set(key, Math.ceil(pen.measureText(text).width + spaces) + 2);
    }
    return widths.get(key);
  }

  schauplatz.chipTextWidth = (text) => widthOf(text, STYLES.chip);

  // Widths measured before the fonts were there are wrong.
  schauplatz.forgetWidths = () => widths.clear();

  // Asked for before the first name is written, which would else be measured twice.
  schauplatz.fetchFonts = function () {
    for (const { font } of Object.values(STYLES)) document.fonts.load(font);
  };

  // Eight seats round a mark, the best first.
  function seats(point, radius, width, height, further = 0) {
    const { x, y } = point;
    const out = radius + GAP;
    const slant = radius * 0.7 + GAP;
    return [
      boxAt(x + out + further, y - height / 2, width, height),
      boxAt(x - out - width, y - height / 2, width, height),
      boxAt(x - width / 2, y + out, width, height),
      boxAt(x - width / 2, y - out - height, width, height),
      boxAt(x + slant + further, y + slant * 0.6, width, height),
      boxAt(x + slant + further, y - slant * 0.6 - height, width, height),
      boxAt(x - slant - width, y + slant * 0.6, width, height),
      boxAt(x - slant - width, y - slant * 0.6 - height, width, height),
    ];
  }

  function seat(board, boxes, { crossing = true } = {}) {
    const clear = boxes.find((box) => board.isFree(box));
    if (clear || !crossing) return clear;
    return boxes.find((box) => board.isFree(box, { overLines: true }));
  }

  function writeChipNames(board) {
    const named = new Set();
    for (const chip of schauplatz.chips) {
      const said = chip.place;
      const name = schauplatz.names.countries[said.country] || said.label;
      const p = board.map.latLngToContainerPoint(chip.latlng);
      const half = chip.height / 2 + GAP;
      const { height } = STYLES.shaded;
      const width = widthOf(name, STYLES.shaded, { capitals: true });
      const box = seat(board, [
        boxAt(p.x - width / 2, p.y - half - height, width, height),
        boxAt(p.x - width / 2, p.y + half, width, height),
      ]);
      if (box && board.map.getZoom() >= COUNTRY_ZOOM[0]) board.write(name, "shaded", box);
      named.add(said.country);
    }
    return named;
  }

  function writeStrengths(board, flows) {
    const shift = board.map.layerPointToContainerPoint([0, 0]);
    for (const flow of flows) {
      if (!flow.strength) continue;
      const width = widthOf(flow.strength, STYLES.strength) + 6;
      const { height } = STYLES.strength;
      const inside = flow.points.map((p) => p.add(shift)).filter((p) => board.inFrame(boxAt(p.x, p.y, 0, 0)));
      const seven = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
      const boxes = seven
        .map((t) => inside[Math.round(t * (inside.length - 1))])
        .filter(Boolean)
        .map((p) => boxAt(p.x - width / 2, p.y - height / 2, width, height));
      const box = boxes.find((b) => board.isFree(b, { overLines: true }));
      if (box) board.write(flow.strength, "strength", box);
    }
  }

  function writePlaces(board) {
    const zoom = board.map.getZoom();
    const order = [...schauplatz.marks].sort(
      (a, b) => b.selected - a.selected || a.region - b.region || b.sources - a.sources,
    );
    for (const mark of order) {
      if (mark.sources < 2 && zoom < SINGLE_ZOOM && !mark.selected) continue;
      const p = board.map.latLngToContainerPoint(mark.latlng);
      if (!board.inFrame(boxAt(p.x, p.y, 0, 0))) continue;
      const kind = mark.region ? "region" : "place";
      const { height } = STYLES[kind];
      const more = mark.more ? ` <i>+${mark.more}</i>` : "";
      const width = widthOf(mark.label, STYLES[kind]) + (more ? widthOf(` +${mark.more}`, STYLES.town) : 0);
      const [radius, further] = [schauplatz.radiusOf(mark), schauplatz.satellitePx(mark)];
      const near = seats(p, radius, width, height, further);
      const box = seat(board, [...near, ...seats(p, radius + OUTER_PX, width, height, further)]);
      if (box) board.write(`<bdi>${mark.label}</bdi>${more}`, kind, box);
    }
  }

  // Where troops come from and nothing else is told of.
  function writeOrigins(board, flows) {
    const shift = board.map.layerPointToContainerPoint([0, 0]);
    const written = new Set();
    for (const { hasDot, origin, curve } of flows) {
      if (!hasDot || !origin || written.has(origin)) continue;
      written.add(origin);
      const { height } = STYLES.origin;
      const around = seats(curve[0].add(shift), 3, widthOf(origin, STYLES.origin), height);
      const box = seat(board, around, { crossing: false });
      if (box) board.write(`<bdi>${origin}</bdi>`, "origin", box);
    }
  }

  function writeCountries(board, room, named) {
    const zoom = board.map.getZoom();
    if (zoom < COUNTRY_ZOOM[0] || zoom > COUNTRY_ZOOM[1]) return;
    const { height } = STYLES.country;
    for (const { code, spots, share } of room) {
      const name = schauplatz.names.countries[code];
      if (!name || named.has(code)) continue;
      const width = widthOf(name, STYLES.country, { capitals: true });
      const boxes = spots
        .map((p) => boxAt(p.x - width / 2, p.y - height / 2, width, height))
        .filter((box) => board.inFrame(box));
      const free = (least) => boxes.find((box) => share(box) >= least && board.isFree(box));
      const box = free(SHARES[0]) || free(SHARES[1]);
      if (box) board.write(name, "country", box);
    }
  }

  function writeTowns(board) {
    const zoom = board.map.getZoom();
    const marked = schauplatz.marks.map((mark) => board.map.latLngToContainerPoint(mark.latlng));
    const view = board.map.getBounds();
    for (const [lat, lon, from, name] of schauplatz.names.towns) {
      if (zoom < from || !view.contains([lat, lon])) continue;
      const p = board.map.latLngToContainerPoint([lat, lon]);
      const dot = boxAt(p.x - 3, p.y - 3, 6, 6);
      if (marked.some((m) => m.distanceTo(p) < SAME_PX)) continue;
      if (!board.isFree(dot, { overLines: true })) continue;
      const { height } = STYLES.town;
      const width = widthOf(name, STYLES.town);
      const box = seat(board, seats(p, 3, width, height).slice(0, 4), { crossing: false });
      if (!box) continue;
      board.write(name, "town", box);
      board.write("", "dot", dot);
    }
  }

  schauplatz.writeLabels = function (map, room, flows) {
    const pane = map.getPane("sp-labels");
    const board = new schauplatz.Board(map);
    if (board.size.x < 120 || board.size.y < 120) return;
    board.blockControls();
    board.blockMarks();
    board.blockChips();
    board.blockFlows(flows);
    const named = writeChipNames(board);
    writeStrengths(board, flows);
    writePlaces(board);
    writeOrigins(board, flows);
    // Tiles that have loaded name countries and towns themselves.
    if (map.getContainer().dataset.tiles !== "loaded") {
      writeCountries(board, room, named);
      writeTowns(board);
    }
    const shift = map.containerPointToLayerPoint([0, 0]);
    pane.innerHTML =
      `<div class="schauplatz-labels leaflet-zoom-hide" style="left:${shift.x}px;top:${shift.y}px">` +
      `${board.made.join("")}</div>`;
  };
})(window.schauplatz);
