// The map script: what folium calls, and when things are drawn again.
"use strict";

(function (schauplatz) {
  Object.assign(schauplatz, { marks: [], chips: [], lines: [], world: null, flows: [] });
  let [rings, shading] = [null, null];
  let isDue = false;
  let isReady = false; // the outlines are there, or will never be

  // Marks are smaller where more of the world is seen.
  schauplatz.scale = function () {
    const zoom = schauplatz.map.getZoom();
    if (zoom < 4) return 0.72;
    return zoom < 5 ? 0.86 : 1;
  };

  function paint(container, colours) {
    for (const [name, colour] of Object.entries(colours))
      container.style.setProperty(`--sp-${name.replace("_", "-")}`, colour);
    document.documentElement.style.background = colours.sea;
  }

  function zoomed() {
    const container = schauplatz.map.getContainer();
    container.style.setProperty("--scale", schauplatz.scale());
    container.classList.toggle("schauplatz-far", schauplatz.map.getZoom() < 4);
  }

  // What depends on the pixels of this view.
  function redraw() {
    const { map, settings } = schauplatz;
    if (!isReady) return;
    zoomed();
    const room = schauplatz.world ? schauplatz.findRoom(map, schauplatz.world) : [];
    schauplatz.centreChips(schauplatz.chips);
    schauplatz.placeChips(map, room);
    if (rings) rings.remove();
    rings = schauplatz.drawRings(map, schauplatz.marks, settings.colours);
    schauplatz.flows = schauplatz.drawFlows(map, schauplatz.lines, settings.colours);
    schauplatz.writeLabels(map, room, schauplatz.flows);
  }

  // Who chose a place by the keyboard stays there, though its mark was drawn anew.
  function refocus() {
    if (!schauplatz.focusId || document.activeElement !== document.body) return;
    const chosen = [...schauplatz.marks, ...schauplatz.chips].find(
      (layer) => layer.feature.properties.id === schauplatz.focusId,
    );
    if (chosen) chosen.getElement().focus({ preventScroll: true });
  }

  // What depends on the events.
  function refresh() {
    isDue = false;
    const { map, settings, world, view } = schauplatz;
    const said = (layer) => layer.feature.properties;
    if (shading) shading.remove();
    if (world)
      shading = schauplatz.shadeCountries(map, world, schauplatz.chips.map(said), settings.colours);
    view.fitOnce();
    redraw();
    const selected = [...schauplatz.marks, ...schauplatz.chips].find((layer) => said(layer).selected);
    const id = selected ? said(selected).id : null;
    if (selected && id !== schauplatz.selectedId) view.follow(selected.getLatLng());
    schauplatz.selectedId = id;
    refocus();
    map.getContainer().classList.remove("schauplatz-waiting");
    map.getContainer().dataset.drawn = String(schauplatz.marks.length + schauplatz.chips.length);
  }

  function schedule() {
    if (isDue || !isReady) return;
    isDue = true;
    queueMicrotask(refresh);
  }

  function keep(list, layer) {
    layer.on("add", () => {
      list.push(layer);
      schedule();
    });
    layer.on("remove", () => {
      list.splice(list.indexOf(layer), 1);
      schedule();
    });
  }

  // Show at once what Python will confirm.
  schauplatz.select = function (chosen) {
    for (const layer of [...schauplatz.marks, ...schauplatz.chips])
      layer.getElement().classList.toggle("schauplatz-selected", layer === chosen);
    schauplatz.selectedId = chosen.feature.properties.id;
  };

  schauplatz.pointToLayer = function (feature, latlng) {
    const said = feature.properties;
    return said.what === "mark" ? schauplatz.makeMark(said, latlng) : schauplatz.makeChip(said, latlng);
  };

  schauplatz.onEachFeature = function (feature, layer) {
    const lists = { mark: schauplatz.marks, area: schauplatz.chips, flow: schauplatz.lines };
    // Flows are drawn as real curves; folium's straight line only carries the ends.
    if (feature.properties.what === "flow")
      Object.assign(layer.options, { stroke: false, interactive: false });
    keep(lists[feature.properties.what], layer);
  };

  schauplatz.start = function (map, settings) {
    Object.assign(schauplatz, { map, settings });
    paint(map.getContainer(), settings.colours);
    schauplatz.view = schauplatz.makeView(map, settings.words);
    map.getContainer().classList.add("schauplatz-waiting");
    schauplatz
      .loadWorld(map, settings)
      .then((world) => {
        schauplatz.world = world;
        map.getContainer().dataset.world = "drawn";
      })
      .finally(() => {
        isReady = true;
        schedule();
      });
    map.on("moveend", redraw); // comes after zoomend too
    map.getContainer().addEventListener("pointerdown", () => {
      schauplatz.focusId = null;
    });
    document.fonts.ready.then(schedule);
    document.fonts.addEventListener("loadingdone", schedule);
  };
})(window.schauplatz);
