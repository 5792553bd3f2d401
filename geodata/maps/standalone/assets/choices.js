// What the reader chooses: kinds, days, words, a place. Everything that passes is kept, in order.
"use strict";

(function (standalone) {
  const DAY_MS = 86400000;
  const PAUSE_MS = 180; // of typing

  const dayOf = (text) => (text ? Math.floor(Date.parse(text) / DAY_MS) : null);
  const textOf = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

  class Choices {
    constructor({ scene }, { kinds, list, onChange }) {
      Object.assign(this, { scene, kinds, list, onChange });
      this.form = standalone.element("choices");
      this.buttons = [...this.form.querySelectorAll("[data-kind]")];
      this.fields = ["from", "to", "undated", "words"].map((name) => this.form.elements[name]);
      this.span = this.spanOfDays();
      this.wire();
    }

    spanOfDays() {
      const days = [...this.scene.from, ...this.scene.to].filter((day) => day !== null);
      if (!days.length) return null;
      return days.reduce(([a, b], day) => [Math.min(a, day), Math.max(b, day)], [days[0], days[0]]);
    }

    wire() {
      const [from, to, undated, words] = this.fields;
      if (this.span)
        for (const field of [from, to]) [field.min, field.max] = this.span.map(textOf);
      for (const button of this.buttons)
        button.addEventListener("click", () => {
          button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
          this.onChange();
        });
      for (const field of [from, to, undated]) field.addEventListener("change", this.onChange);
      let timer = null;
      words.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(this.onChange, PAUSE_MS);
      });
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("reset", () => {
        for (const button of this.buttons) button.setAttribute("aria-pressed", "true");
        setTimeout(this.onChange); // the fields are emptied after this event
      });
    }

    // Whether anything is left out.
    get isNarrow() {
      const [from, to, undated, words] = this.fields;
      const isOff = this.buttons.some((button) => button.getAttribute("aria-pressed") !== "true");
      return isOff || Boolean(from.value || to.value || words.value.trim()) || !undated.checked;
    }

    passes() {
      const { scene, list } = this;
      const [from, to, undated, words] = this.fields;
      const [first, last] = [dayOf(from.value), dayOf(to.value)];
      const wanted = standalone.escaped(words.value).split(/\s+/).filter(Boolean).map(standalone.folded);
      return (row) => {
        if (scene.from[row] === null) {
          if (!undated.checked) return false;
        } else if (first !== null && scene.to[row] < first) return false;
        else if (last !== null && scene.from[row] > last) return false;
        return wanted.every((word) => list.textOf(row).includes(word));
      };
    }

    // The rows that are kept; each kind says how many it has, whether it is on or not.
    kept() {
      const on = new Set(
        this.buttons
          .filter((button) => button.getAttribute("aria-pressed") === "true")
          .map((button) => this.kinds.indexOf(button.dataset.kind)),
      );
      const passes = this.passes();
      const rows = this.scene.kind.map((_, row) => row).filter(passes);
      const counts = this.kinds.map(() => 0);
      for (const row of rows) counts[this.scene.kind[row]] += 1;
      for (const button of this.buttons)
        button.querySelector(".count").textContent = standalone.grouped(
          counts[this.kinds.indexOf(button.dataset.kind)],
        );
      this.form.querySelector("[type=reset]").hidden = !this.isNarrow;
      return rows.filter((row) => on.has(this.scene.kind[row]));
    }
  }

  standalone.Choices = Choices;
})(window.standalone);
