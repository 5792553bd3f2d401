// How often places are named at all: pale discs under everything, their area by the number.
"use strict";

(function (schauplatz) {
  const LARGEST_PX = 30;
  const SMALLEST_PX = 2.5;
  const FAR = 0.8; // discs shrink more than marks do: there are more of them

  let discs = [];
  let scale = null;

  const radiusAt = ({ share }, at) => Math.max(SMALLEST_PX, LARGEST_PX * Math.sqrt(share)) * at;

  // As large as the zoom asks for.
  schauplatz.scaleDiscs = function () {
    const wanted = schauplatz.scale() < 1 ? schauplatz.scale() * FAR : 1;
    if (wanted === scale) return;
    scale = wanted;
    for (const { circle, place } of discs) circle.setRadius(radiusAt(place, scale));
  };

  function drawOne(map, place, { colours, onClick }) {
    const circle = L.circleMarker(place.latlng, {
      pane: "sp-discs", renderer: schauplatz.discRenderer, radius: SMALLEST_PX,
      color: colours.ink, weight: 0.8, opacity: 0.3, fillColor: colours.ink, fillOpacity: 0.1,
    });
    circle.on({
      mouseover: () => schauplatz.showTip(place.latlng, schauplatz.tipOf(place), radiusAt(place, scale)),
      mouseout: schauplatz.hideTip,
      click: (event) => {
        L.DomEvent.stopPropagation(event);
        onClick(place);
      },
    });
    return { circle: circle.addTo(map), place };
  }

  schauplatz.drawDiscs = function (map, places, options) {
    for (const { circle } of discs) circle.remove();
    const most = places.reduce((found, { mentions }) => Math.max(found, mentions), 1);
    // The small ones last: a large one must not keep the pointer from them.
    discs = [...places]
      .sort((a, b) => b.mentions - a.mentions)
      .map((place) => ({ ...place, more: place.others, share: place.mentions / most }))
      .map((place) => drawOne(map, place, options));
    scale = null;
    schauplatz.scaleDiscs();
  };
})(window.schauplatz);
