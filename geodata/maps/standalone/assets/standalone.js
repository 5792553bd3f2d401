// The page: unpack what it carries, draw the map, and keep map and list to the same incidents.
"use strict";

(function (standalone, schauplatz) {
  const { element } = standalone;
  const NARROW = "(max-width: 1099px)";

  class Page {
    constructor(settings, content) {
      Object.assign(this, { settings, content, words: settings.words });
      this.place = null; // position of the chosen place; its incidents are the list
      this.digest = 0;
      this.list = new standalone.List(content, {
        words: settings.words, onShow: (row) => this.showOnMap(row),
      });
      this.choices = new standalone.Choices(content, {
        kinds: settings.map.kinds, list: this.list, onChange: () => this.refresh(),
      });
      this.ids = new Map(
        content.scene.places.map(([id], place) => [id === undefined ? id : schauplatz.plain(id), place]),
      );
    }

    start(world) {
      const { map: drawing, view } = this.settings;
      const map = L.map("map", {
        center: view.start, zoom: view.zoom, minZoom: view.farthest, maxZoom: view.nearest,
        zoomSnap: 0.25, zoomControl: false, attributionControl: false,
      });
      schauplatz.start(map, {
        ...drawing, ...world, isAlone: true, colours: { ...this.colours() },
        onChoose: (id) => this.choose(id),
      });
      this.refresh();
      this.wire();
    }

    colours() {
      const isDark = window.matchMedia("screen and (prefers-color-scheme: dark)").matches;
      return this.settings.palettes[isDark ? "dark" : "light"];
    }

    wire() {
      element("close").addEventListener("click", () => this.leave());
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.place !== null) this.leave();
      });
      window
        .matchMedia("(prefers-color-scheme: dark)")
        .addEventListener("change", () => schauplatz.recolour(this.colours()));
      window.addEventListener("beforeprint", () => this.print());
      window.addEventListener("afterprint", () => this.printed());
    }

    // Filters changed: map, days and list say the same.
    refresh() {
      this.kept = this.choices.kept();
      this.digest += 1;
      const data = standalone.tally(this.content.scene, this.kept, this.settings);
      schauplatz.show(data, { digest: this.digest, selected: this.idOf(this.place) });
      const { kinds } = this.settings.map;
      standalone.drawTimeline(element("days"), this.content.scene, this.kept, kinds);
      this.write();
    }

    idOf(place) {
      return place === null ? null : this.content.scene.places[place][0];
    }

    // The heading and the list below it.
    write() {
      const { scene } = this.content;
      const { words, place } = this;
      const rows = place === null ? this.kept : this.kept.filter((row) => scene.place[row] === place);
      const all = scene.kind.length;
      const said = standalone.counted(words.events, rows.length);
      element("list-title").innerHTML =
        place === null ? standalone.escaped(words.in_order) : `<bdi>${scene.places[place][1]}</bdi>`;
      element("close").hidden = place === null;
      const some = words.some.replace("{n}", standalone.grouped(rows.length))
        .replace("{all}", standalone.counted(words.events, all));
      element("count").textContent = rows.length ? (rows.length < all ? some : said) : words.none_found;
      element("jump").hidden = place === null;
      element("jump").textContent =
        place === null ? "" : `${schauplatz.plain(scene.places[place][1])} · ${said} ↓`;
      element("reading").classList.toggle("at-place", place !== null);
      this.list.show(rows);
    }

    // A mark was clicked, or Enter pressed on it; no id: nothing is selected any more.
    choose(id) {
      const place = this.ids.get(id);
      if (place === undefined) {
        if (this.place !== null) this.leave();
        return;
      }
      this.place = place;
      this.write();
      const isByKey = element("map").querySelector(":focus-visible");
      if (isByKey) element("list-title").focus({ preventScroll: !window.matchMedia(NARROW).matches });
      else if (!window.matchMedia(NARROW).matches && element("reading").getBoundingClientRect().top < 0)
        window.scrollTo({ top: element("main").offsetTop - 12 }); // to where the new list begins
    }

    leave() {
      const wasInList = element("reading").contains(document.activeElement);
      this.place = null;
      this.select(null);
      this.write();
      const mark = element("map").querySelector('[tabindex="0"]');
      if (wasInList && mark) mark.focus({ preventScroll: true });
    }

    select(id) {
      schauplatz.show(null, { digest: this.digest, selected: id });
    }

    // A card was clicked: its place gets the ring, the list stays.
    showOnMap(row) {
      const place = this.content.scene.place[row];
      this.select(this.idOf(place));
      this.list.mark(place);
      if (window.matchMedia(NARROW).matches) element("stage").scrollIntoView({ block: "start" });
    }

    // The map as wide as the paper, light, with everything that is kept in it.
    print() {
      document.documentElement.classList.add("printing");
      schauplatz.recolour(this.settings.palettes.light);
      schauplatz.view.resize();
      schauplatz.write();
      this.settle();
      const count = this.list.unfold();
      const { words } = this;
      element("printed").textContent =
        count < this.list.numbers.length
          ? words.printed.replace("{n}", standalone.grouped(count))
            .replace("{all}", standalone.grouped(this.list.numbers.length))
          : "";
    }

    // Chromium prints a canvas that was just drawn stroke by stroke, its erasing included, which wipes
    // out what lies below it; so pictures stand in for canvases.
    settle() {
      this.pictures = [...element("map").querySelectorAll("canvas")].map((canvas) => {
        const picture = new Image();
        picture.src = canvas.toDataURL();
        picture.alt = "";
        picture.className = "printed";
        picture.style.cssText = canvas.style.cssText;
        canvas.after(picture);
        return picture;
      });
    }

    printed() {
      document.documentElement.classList.remove("printing");
      for (const picture of this.pictures) picture.remove();
      this.list.fold();
      schauplatz.recolour(this.colours());
      schauplatz.view.resize();
    }
  }

  async function open() {
    const settings = standalone.read("settings");
    const [content, world] = await Promise.all([
      standalone.unpack("content"), standalone.unpack("world"),
    ]);
    document.documentElement.classList.add("alive");
    const page = new Page(settings, content);
    page.start(world);
  }

  open().catch((error) => {
    document.documentElement.classList.remove("alive");
    element("old").hidden = false;
    throw error;
  });
})(window.standalone, window.schauplatz);
