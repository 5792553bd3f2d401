// Marks, chips and rings. A mark's name and tooltip come escaped from Python.
"use strict";

(function (schauplatz) {
  const SATELLITES = 3;
  const OUTLINE_PX = 2.2;
  const RING_GAP = 4;

  // A shape in a box of 24: filled happened, an outline is announced, grey is earlier or denied.
  schauplatz.shape = function (kind, px, { look = "filled", name = "" } = {}) {
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
    const said = name ? `role="img" aria-label="${name}"` : 'aria-hidden="true"';
    return (
      `<svg viewBox="0 0 24 24" overflow="visible" ${said}>` +
      `<path ${paint} d="${shapes[kind]}"/>${stroke}</svg>`
    );
  };

  // The colour of a kind belongs to what is told of now.
  schauplatz.colourOf = function ([kind, look]) {
    const { colours } = schauplatz.settings;
    return look === "filled" || look === "outline" ? colours[kind] : colours.muted;
  };

  function spoken(tip) {
    const holder = document.createElement("div");
    holder.innerHTML = tip;
    holder.querySelectorAll("[hidden]").forEach((part) => part.remove());
    const text = document.createElement("i");
    text.textContent = holder.textContent;
    return text.innerHTML.replace(/"/g, "&quot;");
  }

  const MarkIcon = L.DivIcon.extend({
    createIcon(old) {
      const element = L.DivIcon.prototype.createIcon.call(this, old);
      element.style.setProperty("--px", `${this.options.px}px`);
      return element;
    },
  });

  function satellites(signs) {
    const further = signs.slice(1, 1 + SATELLITES);
    const one = ([kind, look], i) =>
      `<i class="schauplatz-satellite" style="--seat:${i - (further.length - 1) / 2}">` +
      `${schauplatz.shape(kind, 12, { look })}</i>`;
    return further.map(one).join("");
  }

  function wire(marker, tip, above) {
    marker.bindTooltip(tip, { direction: "top", offset: [0, -above], className: "schauplatz-tip" });
    marker.on("add", () => {
      const element = marker.getElement();
      element.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          schauplatz.focusId = marker.feature.properties.id;
          element.click();
        }
      });
      element.dataset.place = schauplatz.plain(marker.feature.properties.id);
    });
    marker.on("click", () => {
      // A second click on the same place must differ from the first, or it would not be sent.
      marker.setTooltipContent(`${tip}<span hidden>#${Date.now()}</span>`);
      schauplatz.select(marker);
    });
    return marker;
  }

  schauplatz.makeMark = function (said, latlng) {
    const icon = new MarkIcon({
      className: `schauplatz-mark${said.selected ? " schauplatz-selected" : ""}`,
      iconSize: null,
      px: said.px,
      html:
        schauplatz.shape(said.signs[0][0], said.px, {
          look: said.signs[0][1],
          name: spoken(said.tip),
        }) + satellites(said.signs),
    });
    // Larger marks lie below smaller ones.
    const marker = L.marker(latlng, { icon, zIndexOffset: Math.round((40 - said.px) * 1000) });
    return wire(marker, said.tip, said.px / 2);
  };

  schauplatz.makeChip = function (said, latlng) {
    const parts = said.tallies.map(
      ([kind, look, incidents]) => `${schauplatz.shape(kind, 10, { look })}<b>${incidents}</b>`,
    );
    const sum = said.tallies.reduce((total, [, , incidents]) => total + incidents, 0);
    const icon = L.divIcon({
      className: `schauplatz-chip${said.selected ? " schauplatz-selected" : ""}`,
      iconSize: null,
      html:
        `<span class="schauplatz-chip-full" role="img" aria-label="${spoken(said.tip)}">` +
        `${parts.join("")}</span><span class="schauplatz-chip-sum" aria-hidden="true">` +
        `${schauplatz.shape(said.tallies[0][0], 10, { look: said.tallies[0][1] })}<b>${sum}</b></span>`,
    });
    const chip = wire(L.marker(latlng, { icon, zIndexOffset: 50000 }), said.tip, 8);
    chip.home = latlng;
    return chip;
  };

  // A chip is as wide as what it says, so it can only be centred once it stands in the page.
  schauplatz.centreChips = function (chips) {
    for (const chip of chips) {
      const element = chip.getElement();
      if (!element) continue;
      element.style.marginLeft = `${-element.offsetWidth / 2}px`;
      element.style.marginTop = `${-element.offsetHeight / 2}px`;
    }
  };

  function metresPerPixel(map, lat) {
    return (L.CRS.Earth.R * 2 * Math.PI * Math.cos((lat * Math.PI) / 180)) / (256 * 2 ** map.getZoom());
  }

  // A chip stands at the middle of its country; where that is out of the frame, in the roomiest part seen.
  schauplatz.placeChips = function (map, room) {
    const board = new schauplatz.Board(map);
    board.blockControls();
    const spots = new Map(room.map((country) => [country.code, country.spots]));
    const marked = new schauplatz.Board(map);
    marked.blockControls();
    marked.blockMarks();
    for (const chip of schauplatz.chips) {
      const said = chip.feature.properties;
      const element = chip.getElement();
      const [w, h] = [element.offsetWidth + 8, element.offsetHeight * 2 + 8];
      const around = (p) => schauplatz.boxAt(p.x - w / 2, p.y - h / 2, w, h);
      const isSeen = board.isFree(around(map.latLngToContainerPoint(chip.home)));
      const spot = isSeen ? null : (spots.get(said.country) || []).find((p) => marked.isFree(around(p)));
      chip.setLatLng(spot ? map.containerPointToLatLng(spot) : chip.home);
    }
  };

  // Dashed rings: how far off a place may be that is known only roughly; never hidden by the mark.
  schauplatz.drawRings = function (map, marks, colours) {
    const layer = L.layerGroup();
    const renderer = L.svg({ pane: "sp-rings", padding: 0.3 });
    for (const mark of marks) {
      const said = mark.feature.properties;
      if (!said.radiusKm || !(said.ring || said.selected)) continue;
      const colour = schauplatz.colourOf(said.signs[0]);
      const around = (said.px * schauplatz.scale()) / 2 + RING_GAP;
      L.circle(mark.getLatLng(), {
        interactive: false, pane: "sp-rings", renderer,
        radius: Math.max(said.radiusKm * 1000, around * metresPerPixel(map, mark.getLatLng().lat)),
        className: "schauplatz-ring", color: colour, weight: 1.2, dashArray: "2 4",
        fillColor: colour, fillOpacity: 0.07,
      }).addTo(layer);
    }
    return layer.addTo(map);
  };
})(window.schauplatz);
