// How often places are named at all: pale discs under everything, their area by the number.
"use strict";

(function (schauplatz) {
  const LARGEST_PX = 30;
  const SMALLEST_PX = 3;

  let layer = null;

  schauplatz.drawDiscs = function (map, discs, { colours, onClick }) {
    if (layer) layer.remove();
    layer = L.layerGroup();
    const most = discs.reduce((found, disc) => Math.max(found, disc.mentions), 1);
    // The small ones last: a large one must not keep the pointer from them.
    for (const disc of [...discs].sort((a, b) => b.mentions - a.mentions)) {
      const radius = Math.max(SMALLEST_PX, LARGEST_PX * Math.sqrt(disc.mentions / most));
      const place = { ...disc, more: disc.others };
      L.circleMarker(disc.latlng, {
        pane: "sp-discs", renderer: schauplatz.discRenderer, radius,
        color: colours.ink, weight: 0.8, opacity: 0.35, fillColor: colours.ink, fillOpacity: 0.12,
      })
        .on("mouseover", () => schauplatz.showTip(disc.latlng, schauplatz.tipOf(place), radius))
        .on("mouseout", schauplatz.hideTip)
        .on("click", () => onClick(place))
        .addTo(layer);
    }
    layer.addTo(map);
  };
})(window.schauplatz);
