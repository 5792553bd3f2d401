// Choosing bars by pointer or keyboard. A choice is shown at once and handed over when the
// pointer is released, or by Enter: `preview` shows it, `commit` hands it over.

const CLICK_PX = 4;
const PAGE_BARS = 7;

const ordered = (a, b) => [Math.min(a, b), Math.max(a, b)];

class Choosing {
  /** `board` draws; `host` has `choice`, `play`, `preview`, `commit` and `hover`. */
  constructor(board, host) {
    this.board = board;
    this.host = host;
    this.drag = null;
    this.pending = null;
    this.listen();
  }

  listen() {
    const { plot, root, edges } = this.board;
    plot.addEventListener("pointerdown", (event) => this.press(event));
    plot.addEventListener("pointermove", (event) => this.move(event));
    plot.addEventListener("pointerup", (event) => this.release(event));
    plot.addEventListener("pointercancel", () => this.cancel());
    plot.addEventListener("pointerleave", () => this.drag || this.host.hover(null));
    edges.forEach((edge, at) => edge.addEventListener("keydown", (event) => this.key(event, at)));
    root.addEventListener("keydown", (event) => event.key === "Escape" && this.escape(event));
    root.addEventListener("focusout", (event) => {
      if (!root.contains(event.relatedTarget)) this.settle();
    });
  }

  /** What is chosen as two bars, whether or not the reader has narrowed anything. */
  span() {
    const choice = this.pending ?? this.host.choice;
    return choice?.length ? choice : [0, this.board.bars - 1];
  }

  press(event) {
    if (event.button !== 0 || !event.isPrimary) return;
    const bar = this.board.barAt(event);
    const edge = this.board.edges.indexOf(event.target);
    const grabbed = event.target === this.board.grip;
    this.drag = { bar, edge, grabbed, x: event.clientX, moved: false, span: this.span() };
    this.board.plot.setPointerCapture(event.pointerId);
    // So that Escape is heard; the edges keep the focus that a press gives them.
    if (edge < 0) this.board.root.focus({ preventScroll: true });
  }

  move(event) {
    if (!this.drag) {
      this.host.hover(this.board.barAt(event));
      return;
    }
    if (Math.abs(event.clientX - this.drag.x) >= CLICK_PX) this.drag.moved = true;
    if (this.drag.moved) this.show(this.dragged(this.board.barAt(event)));
  }

  dragged(bar) {
    const { span, edge, grabbed, bar: start } = this.drag;
    if (grabbed) return this.shifted(span, bar - start);
    if (edge === 0) return ordered(bar, span[1]);
    if (edge === 1) return ordered(span[0], bar);
    return ordered(start, bar);
  }

  release() {
    if (!this.drag) return;
    const { moved, edge, bar } = this.drag;
    this.drag = null;
    if (moved) {
      this.settle();
    } else if (edge < 0) {
      const [first, last] = this.host.choice ?? [];
      const again = first === bar && last === bar;
      this.host.commit(again ? null : [bar, bar]);
    }
  }

  /** A touch that became scrolling chooses nothing. */
  cancel() {
    this.drag = null;
    this.forget();
  }

  key(event, at) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const last = this.board.bars - 1;
    const span = this.span();
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
    const pages = { PageDown: -PAGE_BARS, PageUp: PAGE_BARS, Home: -last, End: last };
    const by = steps[event.key] ?? pages[event.key];
    if (by !== undefined) {
      this.show(event.shiftKey ? this.shifted(span, by) : this.stretched(span, at, by));
    } else if (event.key === "Enter") {
      this.settle();
    } else if (event.key === " ") {
      this.host.play.toggle();
    } else {
      return;
    }
    event.preventDefault();
  }

  /** The choice moved as a whole, as far as the axis reaches. */
  shifted([first, last], by) {
    const room = Math.min(this.board.bars - 1 - last, Math.max(-first, by));
    return [first + room, last + room];
  }

  /** The choice with one edge moved; edges stop at each other. */
  stretched([first, last], at, by) {
    if (at === 0) return [Math.min(last, Math.max(0, first + by)), last];
    return [first, Math.max(first, Math.min(this.board.bars - 1, last + by))];
  }

  escape(event) {
    event.stopPropagation();
    if (this.drag || this.pending) this.cancel();
    else if (this.host.play.open) this.host.play.stop();
    else if (this.host.choice !== null) this.host.commit(null);
  }

  show(choice) {
    this.pending = choice;
    this.host.preview(choice);
  }

  settle() {
    if (this.pending === null || this.drag) return;
    const choice = this.pending;
    this.pending = null;
    this.host.commit(choice);
  }

  forget() {
    this.pending = null;
    this.host.preview(this.host.choice);
  }
}
