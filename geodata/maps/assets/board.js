// The frame with what already stands in it: a new name or chip has to find a free place.
"use strict";

(function (schauplatz) {
  const MARGIN = 1; // pixels kept free round a label
  const HEAD_PX = 6; // half the room that the head of an arrow takes
  const DOT_PX = 4;
  const SATELLITE_PX = 14;
  const CELL = 48; // pixels: boxes are looked up by the cells that they touch
  const ROWS = 4096; // more than a frame has

  schauplatz.boxAt = (left, top, width, height) => ({
    left, top, right: left + width, bottom: top + height,
  });

  schauplatz.radiusOf = (mark) => (mark.px * schauplatz.scale()) / 2 + (mark.selected ? 6 : 1);

  // What satellites take at the right of a mark, in pixels.
  schauplatz.satellitePx = (mark) =>
    mark.signs.length > 1 && schauplatz.map.getZoom() >= 4 ? SATELLITE_PX : 0;

  // Things by the cells that they touch: a thousand names ask only their neighbours.
  class Cells {
    constructor() {
      this.cells = new Map();
    }

    add({ left, top, right, bottom }, thing) {
      for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1)
        for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) {
          const list = this.cells.get(x * ROWS + y);
          if (list) list.push(thing);
          else this.cells.set(x * ROWS + y, [thing]);
        }
    }

    some({ left, top, right, bottom }, test) {
      for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1)
        for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) {
          const list = this.cells.get(x * ROWS + y);
          if (list && list.some(test)) return true;
        }
      return false;
    }
  }

  class Board {
    constructor(map) {
      this.map = map;
      this.size = map.getSize();
      this.boxes = new Cells();
      this.points = new Cells();
      this.made = [];
    }

    block(left, top, right, bottom) {
      const box = { left, top, right, bottom };
      if (this.isNear(box)) this.boxes.add(box, box);
    }

    // What lies outside hinders nobody.
    isNear({ left, top, right, bottom }) {
      return right > 0 && bottom > 0 && left < this.size.x && top < this.size.y;
    }

    inFrame(box) {
      return box.left > 2 && box.top > 2 && box.right < this.size.x - 2 && box.bottom < this.size.y - 2;
    }

    hits(box) {
      const touches = (b) =>
        b.left < box.right + MARGIN && b.right > box.left - MARGIN &&
        b.top < box.bottom + MARGIN && b.bottom > box.top - MARGIN;
      return this.boxes.some(box, touches);
    }

    isFree(box, { overLines = false } = {}) {
      if (!this.inFrame(box) || this.hits(box)) return false;
      const holds = (p) => p.x > box.left && p.x < box.right && p.y > box.top && p.y < box.bottom;
      return overLines || !this.points.some(box, holds);
    }

    write(html, kind, box) {
      this.boxes.add(box, box);
      this.made.push(
        `<span class="schauplatz-label schauplatz-label-${kind}" ` +
          `style="left:${Math.round(box.left)}px;top:${Math.round(box.top)}px">${html}</span>`,
      );
    }

    blockControls() {
      const { x, y } = this.size;
      this.block(x - 48, 0, x, 130);
      this.block(x - 105, 84, x - 48, 114); // how many places lie outside
      this.block(0, y - 34, 100, y);
      const [width, height] = schauplatz.thanksSize;
      this.block(x - width - 4, y - height - 2, x, y);
    }

    blockMarks() {
      for (const mark of schauplatz.marks) {
        const p = this.map.latLngToContainerPoint(mark.latlng);
        const r = schauplatz.radiusOf(mark);
        this.block(p.x - r, p.y - r, p.x + r, p.y + r);
        const beside = schauplatz.satellitePx(mark);
        const half = (Math.min(mark.signs.length - 1, 3) * 12) / 2;
        if (beside) this.block(p.x + r, p.y - half, p.x + r + beside, p.y + half);
      }
    }

    blockChips() {
      for (const { latlng, width, height } of schauplatz.chips) {
        const p = this.map.latLngToContainerPoint(latlng);
        this.block(p.x - width / 2, p.y - height / 2, p.x + width / 2, p.y + height / 2);
      }
    }

    blockFlows(flows) {
      const shift = this.map.layerPointToContainerPoint([0, 0]);
      for (const { points, curve } of flows) {
        for (const point of points) {
          const p = point.add(shift);
          this.points.add(schauplatz.boxAt(p.x, p.y, 0, 0), p);
        }
        const [tip, dot] = [curve[2].add(shift), curve[0].add(shift)];
        this.block(tip.x - HEAD_PX, tip.y - HEAD_PX, tip.x + HEAD_PX, tip.y + HEAD_PX);
        this.block(dot.x - DOT_PX, dot.y - DOT_PX, dot.x + DOT_PX, dot.y + DOT_PX);
      }
    }
  }

  schauplatz.Board = Board;
})(window.schauplatz);
