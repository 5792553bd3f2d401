// The ways out of a page by its address: a link to it as it stands, and code that embeds it. The
// address is read when a button is pressed, for the map's script writes it without Python's help.

const panels = new WeakMap();
const SAID_MS = 6000;

class LinkPanel {
  constructor(parent) {
    const root = element("div", "links", parent);
    const buttons = element("div", "buttons", root);
    this.linkButton = element("button", "", buttons, { type: "button" });
    this.embedButton = element("button", "", buttons, { type: "button", "aria-expanded": "false", "aria-controls": "embed" });
    this.embed = element("div", "embed", root, { id: "embed" });
    this.embed.hidden = true;
    this.hint = element("p", "", this.embed);
    this.code = element("textarea", "", this.embed, { readonly: "", rows: "5", spellcheck: "false" });
    this.codeButton = element("button", "", this.embed, { type: "button" });
    // Where a browser lets no page write to the clipboard, the reader copies from here.
    this.address = element("input", "", root, { readonly: "", type: "text" });
    this.address.hidden = true;
    this.live = element("p", "said", root, { role: "status", "aria-live": "polite" });
    this.linkButton.addEventListener("click", () => this.copyLink());
    this.embedButton.addEventListener("click", () => this.toggle());
    this.codeButton.addEventListener("click", () => this.copyCode());
    this.embed.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.toggle(false);
    });
  }

  update(data) {
    this.data = data;
    const { words } = data;
    this.linkButton.textContent = words.link;
    this.embedButton.textContent = words.embed;
    this.hint.textContent = words.hint;
    this.code.setAttribute("aria-label", words.code);
    this.codeButton.textContent = words.copy;
    this.address.setAttribute("aria-label", words.address);
  }

  async copyLink() {
    const url = pageAddress();
    if (await copied(url)) {
      this.address.hidden = true;
      this.say(this.data.words.copied);
      return;
    }
    this.address.value = url;
    this.address.hidden = false;
    this.leave(this.address);
  }

  async copyCode() {
    this.code.value = embedCode(this.data);
    if (await copied(this.code.value)) this.say(this.data.words.copied_code);
    else this.leave(this.code);
  }

  toggle(open = this.embed.hidden) {
    this.embed.hidden = !open;
    this.embedButton.setAttribute("aria-expanded", String(open));
    if (open) this.code.value = embedCode(this.data);
    else this.embedButton.focus();
  }

  /** Select what the reader has to copy alone. */
  leave(field) {
    field.focus();
    field.select();
    this.say(this.data.words.by_hand, false);
  }

  say(text, passing = true) {
    clearTimeout(this.timer);
    // The same words again are news only to a region that was empty.
    this.live.textContent = "";
    requestAnimationFrame(() => { this.live.textContent = text; });
    if (passing) this.timer = setTimeout(() => { this.live.textContent = ""; }, SAID_MS);
  }

  remove() {
    clearTimeout(this.timer);
  }
}

function pageAddress() {
  return location.origin + location.pathname + location.search;
}

/** The address of the frame: only some pages have a map; others give way to the start page. */
function embedAddress({ language, has_map: hasMap, dropped }) {
  const url = new URL(pageAddress());
  if (!hasMap) url.pathname = new URL(".", url).pathname;
  for (const key of dropped) url.searchParams.delete(key);
  // A frame speaks the language of the page it was taken from, whatever its readers' browsers do.
  url.searchParams.set("ui", language);
  url.searchParams.set("embed", "true");
  return url.href;
}

function embedCode(data) {
  const { title } = data;
  return `<iframe src="${quotable(embedAddress(data))}" title="${quotable(title)}" width="100%" height="520" loading="lazy" style="border:0"></iframe>`;
}

function quotable(text) {
  return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no clipboard outside https and localhost, or the reader has forbidden it
  }
}

function element(tag, name, parent, attributes = {}) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent.append(made);
  return made;
}

export default function show({ data, parentElement }) {
  let panel = panels.get(parentElement);
  if (!panel) {
    panel = new LinkPanel(parentElement);
    panels.set(parentElement, panel);
  }
  panel.update(data);
  return () => panel.remove();
}
