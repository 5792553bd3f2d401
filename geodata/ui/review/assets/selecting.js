// Words selected in an article, or a mark clicked there, told to Python as offsets into its text:
// code points, counted over the letters of the article alone, without our numbers and boxes.
const makeSelecting = () => {
  const OURS = ".sp-tip, sup, .sp-note";
  const LONGEST = 2000; // a selection of pages is none of words
  const DRAWN_MS = 200;
  let send = null;
  let words = null;
  let timer = null;

  const bar = document.createElement("div");
  bar.className = "sp-selecting";
  bar.setAttribute("role", "toolbar");
  bar.hidden = true;

  const paragraphOf = (node) =>
    (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(".sp-text [data-start]");

  function lettersOf(range) {
    const piece = range.cloneContents();
    for (const own of piece.querySelectorAll(OURS)) own.remove();
    return piece.textContent;
  }

  function offsetOf(node, at) {
    const paragraph = paragraphOf(node);
    if (!paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, at);
    return Number(paragraph.dataset.start) + [...lettersOf(before)].length;
  }

  function selected() {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    const text = lettersOf(range);
    if (start === null || end === null || end <= start || text.length > LONGEST) return null;
    return { start, end, text, box: range.getBoundingClientRect() };
  }

  function tell(what) {
    const found = selected();
    bar.hidden = true;
    if (found) send({ what, start: found.start, end: found.end, text: found.text, at: Date.now() });
  }

  function follow() {
    const found = send && selected();
    bar.hidden = !found;
    if (!found) return;
    const top = found.box.top > bar.offsetHeight + 12 ? found.box.top - bar.offsetHeight - 8 : found.box.bottom + 8;
    bar.style.top = `${Math.max(8, top)}px`;
    bar.style.left = `${Math.max(8, Math.min(found.box.left, window.innerWidth - bar.offsetWidth - 8))}px`;
  }

  function choose(event) {
    const mark = event.target.closest?.(".sp-text .sp-m");
    if (!send || !mark || event.target.closest(".sp-tip, a") || selected()) return;
    const start = offsetOf(mark, 0);
    if (start !== null) show(start);
    if (start !== null) send({ what: "mark", start, end: start + 1, text: "", at: Date.now() });
  }

  // What stands in the box beside the text is outlined in it, and brought into view.
  function show(chosen) {
    for (const mark of document.querySelectorAll(".sp-chosen")) mark.classList.remove("sp-chosen");
    const starts = [...document.querySelectorAll(".sp-text [data-start]")];
    const paragraph = starts.findLast((one) => Number(one.dataset.start) <= chosen);
    const marks = [...(paragraph?.querySelectorAll(".sp-m, [class*=sp-t-]") ?? [])];
    const mark = marks.find((one) => offsetOf(one, 0) === chosen);
    mark?.classList.add("sp-chosen");
    const box = mark?.getBoundingClientRect();
    if (box && (box.top < 0 || box.bottom > window.innerHeight)) mark.scrollIntoView({ block: "center" });
  }

  function draw() {
    const buttons = ["mention", "event"].map((what) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = words[what];
      // The selection must not be lost to the button.
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => tell(what));
      return button;
    });
    bar.setAttribute("aria-label", words.bar);
    bar.replaceChildren(...buttons);
  }

  document.body.append(bar);
  document.addEventListener("selectionchange", follow);
  document.addEventListener("scroll", follow, true);
  document.addEventListener("click", choose);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") bar.hidden = true;
    if (event.key === "Enter" && document.activeElement?.matches(".sp-text .sp-m")) choose({ target: document.activeElement });
  });

  return {
    start(given, sender) {
      words = given;
      send = sender;
      draw();
      // The text may be drawn after this.
      clearTimeout(timer);
      if (given.chosen !== null) timer = setTimeout(() => show(given.chosen), DRAWN_MS);
    },
    stop() {
      send = null;
      bar.hidden = true;
    },
  };
};

// One for as long as the tab is open; the page of an article turns it on.
export default function show({ data, setTriggerValue }) {
  window.schauplatzSelecting ??= makeSelecting();
  window.schauplatzSelecting.start(data, (said) => setTriggerValue("selected", said));
  return () => window.schauplatzSelecting.stop();
}
