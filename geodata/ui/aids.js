// What Streamlit leaves unsaid to those who do not see the page or have no pointer: its language, ways
// to skip to a part, what its parts and buttons are called, and what has changed.
const makeAids = () => {
  const SETTLED_MS = 250;
  let words = null;
  let timer = null;
  let told = null; // what was there to be read when the page last rested
  let isNewPage = false;

  function make(tag, className, attributes) {
    const made = document.createElement(tag);
    made.className = className;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  const skips = make("nav", "sp-skips", {});
  const live = make("div", "sp-live", { role: "status" });

  const textOf = (element) => (element?.innerText ?? "").replace(/\s+/g, " ").trim();

  function give(element, name, value) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  function markInFrame() {
    try {
      const map = document.querySelector("main iframe").contentDocument;
      return map.querySelector(".leaflet-marker-icon[tabindex='0']") ?? map.querySelector("#map_div");
    } catch {
      return null; // no map, or one that is no part of this site
    }
  }

  const PARTS = {
    content: () => document.querySelector("main h1") ?? document.querySelector("main"),
    map: markInFrame,
    proof: () => document.querySelector("main .st-key-right h2"),
    filters: () => document.querySelector(".st-key-filters [tabindex='0'], .st-key-filters input"),
  };

  function goTo(part) {
    const target = PARTS[part]();
    if (!target) return;
    if (!target.hasAttribute("tabindex") && target.tabIndex < 0) target.tabIndex = -1;
    target.focus();
  }

  function drawSkips() {
    give(skips, "aria-label", words.skips);
    const links = Object.entries(words.skip_to).map(([part, label]) => {
      const link = make("a", "", { href: "#", "data-part": part });
      link.textContent = label;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        goTo(part);
      });
      return link;
    });
    skips.replaceChildren(...links);
  }

  // Streamlit speaks English alone: "Help for {name}".
  function translated(said) {
    for (const [english, ours] of Object.entries(words.streamlit)) {
      const [before, after] = english.split("{name}");
      if (after === undefined ? said === english : isAround(said, before, after)) {
        const name = after === undefined ? "" : said.slice(before.length, said.length - after.length);
        return ours.replace("{name}", () => name);
      }
    }
    return said;
  }

  const isAround = (said, before, after) =>
    said.length > before.length + after.length && said.startsWith(before) && said.endsWith(after);

  function nameParts() {
    for (const [selector, role, name] of words.parts)
      for (const part of document.querySelectorAll(selector)) {
        give(part, "role", role);
        give(part, "aria-label", name);
      }
    for (const [selector, name] of words.buttons)
      for (const button of document.querySelectorAll(selector)) {
        const said = textOf(button).replace(/\s*✕$/, "");
        give(button, "aria-label", name.replace("{name}", () => said));
      }
    // "Read" and "Proof" stand in every row: of what, the row's heading says.
    for (const button of document.querySelectorAll(words.rows)) {
      const row = button.closest("[data-testid=stHorizontalBlock], .stHorizontalBlock");
      const heading = textOf(row?.querySelector(".sp-head, .sp-h3"));
      if (heading) give(button, "aria-label", `${textOf(button)}: ${heading}`);
    }
    for (const named of document.querySelectorAll("[data-testid=stApp] [aria-label]"))
      give(named, "aria-label", translated(named.getAttribute("aria-label")));
  }

  function tell() {
    const texts = [...document.querySelectorAll(".sp-aloud")].map(textOf).filter(Boolean);
    const news = told === null ? [] : texts.filter((text) => !told.includes(text));
    if (texts.length) told = texts;
    if (news.length) live.textContent = news.join(". ");
  }

  // The link that led here is gone, and the keyboard would begin at the top again.
  function arrive() {
    if (document.activeElement === document.body) goTo("content");
    isNewPage = false;
  }

  function isRunning() {
    const state = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
    return state !== undefined && state !== "notRunning";
  }

  function settle() {
    timer = null;
    nameParts();
    for (const link of skips.children) link.hidden = !PARTS[link.dataset.part]();
    if (isRunning()) {
      wait();
      return;
    }
    if (isNewPage) arrive();
    tell();
  }

  function wait() {
    timer ??= setTimeout(settle, SETTLED_MS);
  }

  function watch() {
    document.body.prepend(skips);
    document.body.append(live);
    const observer = new MutationObserver((changes) => {
      if (changes.some(({ target }) => !live.contains(target) && !skips.contains(target))) wait();
    });
    observer.observe(document.body, { childList: true, characterData: true, subtree: true });
  }

  return {
    start(given) {
      if (words === null) watch();
      isNewPage = words !== null && words.page !== given.page;
      words = given;
      document.documentElement.lang = given.language;
      drawSkips();
      wait();
    },
  };
};

// One for as long as the tab is open, however often a page brings the script.
export default function show({ data }) {
  window.schauplatzAids ??= makeAids();
  window.schauplatzAids.start(data);
}
