// The list of incidents: so many at a time, as Python wrote them.
"use strict";

(function (standalone) {
  const AT_ONCE = 50;
  const PRINTED = 1000; // a report longer than that is no report
  const CITATION = /<cite>(\d+)<\/cite>/g;

  class List {
    constructor({ items, cites, scene }, { words, onShow }) {
      Object.assign(this, { items, cites, scene, words, onShow });
      this.list = standalone.element("list");
      this.more = standalone.element("more");
      this.more.addEventListener("click", () => this.grow(AT_ONCE, { focus: true }));
      this.list.addEventListener("click", (event) => this.clicked(event));
      this.texts = null;
    }

    html(number) {
      return this.items[number].replace(CITATION, (_, cite) => this.cites[Number(cite)]);
    }

    show(numbers) {
      this.numbers = numbers;
      this.shown = 0;
      this.list.replaceChildren();
      this.grow(AT_ONCE);
    }

    grow(count, { focus = false } = {}) {
      const next = this.numbers.slice(this.shown, this.shown + count);
      this.list.insertAdjacentHTML("beforeend", next.map((number) => this.html(number)).join(""));
      const added = [...this.list.children].slice(this.shown);
      added.forEach((card, i) => this.wire(card, next[i]));
      this.shown += next.length;
      const left = this.numbers.length - this.shown;
      this.more.hidden = !left;
      this.more.textContent = `${this.words.more} (${standalone.grouped(left)})`;
      if (focus && added.length) {
        added[0].tabIndex = -1;
        added[0].focus();
      }
    }

    // What can be shown on the map has a button that does it; a click on the card does the same.
    wire(card, number) {
      card.dataset.number = String(number);
      if (this.scene.place[number] < 0) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "show";
      button.textContent = this.words.show_place;
      const name = card.querySelector("h3").textContent;
      button.setAttribute("aria-label", `${this.words.show_place}: ${name}`);
      card.querySelector(".foot").append(button);
      card.classList.add("placed");
    }

    clicked(event) {
      const card = event.target.closest(".placed");
      const isOther = event.target.closest("a, summary");
      const isReading = String(window.getSelection()).length > 0;
      const isButton = event.target.closest(".show");
      if (card && !isOther && (isButton || !isReading)) this.onShow(Number(card.dataset.number));
    }

    // Which of the cards is of the place on the map.
    mark(place) {
      for (const card of this.list.children) {
        const isHere = place !== null && this.scene.place[Number(card.dataset.number)] === place;
        card.classList.toggle("here", isHere);
      }
    }

    // The words of an item, for the search; made when the reader first searches.
    textOf(number) {
      this.texts ??= [];
      this.texts[number] ??= standalone.folded(
        this.html(number).replace(/<[^>]*>/g, " ").replace(/\s+/g, " "),
      );
      return this.texts[number];
    }

    // On paper everything is open, and more of it is there; returns how many are on it.
    unfold() {
      this.before = this.shown;
      if (this.shown < PRINTED) this.grow(PRINTED - this.shown);
      this.opened = [...this.list.querySelectorAll("details:not([open])")];
      for (const one of this.opened) one.open = true;
      return this.shown;
    }

    fold() {
      for (const one of this.opened || []) one.open = false;
      while (this.list.children.length > this.before) this.list.lastChild.remove();
      this.shown = this.before;
      this.grow(0);
    }
  }

  // Case and accents make no difference.
  standalone.folded = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ё/g, "е");

  standalone.List = List;
})(window.standalone);
