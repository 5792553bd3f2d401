// Outlines as numbers in one row, drawn without an object for each point: the world has 60,000.
"use strict";

(function (schauplatz) {
  const WORLD_PX = 256; // the width of the world at zoom 0
  const LEAST_PX = 0.7; // nearer than this to the point before, a point is not seen
  const RADIANS = Math.PI / 180;

  // A line of [lat, lon] in pixels of zoom 0 (Mercator), with the box that holds it.
  schauplatz.flatLine = function (line) {
    const points = new Float64Array(line.length * 2);
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    line.forEach(([lat, lon], i) => {
      const x = ((lon + 180) / 360) * WORLD_PX;
      const sine = Math.sin(Math.max(-85.0511, Math.min(85.0511, lat)) * RADIANS);
      const y = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD_PX;
      points[2 * i] = x;
      points[2 * i + 1] = y;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    });
    return { points, box };
  };

  // Add a line to the path of a brush; `view` says how far it is enlarged and what is seen.
  schauplatz.trace = function (brush, { points, box }, { factor, x: left, y: top, seen }) {
    if (box.right < seen.left || box.left > seen.right) return;
    if (box.bottom < seen.top || box.top > seen.bottom) return;
    let [beforeX, beforeY] = [Infinity, Infinity];
    const last = points.length - 2;
    for (let i = 0; i <= last; i += 2) {
      const x = points[i] * factor - left;
      const y = points[i + 1] * factor - top;
      const isNear = Math.abs(x - beforeX) < LEAST_PX && Math.abs(y - beforeY) < LEAST_PX;
      if (isNear && i !== last) continue;
      if (i === 0) brush.moveTo(x, y);
      else brush.lineTo(x, y);
      beforeX = x;
      beforeY = y;
    }
  };

  // A canvas that moves with the map; `paint(brush, view)` draws in the pixels of its pane.
  schauplatz.Ground = L.Renderer.extend({
    initialize(pane, paint) {
      L.Renderer.prototype.initialize.call(this, { pane, padding: 0.3 });
      this.paint = paint;
    },
    _initContainer() {
      this._container = document.createElement("canvas");
    },
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const canvas = this._container;
      const { min, max } = this._bounds;
      const size = this._bounds.getSize();
      const sharp = L.Browser.retina ? 2 : 1;
      L.DomUtil.setPosition(canvas, min);
      canvas.width = sharp * size.x;
      canvas.height = sharp * size.y;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
      const brush = canvas.getContext("2d");
      brush.scale(sharp, sharp);
      brush.translate(-min.x, -min.y);
      const factor = 2 ** this._map.getZoom();
      const { x, y } = this._map.getPixelOrigin();
      const seen = {
        left: (min.x + x) / factor, right: (max.x + x) / factor,
        top: (min.y + y) / factor, bottom: (max.y + y) / factor,
      };
      this.paint(brush, { factor, x, y, seen });
    },
    repaint() {
      if (this._map) this._update();
    },
  });
})(window.schauplatz);
