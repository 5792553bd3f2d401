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
  };
  const CELL = 8; // pixels of the grid in which countries look for room
  const GAP = 3;
  const COUNTRY_ZOOM = [3, 7.5];
  const SINGLE_ZOOM = 3.5; // from here places with a single article are named
  const MARGIN = 1; // pixels kept free round a label
  const OUTER_PX = 6; // how much farther the second row of seats lies
  const HEAD_PX = 6; // half the room that the head of an arrow takes
  const DOT_PX = 4;
  const SAME_PX = 16; // a town so near to a mark is the place of the mark
  const SATELLITE_PX = 14; // what satellites take at the right of a mark
  const pen = document.createElement("canvas").getContext("2d");

  schauplatz.plain = function (escaped) {
    const holder = document.createElement("textarea");
    holder.innerHTML = escaped;
    return holder.value;
  };

  function widthOf(text, style) {
    pen.font = style.font;
    const size = parseFloat(style.font.match(/([\d.]+)px/)[1]);
    return Math.ceil(pen.measureText(text).width + text.length * size * (style.spacing || 0)) + 2;
  }

  class Board {
    constructor(map) {
      this.map = map;
      this.size = map.getSize();
      this.boxes = [];
      this.points = [];
      this.made = [];
    }

    block(left, top, right, bottom) {
      this.boxes.push({ left, top, right, bottom });
    }

    inFrame(box) {
      return box.left > 2 && box.top > 2 && box.right < this.size.x - 2 && box.bottom < this.size.y - 2;
    }

    isFree(box, { overLines = false } = {}) {
      if (!this.inFrame(box)) return false;
      const hits = (b) =>
        b.left < box.right + MARGIN && b.right > box.left - MARGIN &&
        b.top < box.bottom + MARGIN && b.bottom > box.top - MARGIN;
      if (this.boxes.some(hits)) return false;
      const holds = (p) => p.x > box.left && p.x < box.right && p.y > box.top && p.y < box.bottom;
      return overLines || !this.points.some(holds);
    }

    write(html, kind, box, extra = "") {
      this.boxes.push(box);
      this.made.push(
        `<span class="schauplatz-label schauplatz-label-${kind} ${extra}" ` +
          `style="left:${Math.round(box.left)}px;top:${Math.round(box.top)}px">${html}</span>`,
      );
    }
  }

  const boxAt = (left, top, width, height) => ({
    left, top, right: left + width, bottom: top + height,
  });

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

  function radiusOf(mark) {
    const said = mark.feature.properties;
    return (said.px * schauplatz.scale()) / 2 + (said.selected ? 6 : 1);
  }

  function blockObstacles(board, flows) {
    const { map, size } = board;
    for (const mark of schauplatz.marks) {
      const p = map.latLngToContainerPoint(mark.getLatLng());
      const r = radiusOf(mark);
      const further = mark.feature.properties.kinds.length > 1 && map.getZoom() >= 4 ? SATELLITE_PX : 0;
      board.block(p.x - r, p.y - r, p.x + r + further, p.y + r);
    }
    for (const chip of schauplatz.chips) {
      const p = map.latLngToContainerPoint(chip.getLatLng());
      const element = chip.getElement();
      const [w, h] = [element.offsetWidth / 2, element.offsetHeight / 2];
      board.block(p.x - w, p.y - h, p.x + w, p.y + h);
    }
    board.block(size.x - 48, 0, size.x, 130);
    board.block(0, size.y - 34, 100, size.y);
    board.block(size.x - 150, size.y - 20, size.x, size.y);
    const shift = map.layerPointToContainerPoint([0, 0]);
    for (const flow of flows) {
      board.points.push(...flow.points.map((p) => p.add(shift)));
      const tip = flow.curve[2].add(shift);
      board.block(tip.x - HEAD_PX, tip.y - HEAD_PX, tip.x + HEAD_PX, tip.y + HEAD_PX);
      const dot = flow.curve[0].add(shift);
      board.block(dot.x - DOT_PX, dot.y - DOT_PX, dot.x + DOT_PX, dot.y + DOT_PX);
    }
  }

  function writeChipNames(board) {
    const named = new Set();
    for (const chip of schauplatz.chips) {
      const said = chip.feature.properties;
      const name = schauplatz.settings.countries[said.country] || said.label;
      const p = board.map.latLngToContainerPoint(chip.getLatLng());
      const half = chip.getElement().offsetHeight / 2 + GAP;
      const { height } = STYLES.shaded;
      const width = widthOf(schauplatz.plain(name).toUpperCase(), STYLES.shaded);
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
      const text = schauplatz.plain(flow.strength);
      const width = widthOf(text, STYLES.strength) + 6;
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
    const order = [...schauplatz.marks].sort((a, b) => {
      const [x, y] = [a.feature.properties, b.feature.properties];
      return y.selected - x.selected || x.region - y.region || y.articles - x.articles;
    });
    for (const mark of order) {
      const said = mark.feature.properties;
      if (said.articles < 2 && zoom < SINGLE_ZOOM && !said.selected) continue;
      const kind = said.region ? "region" : "place";
      const { height } = STYLES[kind];
      const width = widthOf(schauplatz.plain(said.label), STYLES[kind]);
      const p = board.map.latLngToContainerPoint(mark.getLatLng());
      if (!board.inFrame(boxAt(p.x, p.y, 0, 0))) continue;
      const further = said.kinds.length > 1 && zoom >= 4 ? SATELLITE_PX : 0;
      const near = seats(p, radiusOf(mark), width, height, further);
      const box = seat(board, [...near, ...seats(p, radiusOf(mark) + OUTER_PX, width, height, further)]);
      if (box) board.write(`<bdi>${said.label}</bdi>`, kind, box);
    }
  }

  // The outlines in pixels of zoom 0, made once.
  function flatten(world, map) {
    return world.countries.map((country) => ({
      code: country.id,
      rings: country.polygons.map((polygon) => {
        const points = polygon[0].map((latlng) => map.project(latlng, 0));
        return { points, bounds: L.bounds(points) };
      }),
    }));
  }

  // Paint each country in its own number on a coarse grid, and read the grid back.
  function paintGrid(board, world) {
    const { map, size } = board;
    world.flat = world.flat || flatten(world, map);
    const [w, h] = [Math.ceil(size.x / CELL), Math.ceil(size.y / CELL)];
    const canvas = document.createElement("canvas");
    canvas.width = w;
    canvas.height = h;
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    const factor = map.getZoomScale(map.getZoom(), 0) / CELL;
    const origin = map.project(map.getCenter(), map.getZoom()).subtract(size.divideBy(2)).divideBy(CELL);
    const view = L.bounds(origin.divideBy(factor), origin.add([w, h]).divideBy(factor));
    world.flat.forEach((country, i) => {
      for (const { points, bounds } of country.rings) {
        if (!view.intersects(bounds)) continue;
        brush.fillStyle = `rgb(${(i + 1) & 255},${i + 1 > 255 ? 1 : 0},200)`;
        brush.beginPath();
        points.forEach((p) => brush.lineTo(p.x * factor - origin.x, p.y * factor - origin.y));
        brush.fill();
      }
    });
    const { data } = brush.getImageData(0, 0, w, h);
    const cells = new Int16Array(w * h);
    for (let i = 0; i < w * h; i += 1)
      if (data[4 * i + 3] === 255 && data[4 * i + 2] === 200) cells[i] = data[4 * i] + 256 * data[4 * i + 1];
    return { cells, w, h };
  }

  // For each cell the number of steps to the nearest cell of another country or the frame.
  function distances({ cells, w, h }) {
    const far = new Int16Array(w * h);
    const step = (i, x, y, neighbours) => {
      let least = far[i] || 9999;
      for (const [dx, dy] of neighbours) {
        const [nx, ny] = [x + dx, y + dy];
        const out = nx < 0 || ny < 0 || nx >= w || ny >= h;
        const n = ny * w + nx;
        least = Math.min(least, out || cells[n] !== cells[i] ? 1 : far[n] + 1);
      }
      far[i] = least;
    };
    for (let y = 0; y < h; y += 1)
      for (let x = 0; x < w; x += 1) step(y * w + x, x, y, [[-1, 0], [0, -1], [-1, -1], [1, -1]]);
    for (let y = h - 1; y >= 0; y -= 1)
      for (let x = w - 1; x >= 0; x -= 1) step(y * w + x, x, y, [[1, 0], [0, 1], [1, 1], [-1, 1]]);
    return far;
  }

  function share({ cells, w }, box, number) {
    let [own, all] = [0, 0];
    for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1)
      for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
        all += 1;
        own += cells[y * w + x] === number;
      }
    return own / all;
  }

  function roomiest(grid, far) {
    const byCountry = new Map();
    for (let i = 0; i < grid.cells.length; i += 1) {
      const number = grid.cells[i];
      if (!number || far[i] < 2) continue;
      if (!byCountry.has(number)) byCountry.set(number, []);
      byCountry.get(number).push(i);
    }
    for (const list of byCountry.values()) list.sort((a, b) => far[b] - far[a] || a - b);
    return [...byCountry].sort((a, b) => b[1].length - a[1].length);
  }

  function writeCountries(board, world, named) {
    const zoom = board.map.getZoom();
    if (zoom < COUNTRY_ZOOM[0] || zoom > COUNTRY_ZOOM[1]) return;
    const grid = paintGrid(board, world);
    const far = distances(grid);
    const { height } = STYLES.country;
    for (const [number, cells] of roomiest(grid, far)) {
      const { code } = world.flat[number - 1];
      const name = schauplatz.settings.countries[code];
      if (!name || named.has(code)) continue;
      const width = widthOf(schauplatz.plain(name).toUpperCase(), STYLES.country);
      const every = Math.max(1, Math.floor(cells.length / 160));
      const boxes = cells
        .filter((_, i) => i % every === 0)
        .map((cell) => {
          const x = ((cell % grid.w) + 0.5) * CELL;
          const y = (Math.floor(cell / grid.w) + 0.5) * CELL;
          return boxAt(x - width / 2, y - height / 2, width, height);
        });
      const own = (least) => boxes.filter((box) => board.inFrame(box) && share(grid, box, number) >= least);
      const box = own(0.97).find((b) => board.isFree(b)) || own(0.72).find((b) => board.isFree(b));
      if (box) board.write(name, "country", box);
    }
  }

  function writeTowns(board) {
    const zoom = board.map.getZoom();
    const marked = schauplatz.marks.map((mark) => board.map.latLngToContainerPoint(mark.getLatLng()));
    const view = board.map.getBounds();
    for (const [lat, lon, from, name] of schauplatz.settings.towns) {
      if (zoom < from || !view.contains([lat, lon])) continue;
      const p = board.map.latLngToContainerPoint([lat, lon]);
      const dot = boxAt(p.x - 3, p.y - 3, 6, 6);
      if (marked.some((m) => m.distanceTo(p) < SAME_PX)) continue;
      if (!board.isFree(dot, { overLines: true })) continue;
      const { height } = STYLES.town;
      const width = widthOf(schauplatz.plain(name), STYLES.town);
      const box = seat(board, seats(p, 3, width, height).slice(0, 4), { crossing: false });
      if (!box) continue;
      board.write(name, "town", box);
      board.write("", "dot", dot);
    }
  }

  schauplatz.writeLabels = function (map, world, flows) {
    const pane = map.getPane("sp-labels");
    const board = new Board(map);
    if (board.size.x < 120 || board.size.y < 120) return;
    blockObstacles(board, flows);
    const named = writeChipNames(board);
    writeStrengths(board, flows);
    writePlaces(board);
    if (world) writeCountries(board, world, named);
    writeTowns(board);
    const shift = map.containerPointToLayerPoint([0, 0]);
    pane.innerHTML =
      `<div class="schauplatz-labels leaflet-zoom-hide" style="left:${shift.x}px;top:${shift.y}px">` +
      `${board.made.join("")}</div>`;
  };
})(window.schauplatz);
