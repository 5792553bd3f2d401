// Marks, chips and rings. Names come escaped from Python.
"use strict";

(function (schauplatz) {
  const SATELLITES = 3;
  const OUTLINE_PX = 2.2;
  const RING_GAP = 4;
  const CHIP = { edge: 14, sign: 14, gap: 7, height: 17 }; // as in the style
  const REACH_PX = 12; // half of what a finger hits
  const BESIDE = 0.35; // of the frame: marks so far outside are drawn, too, for the next pan

  // A shape in a box of 24: filled happened, an outline is announced, grey is earlier or denied.
  schauplatz.shape = function (kind, px, { look = "filled" } = {}) {
    const { colours, shapes } = schauplatz.settings;
    const unit = 24 / px;
    const line = schauplatz.colourOf([kind, look]);
    const paint = look === "filled"
      ? `fill="${colours[kind]}" stroke="${colours.paper}" stroke-width="${2.6 * unit}" ` +
        'paint-order="stroke" stroke-linejoin="round"'
      : `fill="${colours.paper}" stroke="${line}" stroke-width="${OUTLINE_PX * unit}" ` +
        'stroke-linejoin="round" transform="translate(12 12) scale(.86) translate(-12 -12)"';
    const stroke = look === "denied"
      ? `<path d="M1 23L23 1" stroke="${line}" stroke-width="${OUTLINE_PX * unit}"/>`
      : "";
    return (
      '<svg viewBox="0 0 24 24" overflow="visible" aria-hidden="true">' +
      `<path ${paint} d="${shapes[kind]}"/>${stroke}</svg>`
    );
  };

  // The colour of a kind belongs to what is told of now.
  schauplatz.colourOf = function ([kind, look]) {
    const { colours } = schauplatz.settings;
    return look === "filled" || look === "outline" ? colours[kind] : colours.muted;
  };

  function satellites(signs) {
    const further = signs.slice(1, 1 + SATELLITES);
    const one = ([kind, look], i) =>
      `<i class="schauplatz-satellite" style="--seat:${i - (further.length - 1) / 2}">` +
      `${schauplatz.shape(kind, 12, { look })}</i>`;
    return further.map(one).join("");
  }

  // Pointer, finger and keyboard do the same to marks and chips; `place` may be drawn anew meanwhile.
  function wire(marker, above) {
    const show = () => schauplatz.showTip(marker.getLatLng(), schauplatz.tipOf(marker.place), above());
    marker.on({ mouseover: show, mouseout: schauplatz.hideTip, remove: schauplatz.hideTip });
    marker.on("click", () => schauplatz.choose(marker.place));
    marker.on("add", () => {
      const element = marker.getElement();
      element.dataset.place = schauplatz.plain(marker.place.id);
      element.tabIndex = -1; // keys.js lets Tab come to one of them
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", schauplatz.spoken(marker.place));
      element.addEventListener("focus", () => {
        schauplatz.arrive(marker.place);
        if (element.matches(":focus-visible")) show();
      });
      element.addEventListener("blur", schauplatz.hideTip);
      element.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        if (schauplatz.pressed(marker.place, event.key)) event.preventDefault();
      });
    });
    return marker;
  }

  // Leaflet moves each mark in three dimensions, which gives each a layer of the graphics card: hundreds
  // of them cost more time than all the rest of a drawing.
  const FlatMarker = L.Marker.extend({
    _setPos(at) {
      L.Marker.prototype._setPos.call(this, at);
      this._icon.style.transform = `translate(${at.x}px,${at.y}px)`;
    },
  });

  const MarkIcon = L.DivIcon.extend({
    createIcon(old) {
      const element = L.DivIcon.prototype.createIcon.call(this, old);
      element.style.setProperty("--px", `${this.options.px}px`);
      return element;
    },
  });

  function makeMark(place) {
    const [kind, look] = place.signs[0];
    const icon = new MarkIcon({
      className: "schauplatz-mark",
      iconSize: null,
      px: place.px,
      html: schauplatz.shape(kind, place.px, { look }) + satellites(place.signs),
    });
    // Larger marks lie below smaller ones.
    const zIndexOffset = Math.round((40 - place.px) * 1000);
    const marker = new FlatMarker(place.latlng, { icon, zIndexOffset, keyboard: false });
    marker.place = place;
    return wire(marker, () => (place.px * schauplatz.scale()) / 2);
  }

  function makeChip(area) {
    const parts = area.signs.map(
      ([kind, look], i) => `${schauplatz.shape(kind, 10, { look })}<b>${area.incidents[i]}</b>`,
    );
    const sum = area.incidents.reduce((total, incidents) => total + incidents, 0);
    const [kind, look] = area.signs[0];
    const icon = L.divIcon({
      className: "schauplatz-chip",
      iconSize: null,
      html:
        `<span class="schauplatz-chip-full">${parts.join("")}</span>` +
        `<span class="schauplatz-chip-sum">${schauplatz.shape(kind, 10, { look })}<b>${sum}</b></span>`,
    });
    const chip = new FlatMarker(area.latlng, { icon, zIndexOffset: 50000, keyboard: false });
    chip.place = area;
    return wire(chip, () => 8);
  }

  // What is drawn already stays as it is: nothing flickers, and the keyboard keeps its place.
  class Drawn {
    constructor(make, keyOf) {
      Object.assign(this, { make, keyOf, markers: new Map() });
    }

    show(places) {
      const wanted = new Map(places.map((place) => [this.keyOf(place), place]));
      for (const [key, marker] of this.markers)
        if (!wanted.has(key)) {
          marker.remove();
          this.markers.delete(key);
        }
      for (const [key, place] of wanted) {
        if (!this.markers.has(key)) this.markers.set(key, this.make(place).addTo(schauplatz.map));
        const marker = this.markers.get(key);
        marker.place = place;
        place.marker = marker;
        marker.getElement().classList.toggle("schauplatz-selected", Boolean(place.selected));
        marker.getElement().setAttribute("aria-pressed", String(Boolean(place.selected)));
      }
    }
  }

  const said = (place) =>
    `${place.id}|${place.label}|${place.told}|${place.signs.join(" ")}|${Boolean(place.rough)}`;
  const under = (place) => place.members.map(({ id }) => id).join(" ");
  schauplatz.drawnMarks = new Drawn(
    makeMark, (place) => `${said(place)}|${place.px}|${place.more}|${under(place)}`,
  );
  schauplatz.drawnChips = new Drawn(makeChip, (area) => `${said(area)}|${area.incidents}`);

  // Those in the frame and a little around it.
  schauplatz.seen = function (map, places) {
    const around = map.getBounds().pad(BESIDE);
    return places.filter((place) => place.selected || around.contains(place.latlng));
  };

  // The mark that a finger means which hits nothing: the nearest within reach.
  schauplatz.meant = function (map, point) {
    const apart = ({ latlng }) => map.latLngToContainerPoint(latlng).distanceTo(point);
    const near = schauplatz.marks.filter((mark) => apart(mark) <= REACH_PX);
    return near.sort((a, b) => apart(a) - apart(b))[0];
  };

  // How large a chip is, by what it says: asking the page would make it lay out everything at once.
  schauplatz.measureChip = function (chip, isBrief) {
    const numbers = isBrief ? [chip.sum] : chip.place.incidents;
    const widths = numbers.map((number) => CHIP.sign + schauplatz.chipTextWidth(String(number)));
    const gaps = CHIP.gap * (numbers.length - 1);
    chip.width = widths.reduce((sum, one) => sum + one, CHIP.edge + gaps);
    chip.height = CHIP.height;
  };

  function metresPerPixel(map, lat) {
    return (L.CRS.Earth.R * 2 * Math.PI * Math.cos((lat * Math.PI) / 180)) / (256 * 2 ** map.getZoom());
  }

  const boxOf = (chip, p) =>
    schauplatz.boxAt(p.x - chip.width / 2, p.y - chip.height / 2, chip.width, chip.height);

  // A chip stands at the middle of its country; where that is out of the frame, in the roomiest part seen.
  // One that a chip of more incidents would cover waits for a nearer look; its country stays shaded.
  schauplatz.placeChips = function (map, room) {
    const board = new schauplatz.Board(map);
    board.blockControls();
    const spots = new Map(room.map((country) => [country.code, country.spots]));
    const marked = new schauplatz.Board(map);
    marked.blockControls();
    marked.blockMarks();
    const taken = new schauplatz.Board(map);
    const order = [...schauplatz.chips].sort(
      (a, b) => Boolean(b.place.selected) - Boolean(a.place.selected) || b.sum - a.sum,
    );
    for (const chip of order) {
      const { place } = chip;
      const [w, h] = [chip.width + 8, chip.height * 2 + 8];
      const around = (p) => schauplatz.boxAt(p.x - w / 2, p.y - h / 2, w, h);
      const home = map.latLngToContainerPoint(place.latlng);
      const isSeen = board.isFree(around(home));
      const spot = isSeen ? null : (spots.get(place.country) || []).find((p) => marked.isFree(around(p)));
      const box = boxOf(chip, spot || home);
      chip.isHidden = taken.hits(box);
      if (!chip.isHidden) taken.block(box.left, box.top, box.right, box.bottom);
      chip.latlng = spot ? map.containerPointToLatLng(spot) : place.latlng;
      place.marker.setLatLng(chip.latlng);
      place.marker.getElement().classList.toggle("schauplatz-hidden", chip.isHidden);
    }
    schauplatz.chips = schauplatz.chips.filter(({ isHidden }) => !isHidden);
  };

  // Dashed rings: how far off a place may be that is known only roughly; never hidden by the mark.
  schauplatz.drawRings = function (map, marks, { colours, all }) {
    const layer = L.layerGroup();
    for (const mark of marks) {
      if (!mark.radiusKm || !((all && mark.rough) || mark.selected)) continue;
      const colour = schauplatz.colourOf(mark.signs[0]);
      const around = (mark.px * schauplatz.scale()) / 2 + RING_GAP;
      L.circle(mark.latlng, {
        interactive: false, pane: "sp-rings", renderer: schauplatz.ringRenderer,
        radius: Math.max(mark.radiusKm * 1000, around * metresPerPixel(map, mark.latlng.lat)),
        className: "schauplatz-ring", color: colour, weight: 1.2, dashArray: "2 4",
        fillColor: colour, fillOpacity: 0.07,
      }).addTo(layer);
    }
    return layer.addTo(map);
  };
})(window.schauplatz);
