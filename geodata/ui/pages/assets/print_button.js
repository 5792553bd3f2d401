// The browser's own way to paper and to PDF.
export default function ({ parentElement, data }) {
  let button = parentElement.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.addEventListener("click", () => window.print());
    parentElement.append(button);
  }
  button.textContent = data.label;
}
