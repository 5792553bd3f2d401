// The histogram above the map. Python sends what to show and is told what the reader chose; the
// choice itself lives there, and comes back with the next data.

const timelines = new WeakMap();

class Timeline {
  constructor(parent) {
    this.root = element("section", "timeline", parent, { tabindex: "-1" });
    this.head = element("div", "head", this.root);
    this.playButton = this.button("play", () => this.play.toggle());
    this.stopButton = this.button("stop", () => this.play.stop());
    this.clearButton = this.button("clear", () => this.commit(null));
    this.readout = element("div", "readout", this.head);
    this.closerButton = this.button("closer", () => this.trigger("closer", !this.data.closer));
    this.others = element("div", "rest", this.head);
    this.undatedButton = this.button("undated", () => this.trigger("undated", !this.data.with_undated));
    this.restText = element("span", "", this.others);
    this.others.prepend(this.undatedButton);
    this.live = element("div", "live", this.root, { role: "status" });
    this.board = new Board(this.root);
    this.choosing = new Choosing(this.board, this);
    this.play = new Play(this);
  }

  button(name, act) {
    const made = element("button", name, this.head, { type: "button" });
    made.addEventListener("click", act);
    return made;
  }

  get bars() {
    return this.data.edges.length - 1;
  }

  get range() {
    return this.data.range;
  }

  update(data, trigger) {
    this.data = data;
    this.trigger = trigger;
    this.words = new Words(data);
    this.choice = this.barsOf(data.range);
    this.root.setAttribute("aria-label", data.words.title);
    this.board.draw(data, this.words);
    this.play.told(data.range);
    if (this.choosing.pending === null) this.preview(this.choice);
    this.changed();
  }

  /** The bars that a range of days touches: null for all, an empty list for none. */
  barsOf([from, to]) {
    if (from === null && to === null) return null;
    const { edges } = this.data;
    let first = 0;
    while (from !== null && first < this.bars && edges[first + 1] <= from) first += 1;
    let last = this.bars - 1;
    while (to !== null && last >= 0 && edges[last] > to) last -= 1;
    return first <= last ? [first, last] : [];
  }

  isAll(choice) {
    return choice?.length > 0 && choice[0] === 0 && choice[1] === this.bars - 1;
  }

  sum(choice) {
    return this.words.sums(choice).reduce((all, kind) => all + kind.count, 0);
  }

  /** Show a choice without handing it over. */
  preview(choice) {
    this.board.mark(choice);
    this.rest();
    if (choice !== this.choice && choice?.length) this.read(choice);
  }

  hover(bar) {
    if (bar === null) this.rest();
    else this.read([bar, bar]);
  }

  /** Tell the chosen days; without any, what the bars are. */
  rest() {
    const { words } = this.data;
    this.readout.replaceChildren();
    if (this.choice?.length) {
      element("b", "", this.readout).textContent = this.words.range(this.choice, this.data.range);
      return;
    }
    this.readout.append(words.title);
    element("span", "hint", this.readout).textContent = ` · ${words.hint}`;
  }

  /** Tell days and sums of what a pointer or a key is about to choose. */
  read(choice) {
    this.readout.replaceChildren();
    element("b", "", this.readout).textContent = this.words.days(choice);
    const sums = this.words.sums(choice);
    if (!sums.length) this.readout.append(" 0");
    for (const { kind, sign, label, count } of sums) {
      const told = element("span", "sum", this.readout, { title: label });
      element("i", "", told).textContent = sign;
      told.firstChild.style.color = `var(--sp-${kind})`;
      told.append(grouped(count));
    }
  }

  commit(choice) {
    this.play.end();
    this.send(this.isAll(choice) && !this.data.closer ? null : choice, false);
    this.live.textContent = this.choice === null ? this.data.words.all : this.words.spoken(choice);
  }

  /** Hand a choice over and return its range of days. */
  send(choice, replaying) {
    const { edges } = this.data;
    const range = choice ? [edges[choice[0]], dayBefore(edges[choice[1] + 1])] : [null, null];
    return this.sendRange(range, replaying);
  }

  sendRange(range, replaying) {
    this.data.range = range;
    this.choice = this.barsOf(range);
    this.preview(this.choice);
    this.changed();
    this.trigger("days", { from: range[0], to: range[1], replaying });
    return range;
  }

  /** Bring the buttons up to what can be done. */
  changed() {
    if (!this.data || !this.play) return;
    const { words } = this.data;
    const { running, open } = this.play;
    this.playButton.textContent = running ? words.pause : words.play;
    this.playButton.classList.toggle("running", running);
    this.stopButton.textContent = words.stop;
    this.stopButton.hidden = !open;
    this.clearButton.textContent = "✕";
    this.clearButton.setAttribute("aria-label", words.clear);
    this.clearButton.title = words.clear;
    this.clearButton.hidden = this.choice === null || open;
    const coarse = this.data.unit !== "day" && this.choice?.length > 0 && !this.isAll(this.choice);
    this.closerButton.textContent = this.data.closer ? words.whole : words.closer;
    this.closerButton.hidden = open || !(this.data.closer || coarse);
    this.undatedButton.textContent = words.undated;
    this.undatedButton.hidden = !words.undated;
    this.undatedButton.setAttribute("aria-pressed", String(this.data.with_undated));
    this.undatedButton.title = this.data.with_undated ? words.hide : words.show;
    this.restText.textContent = words.rest;
  }
}

export default function show({ data, parentElement, setTriggerValue }) {
  let timeline = timelines.get(parentElement);
  if (!timeline) {
    timeline = new Timeline(parentElement);
    timelines.set(parentElement, timeline);
  }
  timeline.update(data, setTriggerValue);
  return () => timeline.play.remove();
}
