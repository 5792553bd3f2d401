// The map script: what Python calls, and when things are drawn again.
"use strict";

(function (schauplatz) {
  Object.assign(schauplatz, {
    content: { marks: [], areas: [], flows: [], discs: [], rings: true, flowsLeft: 0 },
    names: { countries: {}, towns: [] },
    marks: [], // those in the frame, each with the marks under it
    homes: new Map(), // id of a place -> the mark that shows it
    chips: [],
    world: null,
    flows: [],
    selectedId: null,
    thanksSize: [0, 0], // of the attribution
  });
  const MANY_CHIPS = 30;
  let prepared = []; // the marks as `crowd` wants them
  let digest = null;
  let rings = null;
  let room = []; // where countries have room for a name
  let isDue = false;
  let isWritten = true; // names and arrows are those of this view
  let isReady = false; // the outlines are there, or will never be

  // Marks are smaller where more of the world is seen.
  schauplatz.scale = function () {
    const zoom = schauplatz.map.getZoom();
    if (zoom < 4) return 0.72;
    return zoom < 5 ? 0.86 : 1;
  };

  function paint(container, { colours, isAlone }) {
    for (const [name, colour] of Object.entries(colours))
      container.style.setProperty(`--sp-${name.replace("_", "-")}`, colour);
    if (!isAlone) document.documentElement.style.background = colours.sea;
  }

  // The same map in other colours: a reader's system may turn dark, and paper is always light.
  schauplatz.recolour = function (colours) {
    const { map, settings } = schauplatz;
    Object.assign(settings.colours, colours); // the ground paints with this very record
    paint(map.getContainer(), settings);
    if (!isReady) return;
    map.eachLayer((layer) => layer.repaint && layer.repaint());
    schauplatz.world?.hatched.setStyle({ color: settings.colours.hatch });
    schauplatz.drawnMarks.show([]);
    schauplatz.drawnChips.show([]);
    refresh();
  };

  // Chips say a sum from afar, and where there are many of them.
  function isBrief() {
    const zoom = schauplatz.map.getZoom();
    return zoom < 4 || (zoom < 6 && schauplatz.content.areas.length > MANY_CHIPS);
  }

  function zoomed() {
    const container = schauplatz.map.getContainer();
    container.style.setProperty("--scale", schauplatz.scale());
    container.classList.toggle("schauplatz-far", schauplatz.map.getZoom() < 4);
    container.classList.toggle("schauplatz-brief", isBrief());
  }

  function drawMarks(map) {
    const { content, selectedId } = schauplatz;
    const groups = schauplatz.crowd(prepared, {
      zoom: map.getZoom(), scale: schauplatz.scale(), selectedId,
    });
    schauplatz.homes = new Map();
    for (const group of groups)
      for (const { id } of [group.head, ...group.members]) schauplatz.homes.set(id, group);
    schauplatz.marks = schauplatz.seen(map, groups);
    schauplatz.drawnMarks.show(schauplatz.marks);
    const areas = content.areas.map((area) => ({ ...area, selected: area.id === selectedId }));
    schauplatz.drawnChips.show(areas);
    schauplatz.chips = areas.map((place) => ({
      place, latlng: place.latlng, sum: place.incidents.reduce((sum, one) => sum + one, 0),
    }));
    for (const chip of schauplatz.chips) schauplatz.measureChip(chip, isBrief());
  }

  // What depends on the pixels of this view: marks at once, what is written beside them a frame later.
  schauplatz.redraw = function () {
    const { map, settings, content, world } = schauplatz;
    if (!isReady) return;
    zoomed();
    schauplatz.scaleDiscs();
    drawMarks(map);
    room = world ? schauplatz.findRoom(map, world) : [];
    schauplatz.placeChips(map, room);
    if (rings) rings.remove();
    rings = schauplatz.drawRings(map, schauplatz.marks, {
      colours: settings.colours, all: content.rings,
    });
    schauplatz.keepStop();
    if (!isWritten) return;
    isWritten = false;
    requestAnimationFrame(() => setTimeout(write));
  };

  // Arrows and names of this view; to be called only by who cannot wait for a frame, such as paper.
  schauplatz.write = write;

  function write() {
    const { map, settings, content, view } = schauplatz;
    isWritten = true;
    const { drawn, left } = schauplatz.drawFlows(map, content.flows, settings.colours);
    schauplatz.flows = drawn;
    view.sayLeft(left + content.flowsLeft);
    view.sayOutside();
    schauplatz.writeLabels(map, room, drawn);
    map.getContainer().dataset.written = String(Number(map.getContainer().dataset.written || 0) + 1);
  }

  // The page around may wait for the map before it shows the next day.
  function tellPage() {
    try {
      window.parent.dispatchEvent(new window.parent.CustomEvent("schauplatz:drawn"));
    } catch {
      // Another origin: nobody waits.
    }
  }

  function follow() {
    const { selectedId, content, view } = schauplatz;
    const all = [...content.marks, ...content.areas, ...content.discs];
    const selected = selectedId && all.find(({ id }) => id === selectedId);
    if (selected) view.follow(selected.latlng);
  }

  // What depends on the events.
  function refresh() {
    isDue = false;
    const { map, settings, world, view, content } = schauplatz;
    prepared = schauplatz.prepareCrowd(map, content.marks);
    if (world) schauplatz.shadeCountries(map, world, content.areas);
    view.fitOnce();
    schauplatz.drawDiscs(map, content.discs, {
      colours: settings.colours, onClick: schauplatz.choose,
    });
    schauplatz.redraw();
    map.getContainer().classList.remove("schauplatz-waiting");
    map.getContainer().dataset.drawn = String(content.marks.length + content.areas.length);
    tellPage();
  }

  function schedule() {
    if (isDue || !isReady) return;
    isDue = true;
    queueMicrotask(refresh);
  }

  function select(id) {
    if (id === schauplatz.selectedId) return;
    schauplatz.selectedId = id;
    if (!isReady) return;
    follow();
    schauplatz.redraw();
  }

  // Python hears of a click at once; the page draws the map again only where it says something new.
  function send(id) {
    const { onChoose } = schauplatz.settings;
    if (onChoose) onChoose(schauplatz.plain(id)); // a page that stands alone
    if (!window.Streamlit) return;
    window.Streamlit.setComponentValue({ place: schauplatz.plain(id), at: Date.now() });
  }

  // A click selects the larger of the places under a mark; a second one takes them apart.
  schauplatz.choose = function (place) {
    if (place.selected && place.rivals && place.rivals.length) {
      separate(place);
      return;
    }
    select(place.id);
    send(place.id);
  };

  // Nothing is selected any more.
  schauplatz.close = function () {
    if (schauplatz.selectedId === null) return;
    select(null);
    send("");
  };

  function separate(group) {
    const { map } = schauplatz;
    const zoom = schauplatz.zoomApart(map, group);
    if (zoom <= map.getMaxZoom()) {
      map.setView(group.latlng, zoom);
      return;
    }
    // As near as it gets they are one still: each gets its turn.
    const ids = [group.head, ...group.rivals].map(({ id }) => id).sort();
    const next = ids[(ids.indexOf(schauplatz.selectedId) + 1) % ids.length];
    select(next);
    send(next);
  }

  schauplatz.show = function (data, { digest: given, selected }) {
    if (given === digest) {
      select(selected);
      return;
    }
    const isNew = selected !== schauplatz.selectedId;
    digest = given;
    schauplatz.content = schauplatz.readContent(data);
    schauplatz.selectedId = selected;
    schedule();
    if (isNew && isReady) queueMicrotask(follow);
  };

  schauplatz.start = function (map, settings) {
    Object.assign(schauplatz, { map, settings });
    paint(map.getContainer(), settings);
    schauplatz.nameMap(map, settings);
    schauplatz.makeGround(map, settings);
    schauplatz.view = schauplatz.makeView(map, settings.words);
    map.getContainer().classList.add("schauplatz-waiting");
    const names = schauplatz.fetched(settings.names).then((found) => {
      schauplatz.names = found;
    });
    const outlines = schauplatz.loadWorld(map, settings).then((world) => {
      schauplatz.world = world;
      map.getContainer().dataset.world = "drawn";
    });
    Promise.allSettled([names, outlines]).then(() => {
      isReady = true;
      schauplatz.addTiles(map, settings);
      schedule();
    });
    map.on("moveend", schauplatz.redraw); // comes after zoomend too
    map.on("click", ({ containerPoint }) => {
      const place = schauplatz.meant(map, containerPoint);
      if (place) schauplatz.choose(place);
    });
    map.getContainer().addEventListener("pointerdown", () => {
      schauplatz.focusId = null;
    });
    document.fonts.addEventListener("loadingdone", () => {
      schauplatz.forgetWidths();
      schauplatz.redraw();
    });
    schauplatz.fetchFonts();
  };
})(window.schauplatz);
