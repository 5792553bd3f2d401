// What Python sends, read: rows become places, countries, flows and discs with names for everything.
"use strict";

(function (schauplatz) {
  const REGIONS = [4, 5]; // where_prec of units and regions: the ring speaks, not the mark
  const SMALLEST_PX = 11; // of a mark
  const RINGS = [2, 5]; // where_prec from and to which a place is known only roughly

  // "3010" are the kinds 3 and 1, each in look 0.
  function signsOf(digits) {
    const { kinds, looks } = schauplatz.settings;
    return (digits.match(/../g) || []).map(([kind, look]) => [kinds[kind], looks[look]]);
  }

  // GeoNames' ids, which most are, come as their numbers.
  const readId = (id) => (typeof id === "number" ? `geonames:${id}` : id);

  function readPlace([id, label, lat, lon]) {
    return { id: readId(id), label, latlng: L.latLng(lat, lon) };
  }

  function readMark(row, { texts, growth }) {
    const [, , , , signs, events, told, sources, precision, radiusKm, others = 0] = row;
    const region = REGIONS.includes(precision);
    return {
      ...readPlace(row), signs: signsOf(signs), sources, radiusKm, others, region,
      told: `${texts[events]}, ${texts[told]}`,
      px: SMALLEST_PX + (region ? 0 : growth * Math.sqrt(sources)),
      rough: precision >= RINGS[0] && precision <= RINGS[1],
    };
  }

  function readArea(row, texts) {
    const [, , , , signs, events, told, sources, country, incidents] = row;
    return {
      ...readPlace(row), signs: signsOf(signs), sources, country, incidents,
      told: `${texts[events]}, ${texts[told]}`,
    };
  }

  function readFlow(row, texts) {
    const [from, lat1, lon1, to, destination, lat2, lon2, said, planned, troops, strength, id] = row;
    return {
      // The base map names countries itself.
      origin: readId(id).startsWith("iso3166:") ? null : texts[from],
      destination: readId(destination), planned: Boolean(planned), troops,
      start: L.latLng(lat1, lon1),
      end: L.latLng(lat2, lon2),
      strength: strength === null ? null : texts[strength],
      tip: `${texts[from]} → ${texts[to]} · ${texts[said]}`,
    };
  }

  // A place that has a mark is named by the mark's position.
  function readDisc(row, texts, marks) {
    const [told, mentions, others] = row.slice(-3);
    const { id, label, latlng } = row.length === 4 ? marks[row[0]] : readPlace(row);
    return { id, label, latlng, told: texts[told], mentions, others };
  }

  schauplatz.readContent = function (data) {
    const { texts } = data;
    const marks = data.marks.map((row) => readMark(row, data));
    return {
      marks,
      areas: data.areas.map((row) => readArea(row, texts)),
      flows: data.flows.map((row) => readFlow(row, texts)),
      flowsLeft: data.flowsLeft,
      discs: data.discs.map((row) => readDisc(row, texts, marks)),
      rings: data.rings,
    };
  };
})(window.schauplatz);
