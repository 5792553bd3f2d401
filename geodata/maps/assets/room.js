// Where on the screen a country has room: the outlines on a coarse grid, and how far inside a cell is.
"use strict";

(function (schauplatz) {
  const CELL = 8; // pixels
  const INMOST = 160; // how many cells of a country are looked at

  // Paint each country in its own number on a coarse grid, and read the grid back.
  function paintGrid(map, world) {
    const size = map.getSize();
    const [w, h] = [Math.ceil(size.x / CELL), Math.ceil(size.y / CELL)];
    const canvas = document.createElement("canvas");
    canvas.width = w;
    canvas.height = h;
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    const factor = map.getZoomScale(map.getZoom(), 0) / CELL;
    const origin = map.project(map.getCenter(), map.getZoom()).subtract(size.divideBy(2)).divideBy(CELL);
    const [min, max] = [origin.divideBy(factor), origin.add([w, h]).divideBy(factor)];
    const seen = { left: min.x, top: min.y, right: max.x, bottom: max.y };
    const view = { factor, x: origin.x, y: origin.y, seen };
    const fill = (shape, colour) => {
      brush.fillStyle = colour;
      brush.beginPath();
      for (const ring of shape.rings) schauplatz.trace(brush, ring, view);
      brush.fill();
    };
    world.flat.countries.forEach((country, i) =>
      fill(country, `rgb(${(i + 1) & 255},${i + 1 > 255 ? 1 : 0},200)`),
    );
    world.flat.partly.forEach((area) => fill(area, "#000"));
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

  // The cells of each country, the roomiest first, from the country that takes most of the screen.
  function roomiest(grid, far) {
    const byNumber = new Map();
    for (let i = 0; i < grid.cells.length; i += 1) {
      const number = grid.cells[i];
      if (!number || far[i] < 2) continue;
      if (!byNumber.has(number)) byNumber.set(number, []);
      byNumber.get(number).push(i);
    }
    for (const list of byNumber.values()) list.sort((a, b) => far[b] - far[a] || a - b);
    return [...byNumber].sort((a, b) => b[1].length - a[1].length);
  }

  // Return for each country on the screen its code, its spots (in pixels of the frame, the roomiest
  // first) and a function that tells how much of a box it fills.
  schauplatz.findRoom = function (map, world) {
    const { x, y } = map.getSize();
    if (!x || !y) return []; // the frame has no size yet
    const grid = paintGrid(map, world);
    const centre = (cell) =>
      L.point(((cell % grid.w) + 0.5) * CELL, (Math.floor(cell / grid.w) + 0.5) * CELL);
    return roomiest(grid, distances(grid)).map(([number, cells]) => {
      const every = Math.max(1, Math.floor(cells.length / INMOST));
      return {
        code: world.flat.countries[number - 1].code,
        spots: cells.filter((_, i) => i % every === 0).map(centre),
        share: (box) => share(grid, box, number),
      };
    });
  };
})(window.schauplatz);
