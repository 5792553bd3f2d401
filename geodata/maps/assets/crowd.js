// Marks so near to each other that one would hide the other are one, whose name says how many more.
"use strict";

(function (schauplatz) {
  const NEAR = 0.62; // of the sum of the radii
  const CELL = 24; // pixels; no two marks merge that are farther from each other
  const ROWS = 2 ** 24; // more than there are cells at any zoom

  // The larger first; of two alike what happened before what only stands there.
  function inOrder(marks) {
    const stands = (mark) => Number(mark.signs[0][0] === "presence");
    return [...marks].sort(
      (a, b) =>
        b.px - a.px || stands(a) - stands(b) || b.sources - a.sources || (a.id < b.id ? -1 : 1),
    );
  }

  // Order and points in pixels of zoom 0, made once for a content.
  schauplatz.prepareCrowd = (map, marks) =>
    inOrder(marks).map((mark) => ({ mark, point: map.project(mark.latlng, 0) }));

  function nearest(cells, column, row, point, radius) {
    let [found, least] = [null, Infinity];
    for (let x = column - 1; x <= column + 1; x += 1)
      for (let y = row - 1; y <= row + 1; y += 1)
        for (const group of cells.get(x * ROWS + y) || []) {
          const apart = Math.hypot(group.point.x - point.x, group.point.y - point.y);
          if (apart < NEAR * (group.radius + radius) && apart < least) [found, least] = [group, apart];
        }
    return found;
  }

  // Its kinds, then those of the marks under it.
  function signsOf({ head, members }) {
    const signs = [...head.signs];
    const kinds = new Set(signs.map(([kind]) => kind));
    for (const member of members)
      for (const sign of member.signs)
        if (!kinds.has(sign[0])) {
          kinds.add(sign[0]);
          signs.push(sign);
        }
    return signs;
  }

  function makeGroup({ mark: head, members, home }, isSelected) {
    const more = members.reduce((sum, member) => sum + 1 + member.others, head.others);
    return {
      ...head, head, members, more,
      rivals: home ? [home.mark, ...home.members] : members, // what a second click takes apart
      signs: members.length ? signsOf({ head, members }) : head.signs,
      selected: isSelected,
    };
  }

  // Return what is drawn at a zoom: each with the marks under it. What is selected is never hidden.
  schauplatz.crowd = function (prepared, { zoom, scale, selectedId }) {
    const factor = 2 ** zoom;
    const cells = new Map();
    const groups = [];
    for (const { mark, point: at } of prepared) {
      const point = { x: at.x * factor, y: at.y * factor };
      const radius = (mark.px * scale) / 2;
      const [column, row] = [Math.floor(point.x / CELL), Math.floor(point.y / CELL)];
      const home = nearest(cells, column, row, point, radius);
      if (home && mark.id !== selectedId) {
        home.members.push(mark);
        continue;
      }
      const group = { mark, members: [], home, point, radius };
      groups.push(group);
      if (home) continue; // selected, but not the largest here: it hides nothing
      const cell = column * ROWS + row;
      if (cells.has(cell)) cells.get(cell).push(group);
      else cells.set(cell, [group]);
    }
    return groups.map((group) => makeGroup(group, group.mark.id === selectedId));
  };

  // From which zoom on the nearest of the marks under it stands alone; Infinity for the same point.
  schauplatz.zoomApart = function (map, { head, rivals }) {
    const at = map.project(head.latlng, 0);
    const zooms = rivals.map((rival) => {
      const apart = map.project(rival.latlng, 0).distanceTo(at);
      return Math.log2((NEAR * (head.px + rival.px)) / 2 / apart);
    });
    return Math.ceil(Math.min(...zooms) * 4 + 0.4) / 4;
  };
})(window.schauplatz);
