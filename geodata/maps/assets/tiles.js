// Tiles from outside, over our land and under our marks; without an answer the base map stays.
"use strict";

(function (schauplatz) {
  const SILENCE_MS = 4000;
  const ERRORS = 3; // so many without a single success
  const NEAREST_WITHOUT = 10;

  function giveUp(map, layer, words) {
    layer.remove();
    map.getContainer().dataset.tiles = "failed";
    map.attributionControl.addAttribution(words.tiles_failed);
    map.setMaxZoom(NEAREST_WITHOUT);
    schauplatz.redraw();
  }

  schauplatz.addTiles = function (map, { tiles, words, theme }) {
    if (!tiles) return;
    const { url, attribution } = tiles;
    const container = map.getContainer();
    const layer = L.tileLayer(url, { attribution, pane: "sp-tiles", maxZoom: map.getMaxZoom() });
    let errors = 0;
    const timer = setTimeout(() => container.dataset.tiles || giveUp(map, layer, words), SILENCE_MS);
    layer.on("tileload", () => {
      clearTimeout(timer);
      if (container.dataset.tiles) return;
      container.dataset.tiles = "loaded";
      schauplatz.redraw(); // tiles have names of their own
    });
    layer.on("tileerror", () => {
      errors += 1;
      if (container.dataset.tiles || errors < ERRORS) return;
      clearTimeout(timer);
      giveUp(map, layer, words);
    });
    container.classList.toggle("schauplatz-dark", theme === "dark");
    layer.addTo(map);
  };
})(window.schauplatz);
