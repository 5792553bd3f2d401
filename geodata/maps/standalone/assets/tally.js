// Marks, countries and arrows of the incidents that the reader keeps, counted as Python counts them
// for the app (content.py, flows.py); rows as content.js reads them.
"use strict";

(function (standalone) {
  const COUNTRY = 6; // where_prec: only the country is known
  const OUTLINE = 1; // position in the looks
  const GREY = 2; // looks from here on are grey
  const NONE = -1;

  function grouped(rows, keyOf) {
    const groups = new Map();
    for (const row of rows) {
      const key = keyOf(row);
      if (key === NONE) continue;
      if (groups.has(key)) groups.get(key).push(row);
      else groups.set(key, [row]);
    }
    return groups;
  }

  function sourcesOf({ articles }, rows) {
    const found = new Set();
    for (const row of rows) for (const article of articles[row]) found.add(article);
    return found.size;
  }

  // Kinds with their look and number, in the order of a mark: what is of now, then by sources. A place
  // has a kind once, in its most certain look; a country once for each look.
  function talliesOf(scene, rows, isPointed) {
    const kinds = [...grouped(rows, (row) => scene.kind[row])].map(([kind, own]) => {
      const looks = [...grouped(own, (row) => scene.look[row])].sort((a, b) => a[0] - b[0]);
      return { kind, looks, count: own.length, sources: sourcesOf(scene, own) };
    });
    const isGrey = ({ looks }) => Number(looks[0][0] >= GREY);
    kinds.sort((a, b) => isGrey(a) - isGrey(b) || b.sources - a.sources || a.kind - b.kind);
    return kinds.flatMap(({ kind, looks, count }) =>
      isPointed ? [[kind, looks[0][0], count]] : looks.map(([look, own]) => [kind, look, own.length]),
    );
  }

  class Texts {
    constructor() {
      this.kept = [];
      this.places = new Map();
    }

    number(text) {
      if (!this.places.has(text)) {
        this.places.set(text, this.kept.length);
        this.kept.push(standalone.escaped(text));
      }
      return this.places.get(text);
    }
  }

  const leastOf = (values) => values.reduce((least, one) => (one < least ? one : least));

  function placeRow(scene, [place, all], said) {
    const pointed = all.filter((row) => scene.prec[row] < COUNTRY);
    const isPointed = pointed.length > 0;
    const rows = isPointed ? pointed : all;
    const tallies = talliesOf(scene, rows, isPointed);
    const [id, label, lat, lon, country] = scene.places[place];
    const sources = sourcesOf(scene, rows);
    const signs = tallies.map(([kind, look]) => `${kind}${look}`).join("");
    const head = [id, label, lat, lon, signs, said.events(rows.length), said.sources(sources), sources];
    if (!isPointed) return { area: [...head, country, tallies.map(([, , count]) => count)] };
    const radii = rows.map((row) => scene.radius[row]).filter((km) => km !== null);
    const radius = radii.length ? leastOf(radii) : null;
    return { sources, mark: [...head, leastOf(rows.map((row) => scene.prec[row])), radius] };
  }

  // The least and the most that any source gives, never a sum.
  function troopsOf(scene, rows) {
    const told = rows.map((row) => scene.troops[row]).filter(Boolean);
    if (!told.length) return null;
    return [leastOf(told.map(([least]) => least)), -leastOf(told.map(([, most]) => -most))];
  }

  function wayRow(scene, [way, rows], said, words) {
    const [originId, origin, lat, lon] = scene.ways[way];
    const [id, label, lat2, lon2] = scene.places[scene.place[rows[0]]];
    const phase = rows.reduce((most, row) => Math.max(most, scene.phase[row]), NONE);
    const troops = troopsOf(scene, rows);
    const strength = troops && [...new Set(troops)].map(standalone.grouped).join("\u2013");
    const sources = sourcesOf(scene, rows);
    const tip = [
      phase === NONE ? "" : words.phases[phase],
      strength || "",
      `${standalone.counted(words.events, rows.length)}, ${standalone.counted(words.sources, sources)}`,
    ];
    const planned = rows.every((row) => scene.look[row] === OUTLINE);
    return {
      sources, key: `${originId} ${id}`,
      row: [
        said.escaped(origin), lat, lon, said.escaped(label), id, lat2, lon2,
        said.text(tip.filter(Boolean).join(" · ")), Number(planned),
        troops && troops[1], troops && said.text(strength), originId,
      ],
    };
  }

  // What the map shows of these rows of the scene.
  standalone.tally = function (scene, kept, { words, limits }) {
    const texts = new Texts();
    const said = {
      text: (text) => texts.number(text),
      events: (count) => texts.number(standalone.counted(words.events, count)),
      sources: (count) => texts.number(standalone.counted(words.sources, count)),
      // Names of places come escaped.
      escaped: (html) => texts.kept.push(html) - 1,
    };
    const places = [...grouped(kept, (row) => scene.place[row])].sort((a, b) => a[0] - b[0]);
    const told = places.map((group) => placeRow(scene, group, said));
    const ways = [...grouped(kept, (row) => scene.way[row])]
      .map((group) => wayRow(scene, group, said, words))
      .sort((a, b) => b.sources - a.sources || (a.key < b.key ? -1 : 1));
    const most = told.reduce((found, { sources = 0 }) => Math.max(found, sources), 1);
    return {
      growth: Math.min(limits.growth, limits.widest / Math.sqrt(most)),
      marks: told.flatMap(({ mark }) => (mark ? [mark] : [])),
      areas: told.flatMap(({ area }) => (area ? [area] : [])),
      flows: ways.slice(0, limits.ways).map(({ row }) => row),
      flowsLeft: Math.max(0, ways.length - limits.ways),
      discs: [], rings: true, texts: texts.kept,
    };
  };
})(window.standalone);
