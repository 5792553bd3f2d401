// Steps through the bars: a window as wide as the choice, or of one bar, slides to the end. The
// next step waits until the page has answered the last one; the address is written only when
// the reader pauses or stops, so that the way Back stays short.

const STEP_MS = 1000;
const TICK_MS = 100;
// Longer than this no map is drawn: the page is gone, or it had nothing to draw.
const DRAWN_MS = 1500;
const LOST_MS = 20000;
const DRAWN = "schauplatz:drawn";

// Streamlit says on its outermost element whether the script still runs: an answer for the bars
// comes before the map's.
const pageIsReady = () => {
  const state = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState;
  return state === undefined || state === "notRunning";
};

class Play {
  /** `host` has `choice`, `range`, `bars`, `isAll`, `sum`, `send`, `sendRange` and `changed`. */
  constructor(host) {
    this.host = host;
    this.timer = null;
    this.end();
    this.drawn = 0;
    this.heard = () => (this.drawn = Date.now());
    window.addEventListener(DRAWN, this.heard);
  }

  get running() {
    return this.timer !== null;
  }

  /** Whether there is something to go back to: it runs, or rests where it was paused. */
  get open() {
    return this.before !== null;
  }

  toggle() {
    if (this.running) this.pause();
    else this.start();
  }

  start() {
    const { choice } = this.host;
    const rests = this.open;
    if (!rests) this.before = this.host.range;
    const narrowed = choice?.length > 0 && !this.host.isAll(choice);
    this.width = narrowed ? choice[1] - choice[0] + 1 : 1;
    let next = narrowed ? this.next(choice[0] + 1) : this.next(0);
    if (next === null && narrowed) next = this.next(0);
    if (next === null) {
      if (!rests) this.end();
      return;
    }
    this.timer = setInterval(() => this.tick(), TICK_MS);
    this.step(next);
  }

  /** The first window from a bar on that holds anything: empty days take no time. */
  next(from) {
    for (let bar = from; bar + this.width <= this.host.bars; bar += 1) {
      if (this.host.sum([bar, bar + this.width - 1]) > 0) return bar;
    }
    return null;
  }

  step(bar) {
    this.known = this.host.range;
    this.at = [bar, bar + this.width - 1];
    this.asked = this.host.send(this.at, true);
    this.sent = Date.now();
    this.answered = null;
    this.host.changed();
  }

  /** New data from the page: the answer to the last step, or that the reader chose other days. */
  told(range) {
    if (!this.open) return;
    const same = (other) => other !== null && other[0] === range[0] && other[1] === range[1];
    if (same(this.asked)) this.answered ??= Date.now();
    else if (!this.running || this.answered !== null || !same(this.known)) this.end();
  }

  tick() {
    const now = Date.now();
    if (this.answered === null) {
      if (now - this.sent > LOST_MS) this.pause();
      return;
    }
    if (document.hidden || now - this.sent < STEP_MS || !pageIsReady()) return;
    // Only a map that ever said so is waited for.
    if (this.drawn && this.drawn < this.sent && now - this.answered < DRAWN_MS) return;
    const next = this.next(this.at[0] + 1);
    if (next === null) this.stop();
    else this.step(next);
  }

  /** Rest at the days shown, which become the reader's choice. */
  pause() {
    clearInterval(this.timer);
    this.timer = null;
    this.host.send(this.at, false);
    this.host.changed();
  }

  /** Go back to the days of before. */
  stop() {
    const { before } = this;
    this.end();
    this.host.sendRange(before, false);
  }

  /** Forget everything; the days stay as they are. */
  end() {
    clearInterval(this.timer);
    this.timer = this.before = this.asked = this.known = this.answered = null;
    this.host.changed?.();
  }

  remove() {
    clearInterval(this.timer);
    window.removeEventListener(DRAWN, this.heard);
  }
}
