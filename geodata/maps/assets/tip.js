// What the pointer or the keyboard is told about a place: one tooltip for the whole map.
"use strict";

(function (schauplatz) {
  const NAMED = 3; // so many of the places under a mark are named
  let tip = null;

  function under({ members = [], more }) {
    const names = members.slice(0, NAMED).map((member) => `<bdi>${member.label}</bdi>`);
    const rest = more > names.length ? (names.length ? ", …" : "") : "";
    return `+${more}${names.length ? ": " : ""}${names.join(", ")}${rest}`;
  }

  // As HTML; everything in it came escaped from Python.
  schauplatz.tipOf = function (place) {
    const first = `<bdi>${place.label}</bdi>: ${place.told}`;
    return place.more ? `${first}<br>${under(place)}` : first;
  };

  // "Proteste (angekündigt)": what shape and colour say to the eye.
  function kindOf([kind, look]) {
    const { words } = schauplatz.settings;
    return look === "filled" ? words[kind] : `${words[kind]} (${words[look]})`;
  }

  // What a screen reader says of a mark or a chip: its own kinds, not those of the marks under it.
  schauplatz.spoken = function (place) {
    const kinds = (place.head || place).signs.map(kindOf).join(", ");
    const rough = place.rough ? `, ${schauplatz.settings.words.rough}` : "";
    const more = place.more ? `; ${under(place)}` : "";
    const said = `${place.label}: ${place.told}${kinds ? `, ${kinds}` : ""}${rough}${more}`;
    return schauplatz.plain(said.replace(/<[^>]*>/g, ""));
  };

  schauplatz.showTip = function (latlng, html, above) {
    schauplatz.hideTip();
    tip = L.tooltip({ direction: "top", offset: [0, -above], className: "schauplatz-tip" })
      .setLatLng(latlng)
      .setContent(html);
    schauplatz.map.openTooltip(tip);
  };

  schauplatz.hideTip = function () {
    if (tip) schauplatz.map.closeTooltip(tip);
    tip = null;
  };
})(window.schauplatz);
