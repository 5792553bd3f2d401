// The days as bars above the map: what happened when, by kind. The fields beside it choose days.
"use strict";

(function (standalone) {
  const MOST_BARS = 120;
  const HEIGHT = 56;

  // Bars of one day, or of so many that they all find room.
  function binsOf(scene, rows, [first, last], kinds) {
    const width = Math.max(1, Math.ceil((last - first + 1) / MOST_BARS));
    const bins = Array.from({ length: Math.ceil((last - first + 1) / width) }, () =>
      new Array(kinds).fill(0),
    );
    for (const row of rows) {
      const day = scene.from[row];
      if (day !== null && day >= first && day <= last)
        bins[Math.floor((day - first) / width)][scene.kind[row]] += 1;
    }
    return bins;
  }

  standalone.drawTimeline = function (svg, scene, rows, { span, kinds }) {
    if (span === null) return;
    const bins = binsOf(scene, rows, span, kinds.length);
    const most = Math.max(1, ...bins.map((bin) => bin.reduce((sum, one) => sum + one, 0)));
    const parts = [];
    bins.forEach((bin, x) => {
      let y = HEIGHT;
      bin.forEach((count, kind) => {
        const height = (count / most) * (HEIGHT - 4);
        y -= height;
        if (count)
          parts.push(
            `<rect class="${kinds[kind]}" x="${x + 0.06}" y="${y.toFixed(2)}" width="0.88" ` +
              `height="${Math.max(0.5, height - 0.8).toFixed(2)}"/>`,
          );
      });
    });
    svg.setAttribute("viewBox", `0 0 ${bins.length} ${HEIGHT}`);
    svg.innerHTML = parts.join("");
  };
})(window.standalone);
