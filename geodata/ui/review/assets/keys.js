// Shortcuts of review: a letter presses the button that stands on the page anyway. They act on the
// tools that have the focus, else on those that were used last, else on the first in view.
const makeKeys = () => {
  const REST_MS = 300; // so that a key held or pressed twice does not judge two things
  const OPENS_MS = 4000; // for the field of a note to open
  const POLL_MS = 50;
  const BUTTONS = { c: "confirm", r: "reject", e: "change", n: "note" };
  const TOOLS = "[class*=st-key-review_tools_]";
  // What takes letters itself.
  const TYPING = "input, textarea, select, [contenteditable=true], [role=combobox], [role=listbox], [role=dialog], iframe";
  let isOn = false;
  let last = null;
  let restsUntil = 0;
  let opensUntil = 0;

  const isSeen = (element) => element.getClientRects().length > 0;
  const all = () => [...document.querySelectorAll(TOOLS)].filter(isSeen);

  function current() {
    const found = all();
    const focused = document.activeElement?.closest(TOOLS);
    if (focused) return focused;
    const again = found.find((tools) => last && tools.className === last);
    const inView = ({ top, bottom }) => bottom > 0 && top < window.innerHeight;
    return again ?? found.find((tools) => inView(tools.getBoundingClientRect())) ?? found[0];
  }

  function buttonOf(key) {
    if (key === "u") return document.querySelector(".st-key-review_undo button");
    if (key === "?") return document.querySelector(".st-key-review_help button");
    const step = { j: "next", k: "before" }[key];
    if (step) return document.querySelector(`.st-key-review_${step} button`);
    return current()?.querySelector(`[class*=st-key-review_${BUTTONS[key]}_] button`);
  }

  // Where there is no button for it, the next card comes into view.
  function move(step) {
    const found = all();
    const here = found.indexOf(current());
    const isFocused = found[here]?.contains(document.activeElement);
    const next = found[isFocused || last ? here + step : here];
    if (!next) return;
    last = next.className;
    next.querySelector("button")?.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  // A step judges nothing: it need not rest, only wait until the page is drawn.
  function isBusy(key) {
    const state = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
    const rests = "jk".includes(key) ? opensUntil : Math.max(restsUntil, opensUntil);
    return performance.now() < rests || (state !== undefined && state !== "notRunning");
  }

  function isOurs(event) {
    if (!isOn || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (!(event.key in BUTTONS) && !"jku?".includes(event.key)) return false;
    if (event.target.closest?.(TYPING) || document.querySelector("[role=dialog]")) return false;
    return all().length > 0;
  }

  function press(key) {
    const button = buttonOf(key);
    if (button && isSeen(button) && !button.disabled) {
      last = current()?.className ?? last;
      restsUntil = performance.now() + REST_MS;
      button.click();
      if (key === "n") writeNote(performance.now() + OPENS_MS);
    } else if (key === "j" || key === "k") {
      move(key === "j" ? 1 : -1);
    }
  }

  // What is typed before the field is there belongs into it: it must judge nothing.
  function writeNote(until) {
    const field = [...document.querySelectorAll("[class*=st-key-review_text_] textarea")].find(isSeen);
    field?.focus();
    opensUntil = field ? 0 : until;
    if (!field && performance.now() < until) setTimeout(writeNote, POLL_MS, until);
  }

  // Streamlit knows "r" and "c" as well: it must not hear them.
  function listen(event) {
    if (!isOurs(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.type === "keydown" && !event.repeat && !isBusy(event.key)) press(event.key);
  }

  for (const type of ["keydown", "keypress", "keyup"]) window.addEventListener(type, listen, true);

  return {
    set(on) {
      isOn = on;
    },
  };
};

// One for as long as the tab is open; a page without review turns it off.
export default function show({ data }) {
  window.schauplatzReviewKeys ??= makeKeys();
  window.schauplatzReviewKeys.set(data.on);
  return () => window.schauplatzReviewKeys.set(false);
}
