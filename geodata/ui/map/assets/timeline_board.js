// Draws the bars, the axis and the chosen days. Bars are columns of equal width, so that where
// a pointer is says which bar it means.

const MOST_LABELS = 10;
const LABEL_PX = { day: 58, week: 78, month: 66, year: 44 };
// Bars from this width on stand apart.
const WIDE_PX = 14;

const element = (tag, className, parent, attributes = {}) => {
  const made = document.createElement(tag);
  made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  parent?.append(made);
  return made;
};

class Board {
  constructor(root) {
    this.root = root;
    this.plot = element("div", "plot", root);
    this.lines = element("div", "lines", this.plot);
    this.chosen = element("div", "chosen", this.plot);
    this.columns = element("div", "bars", this.plot);
    this.grip = element("div", "grip", this.chosen);
    this.edges = ["from", "to"].map((name) =>
      element("div", `edge ${name}`, this.plot, { role: "slider", tabindex: "0" }),
    );
    this.labels = element("div", "labels", root, { "aria-hidden": "true" });
    new ResizeObserver(() => this.data && this.drawLabels()).observe(this.plot);
  }

  draw(data, words) {
    this.data = data;
    this.words = words;
    this.bars = data.edges.length - 1;
    this.drawLines();
    this.drawBars();
    this.drawLabels();
  }

  drawLines() {
    this.lines.replaceChildren();
    for (const share of [0, 50, 100]) {
      const line = element("i", "", this.lines);
      line.style.bottom = `${share}%`;
      element("b", "", line).textContent = grouped(Math.round((this.data.top * share) / 100));
    }
  }

  drawBars() {
    const { kinds, top } = this.data;
    const columns = Array.from({ length: this.bars }, (_, bar) => {
      const column = document.createElement("div");
      for (const kind of kinds) {
        if (!kind.counts[bar]) continue;
        const part = element("u", "", column);
        part.style.height = `${(100 * kind.counts[bar]) / top}%`;
        part.style.background = `var(--sp-${kind.kind})`;
      }
      return column;
    });
    this.columns.replaceChildren(...columns);
  }

  drawLabels() {
    const width = this.plot.clientWidth || 600;
    this.columns.classList.toggle("wide", width / this.bars > WIDE_PX);
    const labelled = LABEL_PX[this.data.unit];
    const most = Math.max(2, Math.min(MOST_LABELS, Math.floor(width / labelled)));
    const every = Math.ceil(this.bars / most);
    // Half of the label must not reach over the left edge where bars are narrow.
    const start = Math.max(0, Math.ceil((labelled / 2 - 8) / (width / this.bars) - 0.5));
    this.labels.replaceChildren();
    for (let bar = start; bar < this.bars; bar += every) {
      const label = element("span", "", this.labels);
      label.textContent = this.words.label(bar);
      label.style.left = `${(100 * (bar + 0.5)) / this.bars}%`;
    }
  }

  /** Show which bars are chosen: null for all, an empty list where the days lie outside. */
  mark(choice) {
    const [first, last] = choice ?? [0, this.bars - 1];
    [...this.columns.children].forEach((column, bar) => {
      column.classList.toggle("pale", choice !== null && !(bar >= first && bar <= last));
    });
    this.plot.classList.toggle("narrowed", choice !== null && choice.length > 0);
    const from = (100 * (first ?? 0)) / this.bars;
    const to = (100 * ((last ?? this.bars - 1) + 1)) / this.bars;
    this.chosen.style.left = this.edges[0].style.left = `${from}%`;
    this.chosen.style.right = `${100 - to}%`;
    this.edges[1].style.left = `${to}%`;
    this.edges.forEach((edge, at) => this.say(edge, at, at ? last : first));
  }

  say(edge, at, bar = at ? this.bars - 1 : 0) {
    edge.setAttribute("aria-label", at ? this.data.words.last : this.data.words.first);
    edge.setAttribute("aria-valuemin", "0");
    edge.setAttribute("aria-valuemax", String(this.bars - 1));
    edge.setAttribute("aria-valuenow", String(bar));
    const sums = this.words.spoken([bar, bar]);
    edge.setAttribute("aria-valuetext", `${this.words.edge(bar, at === 1)} (${sums})`);
    edge.setAttribute("aria-description", this.data.words.keys);
  }

  /** The bar under a pointer; the first or last one beside the plot. */
  barAt(event) {
    const box = this.columns.getBoundingClientRect();
    const bar = Math.floor(((event.clientX - box.left) / box.width) * this.bars);
    return Math.min(this.bars - 1, Math.max(0, bar));
  }
}
