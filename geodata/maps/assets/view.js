// What part of the world is seen: fit, the address, the controls.
"use strict";

(function (schauplatz) {
  const SMALLEST_FRAME = 120;
  const NARROW = 500;
  const NARROW_SHARE = 0.93; // of the article weight, in a narrow frame
  const NEAREST_FIT = 7;
  const WIDE = 55; // degrees of longitude: Russia, Canada, China, the United States
  const VIEW = /(?:^|[?&])view=([-\d.]+)(?:,|%2C)([-\d.]+)(?:,|%2C)([\d.]+)/i;

  // The page around the map has the same origin; where it has not, the map does without.
  function page() {
    try {
      return window.parent.location.search === undefined ? null : window.parent;
    } catch {
      return null;
    }
  }

  schauplatz.viewFromAddress = function () {
    const found = page() && VIEW.exec(page().location.search);
    if (!found) return null;
    const [lat, lon, zoom] = found.slice(1).map(Number);
    const sound = Math.abs(lat) <= 85 && Math.abs(lon) <= 360 && zoom >= 0 && zoom <= 20;
    return sound ? { centre: [lat, lon], zoom } : null;
  };

  // Without the router of the page noticing, so that panning runs nothing.
  function writeAddress(view) {
    const target = page();
    if (!target) return;
    const { pathname, search, hash } = target.location;
    const others = search.slice(1).split("&").filter((part) => part && !part.startsWith("view="));
    if (view) others.push(`view=${view}`);
    const query = others.length ? `?${others.join("&")}` : "";
    if (query !== search) target.history.replaceState(target.history.state, "", pathname + query + hash);
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
    const marks = schauplatz.marks.map((mark) => [
      mark.getLatLng(),
      mark.feature.properties.sources,
    ]);
    const origins = schauplatz.lines.map((line) => [line.getLatLngs()[0], 0]);
    const points = [...marks, ...origins].map(([latlng]) => latlng);
    const chips = schauplatz.chips
      .filter((chip) => !isSeenAnyway(chip.feature.properties.country, points))
      .map((chip) => [chip.home, 2]);
    return [...marks, ...chips, ...origins];
  }

  // The span that holds the middle share of the weight.
  function middle(values) {
    const sorted = [...values].sort((a, b) => a[0] - b[0]);
    const whole = sorted.reduce((sum, [, weight]) => sum + weight, 0);
    const rest = (whole * (1 - NARROW_SHARE)) / 2;
    let [low, high] = [0, sorted.length - 1];
    for (let sum = sorted[low][1]; sum <= rest && low < high; sum += sorted[low][1]) low += 1;
    for (let sum = sorted[high][1]; sum <= rest && high > low; sum += sorted[high][1]) high -= 1;
    return [sorted[low][0], sorted[high][0]];
  }

  function boundsOf(points, isNarrow) {
    if (!isNarrow) return L.latLngBounds(points.map(([latlng]) => latlng));
    const [south, north] = middle(points.map(([p, weight]) => [p.lat, weight]));
    const [west, east] = middle(points.map(([p, weight]) => [p.lng, weight]));
    return L.latLngBounds([south, west], [north, east]);
  }

  class View {
    constructor(map) {
      this.map = map;
      this.isOwn = false;
      this.isTouched = false;
      this.points = null; // what the first draw showed: a filter does not move the map
    }

    // Leaflet reports the moves that we make ourselves while they happen.
    quietly(act) {
      this.isOwn = true;
      act();
      this.isOwn = false;
    }

    restore() {
      const view = schauplatz.viewFromAddress();
      if (!view) return;
      this.isTouched = true;
      this.quietly(() => this.map.setView(view.centre, view.zoom, { animate: false }));
    }

    fit() {
      const size = this.map.getSize();
      const tooSmall = size.x < SMALLEST_FRAME || size.y < SMALLEST_FRAME;
      if (this.isTouched || tooSmall || !this.points || !this.points.length) return;
      const isNarrow = size.x < NARROW;
      this.quietly(() =>
        this.map.fitBounds(boundsOf(this.points, isNarrow), {
          animate: false,
          maxZoom: NEAREST_FIT,
          paddingTopLeft: [36, 36],
          paddingBottomRight: isNarrow ? [50, 36] : [70, 36], // the controls, and a name at the right
        }),
      );
    }

    fitOnce() {
      if (this.points && this.points.length) return;
      this.points = weighted();
      this.fit();
    }

    fitAgain() {
      this.isTouched = false;
      this.points = weighted();
      this.fit();
      writeAddress(null);
    }

    resize() {
      this.quietly(() => this.map.invalidateSize({ animate: false, pan: false }));
      this.fit();
    }

    // A place selected elsewhere may lie outside the frame.
    follow(latlng) {
      if (this.map.getBounds().contains(latlng)) return;
      this.quietly(() => this.map.panTo(latlng, { animate: false }));
    }

    watch() {
      this.map.on("movestart zoomstart", () => {
        if (!this.isOwn) this.isTouched = true;
      });
      this.map.on("moveend", () => {
        if (this.isOwn || !this.isTouched) return;
        const { lat, lng } = this.map.getCenter();
        const zoom = Math.round(this.map.getZoom() * 100) / 100;
        writeAddress(`${lat.toFixed(3)},${lng.toFixed(3)},${zoom}`);
      });
      new ResizeObserver(() => this.resize()).observe(this.map.getContainer());
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
      return bar;
    },
  });

  schauplatz.makeView = function (map, words) {
    const view = new View(map);
    const plain = schauplatz.plain;
    L.control
      .zoom({ position: "topright", zoomInTitle: plain(words.zoom_in), zoomOutTitle: plain(words.zoom_out) })
      .addTo(map);
    new FitControl({ title: plain(words.fit), act: () => view.fitAgain() }).addTo(map);
    L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 90 }).addTo(map);
    L.control.attribution({ prefix: false }).addAttribution(words.attribution).addTo(map);
    view.restore();
    view.watch();
    return view;
  };
})(window.schauplatz);
