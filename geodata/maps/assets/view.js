// What part of the world is seen: fit, the address, the controls.
"use strict";

(function (schauplatz) {
  const SMALLEST_FRAME = 120;
  const NARROW = 500;
  const MIDDLE = 0.93; // of the article weight: a few far marks do not shrink the scene
  const SCENE = 2 / 3; // so much of the weight makes the scene of a wide frame
  const WORTH = 1; // zoom levels that a wide frame must gain to leave far marks out
  const FEW = 3; // marks and countries: of so few none is far, nor is where their arrows begin
  const GAP = 12; // degrees: cells of this size that touch belong to one scene
  const NEAREST_FIT = 7;
  const WIDE = 55; // degrees of longitude: Russia, Canada, China, the United States
  const VIEW = /(?:^|[?&])view=([-\d.]+)(?:,|%2C)([-\d.]+)(?:,|%2C)([\d.]+)/i;

  const STORED = "schauplatzView"; // of the page around: outlives this map, ends with the page
  const WATCH_MS = 400;

  // The page around the map has the same origin; where it has not, the map does without. A file that
  // stands alone leaves every address as it is.
  function page() {
    if (schauplatz.settings.isAlone) return null;
    try {
      return window.parent.location.search === undefined ? null : window.parent;
    } catch {
      return null;
    }
  }

  function readView(text) {
    const found = VIEW.exec(text);
    if (!found) return null;
    const [lat, lon, zoom] = found.slice(1).map(Number);
    const isSound =
      [lat, lon, zoom].every(Number.isFinite) &&
      Math.abs(lat) <= 85 && Math.abs(lon) <= 360 && zoom >= 0 && zoom <= 20;
    return isSound ? { centre: [lat, lon], zoom } : null;
  }

  const inAddress = () => page() && readView(page().location.search);

  // Where the reader was on the page before, or else what the link says.
  const firstView = () => page() && (readView(`view=${page()[STORED] || ""}`) || inAddress());

  // Without the router of the page noticing, so that panning runs nothing.
  function writeAddress(view) {
    const target = page();
    if (!target) return;
    target[STORED] = view;
    const { pathname, search, hash } = target.location;
    const parts = search.slice(1).split("&").filter(Boolean);
    const others = parts.filter((part) => !part.startsWith("view="));
    if (view) others.push(`view=${view}`);
    const isSame = parts.length === others.length && parts.every((part) => others.includes(part));
    if (isSame) return;
    const query = others.length ? `?${others.join("&")}` : "";
    target.history.replaceState(target.history.state, "", pathname + query + hash);
  }

  const firstPoints = (country) => country.polygons.map((polygon) => polygon[0]);

  function holds(ring, { lat, lng }) {
    let isInside = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [[y1, x1], [y2, x2]] = [ring[i], ring[j]];
      if (y1 > lat !== y2 > lat && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1)
        isInside = !isInside;
    }
    return isInside;
  }

  // Of a very wide country a part is seen beside the marks; its middle would shrink the scene.
  function isSeenAnyway(code, points) {
    const country = schauplatz.world && schauplatz.world.byCode.get(code);
    if (!country || !points.length) return false;
    const rings = firstPoints(country);
    const longest = rings.reduce((a, b) => (b.length > a.length ? b : a));
    const longitudes = longest.map(([, lon]) => lon);
    const wide = longitudes.reduce((a, b) => Math.max(a, b)) - longitudes.reduce((a, b) => Math.min(a, b));
    const bounds = L.latLngBounds(points);
    const touches = rings.some((ring) => ring.some((point) => bounds.contains(point)));
    return wide > WIDE && (touches || points.some((p) => rings.some((ring) => holds(ring, p))));
  }

  function weighted() {
    const { content } = schauplatz;
    const marks = content.marks.map((mark) => [mark.latlng, mark.sources]);
    const origins = content.flows.map((flow) => [flow.start, 0]);
    const points = [...marks, ...origins].map(([latlng]) => latlng);
    const areas = content.areas
      .filter((area) => !isSeenAnyway(area.country, points))
      .map((area) => [area.latlng, 2]);
    const told = [...marks, ...areas, ...origins];
    return told.length ? told : content.discs.map((disc) => [disc.latlng, disc.mentions]);
  }

  // The span that holds the middle share of the weight.
  function middle(values) {
    const sorted = [...values].sort((a, b) => a[0] - b[0]);
    const whole = sorted.reduce((sum, [, weight]) => sum + weight, 0);
    const rest = (whole * (1 - MIDDLE)) / 2;
    let [low, high] = [0, sorted.length - 1];
    for (let sum = sorted[low][1]; sum <= rest && low < high; sum += sorted[low][1]) low += 1;
    for (let sum = sorted[high][1]; sum <= rest && high > low; sum += sorted[high][1]) high -= 1;
    return [sorted[low][0], sorted[high][0]];
  }

  const wholeOf = (points) => L.latLngBounds(points.map(([latlng]) => latlng));

  function middleOf(points) {
    const [south, north] = middle(points.map(([p, weight]) => [p.lat, weight]));
    const [west, east] = middle(points.map(([p, weight]) => [p.lng, weight]));
    return L.latLngBounds([south, west], [north, east]);
  }

  const cellOf = ({ lat, lng }) => [Math.floor(lng / GAP), Math.floor(lat / GAP)];

  // The points by the regions of the world that they lie in, the heaviest first.
  function regions(points) {
    const cells = new Map();
    for (const point of points) {
      const key = String(cellOf(point[0]));
      cells.set(key, [...(cells.get(key) || []), point]);
    }
    const found = [];
    while (cells.size) {
      const region = [];
      const open = [cells.keys().next().value];
      while (open.length) {
        const key = open.pop();
        if (!cells.has(key)) continue;
        region.push(...cells.get(key));
        cells.delete(key);
        const [x, y] = key.split(",").map(Number);
        for (const dx of [-1, 0, 1]) for (const dy of [-1, 0, 1]) open.push(`${x + dx},${y + dy}`);
      }
      found.push(region);
    }
    return found.sort((a, b) => weightOf(b) - weightOf(a));
  }

  const weightOf = (points) => points.reduce((sum, [, weight]) => sum + weight, 0);

  // What a newsroom looks for first: the regions where most is told of.
  function sceneOf(points) {
    const whole = weightOf(points);
    const scene = [];
    for (const region of regions(points)) {
      if (scene.length && weightOf(scene) >= SCENE * whole) break;
      scene.push(...region);
    }
    return scene;
  }

  class View {
    constructor(map) {
      this.map = map;
      this.isOwn = false;
      this.isTouched = false;
      this.isWhole = false;
      this.points = null; // what the first draw showed: a filter does not move the map
      this.left = "";
      this.text = null; // the view as it stands in the address
    }

    // Leaflet reports the moves that we make ourselves while they happen.
    quietly(act) {
      this.isOwn = true;
      act();
      this.isOwn = false;
    }

    restore() {
      this.take(firstView());
    }

    // Show a view as it was written, and remember it so: pixels would round it a little each time.
    take(view) {
      if (!view) return;
      const [lat, lon] = view.centre;
      this.isTouched = true;
      this.remember(`${lat},${lon},${view.zoom}`);
      this.quietly(() => this.map.setView(view.centre, view.zoom, { animate: false }));
    }

    remember(text) {
      this.text = text;
      if (page()) page()[STORED] = text;
    }

    keep() {
      if (!this.isTouched) return;
      const { lat, lng } = this.map.getCenter();
      const zoom = Math.round(this.map.getZoom() * 100) / 100;
      this.remember(`${Number(lat.toFixed(4))},${Number(lng.toFixed(4))},${zoom}`);
    }

    // All marks, or the scene where far ones would make it small.
    frame(size) {
      const options = {
        animate: false,
        maxZoom: NEAREST_FIT,
        paddingTopLeft: [36, 36],
        paddingBottomRight: size.x < NARROW ? [50, 36] : [70, 36], // the controls, and a name at the right
      };
      const padding = L.point(options.paddingTopLeft).add(options.paddingBottomRight);
      const zoomOf = (bounds) => Math.min(NEAREST_FIT, this.map.getBoundsZoom(bounds, false, padding));
      const whole = wholeOf(this.points);
      const told = this.points.filter(([, weight]) => weight > 0).length;
      if (this.isWhole || told <= FEW) return [whole, options];
      const scene = sceneOf(this.points);
      const inner = size.x < NARROW ? middleOf(scene) : wholeOf(scene);
      const isWorth = size.x < NARROW || zoomOf(inner) - zoomOf(whole) >= WORTH;
      return [isWorth ? inner : whole, options];
    }

    fit() {
      const size = this.map.getSize();
      const tooSmall = size.x < SMALLEST_FRAME || size.y < SMALLEST_FRAME;
      if (this.isTouched || tooSmall || !this.points || !this.points.length) return;
      this.quietly(() => this.map.fitBounds(...this.frame(size)));
    }

    fitOnce() {
      if (this.points && this.points.length) return;
      this.points = weighted();
      this.fit();
    }

    // "Show all" means all.
    fitAgain() {
      this.isTouched = false;
      this.isWhole = true;
      this.points = weighted();
      this.fit();
      writeAddress(null);
    }

    resize() {
      this.quietly(() => this.map.invalidateSize({ animate: false, pan: false }));
      if (this.isTouched) this.take(readView(`view=${this.text}`));
      else this.fit();
    }

    // A place selected elsewhere may lie outside the frame.
    follow(latlng) {
      if (this.map.getBounds().contains(latlng)) return;
      this.quietly(() => this.map.panTo(latlng, { animate: false }));
      this.keep();
    }

    watch() {
      this.map.on("movestart zoomstart", () => {
        if (!this.isOwn) this.isTouched = true;
      });
      this.map.on("moveend", () => {
        if (!this.isOwn) this.keep();
      });
      new ResizeObserver(() => this.resize()).observe(this.map.getContainer());
      // Told, not asked for: asking in the midst of drawing makes the browser lay out everything.
      const thanks = this.map.attributionControl.getContainer();
      new ResizeObserver(() => {
        schauplatz.thanksSize = [thanks.offsetWidth, thanks.offsetHeight];
      }).observe(thanks);
      this.watchAddress();
    }

    // The view is put into the address once it rests, and again where the page wrote an address of its
    // own, which knows nothing of it.
    watchAddress() {
      const target = page();
      if (!target) return;
      const goBack = () => this.take(inAddress()); // Back and Forward bring a view of their own
      target.addEventListener("popstate", goBack);
      window.addEventListener("pagehide", () => target.removeEventListener("popstate", goBack));
      setInterval(() => this.isTouched && writeAddress(this.text), WATCH_MS);
    }

    sayOutside() {
      const { marks } = schauplatz.content;
      const frame = this.map.getBounds();
      // A chip moves into the frame where any of its country is seen.
      const chips = schauplatz.chips.filter(({ latlng }) => !frame.contains(latlng)).length;
      const places = marks.filter(({ latlng }) => !frame.contains(latlng)).length;
      this.control.say(places + chips);
    }

    // How many arrows wait for a nearer look.
    sayLeft(count) {
      const { words } = schauplatz.settings;
      const number = String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");
      const said = count ? `+${number} ${words.more_flows}` : "";
      if (said === this.left) return;
      if (this.left) this.map.attributionControl.removeAttribution(this.left);
      if (said) this.map.attributionControl.addAttribution(said);
      this.left = said;
    }
  }

  const FitControl = L.Control.extend({
    options: { position: "topright" },
    onAdd() {
      const bar = L.DomUtil.create("div", "leaflet-bar schauplatz-fit");
      const button = L.DomUtil.create("a", "", bar);
      button.href = "#";
      button.role = "button";
      button.title = this.options.title;
      button.setAttribute("aria-label", this.options.title);
      button.innerHTML =
        '<svg viewBox="0 0 16 16" width="13" height="13" fill="none" stroke="currentColor" ' +
        'stroke-width="1.5" aria-hidden="true"><path d="M9.5 2.5H13.5V6.5M13.5 2.5L9 7' +
        'M6.5 13.5H2.5V9.5M2.5 13.5L7 9"/></svg>';
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.on(button, "click", (event) => {
        L.DomEvent.preventDefault(event);
        this.options.act();
      });
      this.button = button;
      this.badge = L.DomUtil.create("span", "schauplatz-outside", button);
      return bar;
    },
    // How many places lie outside the frame, so that nobody takes the scene for all there is.
    say(count) {
      const title = count ? `${this.options.title} (${count} ${this.options.outside})` : this.options.title;
      this.button.title = title;
      this.button.setAttribute("aria-label", title);
      this.badge.textContent = count ? `+${count}` : "";
    },
  });

  schauplatz.makeView = function (map, words) {
    const view = new View(map);
    const plain = schauplatz.plain;
    L.control
      .zoom({ position: "topright", zoomInTitle: plain(words.zoom_in), zoomOutTitle: plain(words.zoom_out) })
      .addTo(map);
    view.control = new FitControl({
      title: plain(words.fit), outside: plain(words.outside), act: () => view.fitAgain(),
    }).addTo(map);
    L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 90 }).addTo(map);
    L.control.attribution({ prefix: false }).addAttribution(words.attribution).addTo(map);
    view.restore();
    view.watch();
    return view;
  };
})(window.schauplatz);
