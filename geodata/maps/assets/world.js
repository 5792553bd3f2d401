// The base map: land, borders, water, disputed areas, and the shading of countries.
"use strict";

window.schauplatz = window.schauplatz || {};

(function (schauplatz) {

  // TopoJSON to rings of [lat, lon]; a ring that crosses 180 degrees was shifted by the build script.
  function decode(topology) {
    const [stepX, stepY] = topology.transform.scale;
    const [left, bottom] = topology.transform.translate;
    const arcs = topology.arcs.map((arc) => {
      let x = 0;
      let y = 0;
      return arc.map(([dx, dy]) => {
        x += dx;
        y += dy;
        return [y * stepY + bottom, x * stepX + left];
      });
    });
    const ring = (numbers) => {
      const points = [];
      for (const number of numbers) {
        const arc = number < 0 ? arcs[~number].slice().reverse() : arcs[number];
        for (let i = points.length ? 1 : 0; i < arc.length; i += 1) points.push(arc[i]);
      }
      return points;
    };
    const shapes = (name) =>
      topology.objects[name].geometries.map((g) => ({
        id: g.id,
        polygons: g.arcs.map((rings) => rings.map(ring)),
      }));
    return {
      countries: shapes("countries"),
      disputed: shapes("disputed"),
      partly: partlyDisputed(topology),
      lakes: shapes("lakes")[0].polygons,
      rivers: topology.objects.rivers.geometries[0].arcs.map(ring),
      borders: borderArcs(topology).map((number) => arcs[number]),
    };
  }

  // The ids of disputed areas that are a part of a country: no country writes its name across them.
  function partlyDisputed(topology) {
    const { countries, disputed } = topology.objects;
    const whole = new Set(countries.geometries.map((country) => JSON.stringify(country.arcs)));
    return new Set(
      disputed.geometries.filter((g) => !whole.has(JSON.stringify(g.arcs))).map((g) => g.id),
    );
  }

  // Every line of a country once, though two countries share it.
  function borderArcs(topology) {
    const found = new Set();
    for (const geometry of topology.objects.countries.geometries)
      for (const number of geometry.arcs.flat(2)) found.add(number < 0 ? ~number : number);
    return [...found];
  }

  function makePanes(map) {
    const panes = [
      ["sp-land", 200],
      ["sp-tiles", 203],
      ["sp-borders", 205],
      ["sp-shade", 210],
      ["sp-water", 220],
      ["sp-hatch", 240],
      ["sp-discs", 390],
      ["sp-rings", 400],
      ["sp-flows", 450],
      ["sp-labels", 560],
    ];
    for (const [name, z] of panes) {
      const pane = map.createPane(name);
      pane.style.zIndex = String(z);
      pane.style.pointerEvents = name === "sp-discs" ? "auto" : "none";
    }
    schauplatz.discRenderer = L.canvas({ pane: "sp-discs", padding: 0.3 });
    schauplatz.ringRenderer = L.svg({ pane: "sp-rings", padding: 0.3 });
    schauplatz.shadeRenderer = L.svg({ pane: "sp-shade", padding: 0.3 });
  }

  // Defined once for the page; Leaflet writes `fill="url(#...)"` as it is given.
  function addHatch(map) {
    const holder = document.createElement("div");
    holder.innerHTML =
      '<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>' +
      '<pattern id="sp-hatch" width="6" height="6" patternUnits="userSpaceOnUse" ' +
      'patternTransform="rotate(45)"><path d="M3 0V6" ' +
      'style="stroke:var(--sp-hatch)" stroke-width="1"/></pattern></defs></svg>';
    map.getContainer().appendChild(holder.firstChild);
  }

  // The outlines as `trace` wants them, made once.
  function flatten(world) {
    const line = schauplatz.flatLine;
    const shapes = (found) =>
      found.map(({ id, polygons }) => ({ code: id, rings: polygons.map(([outer]) => line(outer)) }));
    return {
      countries: shapes(world.countries),
      partly: shapes(world.disputed.filter((area) => world.partly.has(area.id))),
      land: world.countries.flatMap(({ polygons }) => polygons.flat().map(line)),
      lakes: world.lakes.flat().map(line),
      rivers: world.rivers.map(line),
      borders: world.borders.map(line),
    };
  }

  function drawWorld(map, world, colours) {
    const { flat } = world;
    const path = (brush, lines, view) => {
      brush.beginPath();
      for (const line of lines) schauplatz.trace(brush, line, view);
    };
    const stroke = (brush, colour, width) =>
      Object.assign(brush, { strokeStyle: colour, lineWidth: width, lineJoin: "round" }).stroke();
    const fill = (brush, colour) => Object.assign(brush, { fillStyle: colour }).fill("evenodd");
    new schauplatz.Ground("sp-land", (brush, view) => {
      path(brush, flat.land, view);
      fill(brush, colours.land);
    }).addTo(map);
    new schauplatz.Ground("sp-borders", (brush, view) => {
      path(brush, flat.borders, view);
      stroke(brush, colours.borders, 0.9);
    }).addTo(map);
    new schauplatz.Ground("sp-water", (brush, view) => {
      path(brush, flat.rivers, view);
      stroke(brush, colours.rivers, 1);
      path(brush, flat.lakes, view);
      fill(brush, colours.sea);
      stroke(brush, colours.rivers, 0.8);
    }).addTo(map);
    world.hatched = L.polygon(world.disputed.flatMap((area) => area.polygons), {
      interactive: false, pane: "sp-hatch", renderer: L.svg({ pane: "sp-hatch", padding: 0.3 }),
      className: "schauplatz-disputed", color: colours.hatch, weight: 1, dashArray: "4 3",
      fillColor: "url(#sp-hatch)", fillOpacity: 1,
    }).addTo(map);
  }

  // A file by its address; a page that stands alone has the data at hand.
  schauplatz.fetched = function (source) {
    if (typeof source !== "string") return Promise.resolve(source);
    return fetch(source).then((answer) => {
      if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
      return answer.json();
    });
  };

  schauplatz.makeGround = function (map, settings) {
    makePanes(map);
    addHatch(map);
  };

  // Read the geometry once; the promise is kept for everything that needs it.
  schauplatz.loadWorld = function (map, settings) {
    return schauplatz.fetched(settings.world).then((topology) => {
      const world = decode(topology);
      world.flat = flatten(world);
      drawWorld(map, world, settings.colours);
      world.byCode = new Map(world.countries.map((country) => [country.id, country]));
      return world;
    });
  };

  const FEW = 30; // more shaded countries are drawn by one canvas, which is faster, and paler
  const shades = new Map(); // country and colour -> its shading, kept while it stays the same
  let [pale, painted] = [null, []];

  function paintPale(brush, view) {
    for (const { rings, colour } of painted) {
      brush.beginPath();
      for (const ring of rings) schauplatz.trace(brush, ring, view);
      Object.assign(brush, { fillStyle: colour, strokeStyle: colour, lineWidth: 1.2 });
      brush.globalAlpha = 0.07;
      brush.fill("evenodd");
      brush.globalAlpha = 0.4;
      brush.stroke();
    }
  }

  // Shade the countries of which only the name is told, each in the colour of its main kind.
  schauplatz.shadeCountries = function (map, world, areas) {
    const told = areas.filter(({ country }) => world.byCode.has(country));
    const isMany = told.length > FEW;
    const ringsOf = new Map(world.flat.countries.map(({ code, rings }) => [code, rings]));
    painted = (isMany ? told : []).map(({ country, signs }) => ({
      rings: ringsOf.get(country), colour: schauplatz.colourOf(signs[0]),
    }));
    if (!pale) pale = new schauplatz.Ground("sp-shade", paintPale).addTo(map);
    else pale.repaint();
    const wanted = new Map(
      (isMany ? [] : told).map((area) => [`${area.country} ${schauplatz.colourOf(area.signs[0])}`, area]),
    );
    for (const [key, layer] of shades)
      if (!wanted.has(key)) {
        layer.remove();
        shades.delete(key);
      }
    for (const [key, { country, signs }] of wanted) {
      if (shades.has(key)) continue;
      const colour = schauplatz.colourOf(signs[0]);
      const layer = L.polygon(world.byCode.get(country).polygons, {
        interactive: false, pane: "sp-shade", renderer: schauplatz.shadeRenderer, smoothFactor: 0.6,
        className: `schauplatz-area schauplatz-area-${country}`,
        color: colour, weight: 1.4, opacity: 0.55, fillColor: colour, fillOpacity: 0.13,
      });
      shades.set(key, layer.addTo(map));
    }
  };
})(window.schauplatz);
