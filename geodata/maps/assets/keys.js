// The map by keyboard: one stop for Tab; arrows lead from mark to mark and, where there is none, move
// the map; Enter opens a place (marks.js), Escape closes it.
"use strict";

(function (schauplatz) {
  const PAN_PX = 120;
  const ASIDE = 2; // a mark beside the way counts as so much farther
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  let stop = null; // what Tab comes to

  const pointOf = (place) => schauplatz.map.latLngToContainerPoint(place.marker.getLatLng());

  // Marks and chips that can be seen, the one that most is told of first.
  function reachable() {
    const frame = L.bounds([0, 0], schauplatz.map.getSize());
    return [...schauplatz.marks, ...schauplatz.chips.map((chip) => chip.place)]
      .filter((place) => frame.contains(pointOf(place)))
      .sort((a, b) => b.sources - a.sources || (a.id < b.id ? -1 : 1));
  }

  // The nearest within a quarter of the sky around the way.
  function nextOf(place, [x, y]) {
    const from = pointOf(place);
    let [found, least] = [null, Infinity];
    for (const other of reachable()) {
      const by = pointOf(other).subtract(from);
      const along = by.x * x + by.y * y;
      const aside = Math.abs(by.x * y - by.y * x);
      if (other.id === place.id || along < 1 || aside > along) continue;
      if (along + ASIDE * aside < least) [found, least] = [other, along + ASIDE * aside];
    }
    return found;
  }

  function moveStop(element) {
    if (stop) stop.tabIndex = -1;
    stop = element;
    stop.tabIndex = 0;
  }

  // After each drawing: the mark the reader was at, else the selected one, else the first; the map
  // itself where no mark is seen. Who was at a mark that was drawn anew stays there.
  schauplatz.keepStop = function () {
    const container = schauplatz.map.getContainer();
    const places = reachable();
    const kept = places.find(({ id }) => id === schauplatz.focusId);
    const place = kept || places.find(({ selected }) => selected) || places[0];
    const element = place ? place.marker.getElement() : container;
    container.tabIndex = -1;
    moveStop(element);
    const isLost = document.hasFocus() && document.activeElement === document.body;
    const isAway = document.activeElement === container && element !== container;
    if (schauplatz.focusId && (isLost || isAway)) element.focus({ preventScroll: true });
  };

  // Return whether the key meant anything to a mark.
  schauplatz.pressed = function (place, key) {
    const { map } = schauplatz;
    if (WAYS[key]) {
      const next = nextOf(place, WAYS[key]);
      if (next) next.marker.getElement().focus({ preventScroll: true });
      else map.panBy(WAYS[key].map((way) => way * PAN_PX), { animate: false });
    } else if (key === "+" || key === "-") {
      map.setZoom(map.getZoom() + (key === "+" ? 1 : -1), { animate: false });
    } else if (key === "Escape") {
      schauplatz.hideTip();
      schauplatz.close();
    } else if (key === "Enter" || key === " ") {
      place.marker.getElement().click();
    } else {
      return false;
    }
    return true;
  };

  // The reader is at a place: Tab comes back to it.
  schauplatz.arrive = function (place) {
    schauplatz.focusId = place.id;
    moveStop(place.marker.getElement());
  };

  // What a screen reader says of the map as a whole, in the page's own language.
  schauplatz.nameMap = function (map, { language, words, isAlone }) {
    const container = map.getContainer();
    const plain = schauplatz.plain;
    container.setAttribute("role", "application"); // arrows are ours, not the screen reader's
    container.setAttribute("aria-label", plain(words.map));
    container.setAttribute("aria-description", plain(words.keys));
    if (isAlone) return;
    document.documentElement.lang = language;
    document.title = plain(words.map);
    try {
      if (window.frameElement) window.frameElement.title = plain(words.map);
    } catch {
      // Another origin: its page names the frame.
    }
  };

  // Who asked for less motion gets none.
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches)
    L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, inertia: false });
})(window.schauplatz);
