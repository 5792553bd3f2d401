// Curved arrows from where troops come to where they go, computed in screen pixels.
"use strict";

(function (schauplatz) {
  const SHORTEST_PX = 40;
  const MARK_GAP = 8; // pixels between the head and the edge of a mark
  const CHIP = { half: 58, above: 32, below: 32 }; // the least room for a chip with its name
  const CHIP_GAP = 10;
  const NEAR_PX = 4; // a flow that starts so near to a mark starts at its edge
  const PIECES = 48;
  const REACH_PX = 12; // so near to the line the pointer is told about the flow
  const ROOM_PX = 12000; // each takes so much of the frame: those of most sources come first
  const at = (curve, t) => {
    const s = 1 - t;
    const [a, b, c] = curve;
    return L.point(
      s * s * a.x + 2 * s * t * b.x + t * t * c.x,
      s * s * a.y + 2 * s * t * b.y + t * t * c.y,
    );
  };

  function width(troops) {
    return 1.6 + 1.5 * Math.max(0, Math.log10(troops || 1) - 1.6);
  }

  // The control point lies to the side that is farther from the other flows.
  function bend(start, end, middle) {
    const along = end.subtract(start);
    const length = start.distanceTo(end);
    const share = Math.min(0.3, Math.max(0.14, 0.14 + (400 - length) / 2500));
    const normal = L.point(along.y, -along.x).multiplyBy(share);
    const centre = start.add(end).divideBy(2);
    const one = centre.add(normal);
    const other = centre.subtract(normal);
    if (!middle) return one.y <= other.y ? one : other;
    return one.distanceTo(middle) >= other.distanceTo(middle) ? one : other;
  }

  function split(curve, from, to) {
    const start = at(curve, from);
    const end = at(curve, to);
    const [a, b, c] = curve;
    const control = L.point(
      (1 - from) * (1 - to) * a.x + (from + to - 2 * from * to) * b.x + from * to * c.x,
      (1 - from) * (1 - to) * a.y + (from + to - 2 * from * to) * b.y + from * to * c.y,
    );
    return [start, control, end];
  }

  function isFree(point, centre, obstacle) {
    if (!obstacle) return true;
    if (obstacle.radius !== undefined)
      return point.distanceTo(centre) > obstacle.radius + MARK_GAP;
    const { dx, dy } = { dx: point.x - centre.x, dy: point.y - centre.y };
    return Math.abs(dx) > obstacle.half || dy < -obstacle.above || dy > obstacle.below;
  }

  // The part of the curve outside the marks or chips at its ends; null where nothing is left.
  function trimmed(curve, atStart, atEnd) {
    let from = 0;
    let to = 1;
    while (to > 0 && !isFree(at(curve, to), curve[2], atEnd)) to -= 1 / PIECES / 2;
    while (from < to && !isFree(at(curve, from), curve[0], atStart)) from += 1 / PIECES / 2;
    return to - from < 0.1 ? null : split(curve, from, to);
  }

  const edgeOf = (mark) => ({
    radius: (mark.px * schauplatz.scale()) / 2 + (mark.selected ? 7 : 0),
  });

  // What a flow ends at: a mark, or a chip with the name above or below it.
  function goalOf({ home, chip }) {
    if (home) return edgeOf(home);
    return chip ? { ...CHIP, half: Math.max(CHIP.half, chip.width / 2 + CHIP_GAP) } : null;
  }

  // Troops of a whole country start at its capital, which may have a mark of its own.
  function sourceOf(map, point) {
    const mark = schauplatz.marks.find((m) => {
      const { radius } = edgeOf(m);
      return map.latLngToLayerPoint(m.latlng).distanceTo(point) < radius + NEAR_PX;
    });
    return mark ? edgeOf(mark) : null;
  }

  function pathOf([a, b, c]) {
    const xy = (p) => `${p.x.toFixed(1)} ${p.y.toFixed(1)}`;
    return `M${xy(a)}Q${xy(b)} ${xy(c)}`;
  }

  // A slim notched head: a plain triangle would read as the mark of a deployment.
  function headOf(curve, w) {
    const length = 8 + 1.6 * w;
    const half = 2.6 + 0.75 * w;
    const [, control, tip] = curve;
    const way = tip.subtract(control);
    const unit = way.divideBy(Math.hypot(way.x, way.y) || 1);
    const side = L.point(-unit.y, unit.x);
    const place = (back, out) => tip.subtract(unit.multiplyBy(back)).add(side.multiplyBy(out));
    const corners = [tip, place(length, half), place(length * 0.72, 0), place(length, -half)];
    return { d: `M${corners.map((p) => `${p.x.toFixed(1)} ${p.y.toFixed(1)}`).join("L")}Z`, length };
  }

  function svgOf(flow, colours) {
    const { curve, planned, tip, w, hasDot } = flow;
    const head = headOf(curve, w);
    const long = curve[0].distanceTo(curve[2]) || 1;
    const line = pathOf(split(curve, 0, Math.max(0.2, 1 - (head.length * 0.7) / long)));
    const dash = planned ? 'stroke-dasharray="6 5"' : "";
    const dot = hasDot
      ? `<circle cx="${curve[0].x.toFixed(1)}" cy="${curve[0].y.toFixed(1)}" r="3" ` +
        `fill="${colours.land}" stroke="${colours.deployment}" stroke-width="1.6"/>`
      : "";
    return (
      `<g class="schauplatz-flow${planned ? " schauplatz-planned" : ""}" fill="none" ` +
      `role="img" aria-label="${tip}"><title>${tip}</title>` +
      `<path d="${line}" stroke="${colours.land}" stroke-width="${(w + 2.4).toFixed(1)}"/>` +
      `<path d="${head.d}" stroke="${colours.land}" stroke-width="2.4" stroke-linejoin="round"/>` +
      `<path d="${line}" stroke="${colours.deployment}" stroke-width="${w.toFixed(1)}" ${dash}/>` +
      `<path d="${head.d}" fill="${colours.deployment}"/>${dot}` +
      `<path class="schauplatz-reach" d="${line}" stroke="transparent" stroke-width="${REACH_PX}"/></g>`
    );
  }

  function middles(flows) {
    const found = new Map();
    for (const { goal, start } of flows) {
      const list = found.get(goal) || [];
      found.set(goal, [...list, start]);
    }
    const mean = (points) =>
      points.reduce((sum, p) => sum.add(p), L.point(0, 0)).divideBy(points.length);
    return new Map([...found].map(([id, list]) => [id, list.length > 1 ? mean(list) : null]));
  }

  // Where a flow starts and ends in pixels: at the mark that shows its place, alone or with others.
  function endsOf(map, flow, chips) {
    const home = schauplatz.homes.get(flow.destination);
    const chip = chips.get(flow.destination);
    const end = home ? home.latlng : chip ? chip.latlng : flow.end;
    return {
      flow, home, chip,
      goal: home ? home.id : flow.destination,
      start: map.latLngToLayerPoint(flow.start),
      end: map.latLngToLayerPoint(end),
    };
  }

  // Of flows between the same two marks one is drawn, and says what all of them say.
  function joined(ends) {
    const found = new Map();
    for (const one of ends) {
      const key = `${one.flow.start}|${one.goal}`;
      const first = found.get(key);
      if (!first) found.set(key, { ...one, tips: [one.flow.tip] });
      else first.tips.push(one.flow.tip);
    }
    return [...found.values()];
  }

  function inFrame(map) {
    const frame = L.bounds(
      map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize()),
    );
    return ({ start, end }) =>
      start.distanceTo(end) >= SHORTEST_PX && frame.intersects(L.bounds([start, end]));
  }

  function draw(map, one, middle) {
    const { flow, start, end, tips } = one;
    const whole = [start, bend(start, end, middle), end];
    const atStart = sourceOf(map, start);
    const curve = trimmed(whole, atStart, goalOf(one));
    if (!curve) return null;
    return {
      curve, points: Array.from({ length: PIECES + 1 }, (_, i) => at(curve, i / PIECES)),
      planned: flow.planned, strength: flow.strength, tip: tips.join("; "), w: width(flow.troops),
      hasDot: !atStart, origin: flow.origin,
    };
  }

  // Return the curves that are drawn, and how many are not; labels keep clear of them.
  schauplatz.drawFlows = function (map, flows, colours) {
    const pane = map.getPane("sp-flows");
    const chips = new Map(schauplatz.chips.map((chip) => [chip.place.id, chip]));
    const ends = joined(flows.map((flow) => endsOf(map, flow, chips)).filter(inFrame(map)));
    const { x, y } = map.getSize();
    const shown = ends.slice(0, Math.max(1, Math.round((x * y) / ROOM_PX)));
    const middle = middles(shown);
    const drawn = shown.map((one) => draw(map, one, middle.get(one.goal))).filter(Boolean);
    pane.innerHTML = drawn.length
      ? '<svg class="leaflet-zoom-hide" width="1" height="1" ' +
        `style="position:absolute;overflow:visible">${drawn.map((f) => svgOf(f, colours)).join("")}</svg>`
      : "";
    return { drawn, left: ends.length - shown.length };
  };
})(window.schauplatz);
