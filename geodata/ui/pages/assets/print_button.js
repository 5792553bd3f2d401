// The browser's own way to paper and to PDF.

// A map that is fitted anew while it is printed comes out half drawn: it keeps the width it has.
function keepMap() {
  const map = document.querySelector(".st-key-report_map");
  map?.style.setProperty("--sp-as-seen", `${map.clientWidth}px`);
}

export default function ({ parentElement, data }) {
  let button = parentElement.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.addEventListener("click", () => window.print());
    parentElement.append(button);
  }
  button.textContent = data.label;
  window.addEventListener("beforeprint", keepMap);
  return () => window.removeEventListener("beforeprint", keepMap);
}
