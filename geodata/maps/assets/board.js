// The frame with what already stands in it: a new name or chip has to find a free place.
"use strict";

(function (schauplatz) {
  const MARGIN = 1; // pixels kept free round a label
  const HEAD_PX = 6; // half the room that the head of an arrow takes
  const DOT_PX = 4;
  const SATELLITE_PX = 14;

  schauplatz.boxAt = (left, top, width, height) => ({
    left, top, right: left + width, bottom: top + height,
  });

  schauplatz.radiusOf = function (mark) {
    const said = mark.feature.properties;
    return (said.px * schauplatz.scale()) / 2 + (said.selected ? 6 : 1);
  };

  // What satellites take at the right of a mark, in pixels.
  schauplatz.satellitePx = function (mark) {
    const shown = mark.feature.properties.signs.length > 1 && schauplatz.map.getZoom() >= 4;
    return shown ? SATELLITE_PX : 0;
  };

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

    blockControls() {
      const { x, y } = this.size;
      this.block(x - 48, 0, x, 130);
      this.block(0, y - 34, 100, y);
      this.block(x - 150, y - 20, x, y);
    }

    blockMarks() {
      for (const mark of schauplatz.marks) {
        const p = this.map.latLngToContainerPoint(mark.getLatLng());
        const r = schauplatz.radiusOf(mark);
        this.block(p.x - r, p.y - r, p.x + r + schauplatz.satellitePx(mark), p.y + r);
      }
    }

    blockChips() {
      for (const chip of schauplatz.chips) {
        const p = this.map.latLngToContainerPoint(chip.getLatLng());
        const element = chip.getElement();
        const [w, h] = [element.offsetWidth / 2, element.offsetHeight / 2];
        this.block(p.x - w, p.y - h, p.x + w, p.y + h);
      }
    }

    blockFlows(flows) {
      const shift = this.map.layerPointToContainerPoint([0, 0]);
      for (const flow of flows) {
        this.points.push(...flow.points.map((p) => p.add(shift)));
        const [tip, dot] = [flow.curve[2].add(shift), flow.curve[0].add(shift)];
        this.block(tip.x - HEAD_PX, tip.y - HEAD_PX, tip.x + HEAD_PX, tip.y + HEAD_PX);
        this.block(dot.x - DOT_PX, dot.y - DOT_PX, dot.x + DOT_PX, dot.y + DOT_PX);
      }
    }
  }

  schauplatz.Board = Board;
})(window.schauplatz);
