// The bars above the map: what happened when, by kind. The fields beside them choose days.
"use strict";

(function (standalone) {
  const HEIGHT = 56;
  const GAP = 0.8; // of paper between kinds, as a part of the height

  function sumsOf(scene, rows, kinds) {
    const bars = Array.from({ length: Math.max(...scene.bar) + 1 }, () => new Array(kinds).fill(0));
    for (const row of rows) if (scene.bar[row] >= 0) bars[scene.bar[row]][scene.kind[row]] += 1;
    return bars;
  }

  standalone.drawTimeline = function (svg, scene, rows, kinds) {
    const bars = sumsOf(scene, rows, kinds.length);
    const most = Math.max(1, ...bars.map((bar) => bar.reduce((sum, one) => sum + one, 0)));
    const parts = [];
    bars.forEach((bar, x) => {
      let y = HEIGHT;
      bar.forEach((count, kind) => {
        if (!count) return;
        const height = (count / most) * HEIGHT;
        y -= height;
        parts.push(
          `<rect class="${kinds[kind]}" x="${x + 0.06}" y="${y.toFixed(2)}" width="0.88" ` +
            `height="${Math.max(GAP, height - GAP).toFixed(2)}"/>`,
        );
      });
    });
    svg.setAttribute("viewBox", `0 0 ${Math.max(1, bars.length)} ${HEIGHT}`);
    svg.innerHTML = parts.join("");
    svg.toggleAttribute("hidden", !bars.length);
  };
})(window.standalone);
