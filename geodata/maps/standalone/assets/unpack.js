// What the file carries packed: gzip as base64, unpacked by the browser itself.
"use strict";

window.standalone = {};

(function (standalone) {
  const element = (id) => document.getElementById(id);

  standalone.element = element;

  // Data that stands in the page as JSON.
  standalone.read = (id) => JSON.parse(element(id).textContent);

  standalone.unpack = async function (id) {
    const letters = atob(element(id).textContent.trim());
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };

  standalone.grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");

  // A count with its noun, of two forms.
  standalone.counted = (forms, count) =>
    forms[count === 1 ? 0 : 1].replace("{n}", standalone.grouped(count));

  const SPECIAL = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };

  standalone.escaped = (text) => text.replace(/[&<>"']/g, (one) => SPECIAL[one]);
})(window.standalone);
