"""Chromium with a clock in each page: when a map was seen, and what came over the websocket."""

from __future__ import annotations

import base64
import os
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.browser.chromium import find_chromium
from tests.browser.conftest import FLAGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser, Frame, Page, Playwright

__all__ = ["Watch", "launch", "watch"]

# Peers that draw with WebGL draw in software here, as every figure is of a machine without a GPU.
SOFTWARE_GL = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader")
TIMEOUT_S = 60
QUIET_S = 0.7

# A drawing is noted once it is painted. Times are milliseconds since 1970.
CLOCK = """
if (window === window.top) {
  const notes = (window.benchNotes = []);
  const note = (what, value) =>
    notes.push({ what, value: String(value), at: performance.timeOrigin + performance.now() });
  const painted = (then) => requestAnimationFrame(() => setTimeout(then));
  const follow = (page) => {
    page.addEventListener("click", () => note("click", ""), true);
    new page.defaultView.MutationObserver((changes) => {
      for (const { target } of changes) {
        const { drawn } = target.dataset;
        if (drawn !== undefined) painted(() => note("drawn", drawn));
      }
    }).observe(page, { subtree: true, attributes: true, attributeFilter: ["data-drawn"] });
  };
  follow(document);
  // A frame's page is there when it has loaded; its map is drawn later.
  const entered = ({ target }) => target.contentDocument && follow(target.contentDocument);
  document.addEventListener("load", entered, true);
  for (const [name, place] of [["drawArraysInstanced", 3], ["drawElementsInstanced", 4]]) {
    const draw = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...given) {
      const done = draw.apply(this, given);
      painted(() => note("instances", given[place]));
      return done;
    };
  }
}
"""
FIRST_BYTE = """() => performance.timeOrigin
    + performance.getEntriesByType("navigation")[0].responseStart"""


@dataclass
class Watch:
    """One page of a fresh browser profile and what was noted of it."""

    page: Page
    received: list[int] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    fetched: list[int] = field(default_factory=list)

    def notes(self) -> list[dict[str, Any]]:
        notes: list[dict[str, Any]] = self.page.evaluate("window.benchNotes")
        return notes

    def first_byte(self) -> float:
        """Return when the page's first byte came, in milliseconds since 1970."""
        return float(self.page.evaluate(FIRST_BYTE))

    def wait_for_note(
        self, what: str, *, after: float = 0, value: int | None = None
    ) -> dict[str, Any]:
        """Return the first note of that sort after a time, of that value if one is given.

        Raises:
            TimeoutError: none came within a minute.

        """
        deadline = time.monotonic() + TIMEOUT_S
        while time.monotonic() < deadline:
            for note in self.notes():
                is_wanted = note["what"] == what and value in {None, int(note["value"] or 0)}
                if is_wanted and note["at"] > after:
                    return note
            self.page.wait_for_timeout(20)
        message = f"no {what!r} within {TIMEOUT_S} s at {self.page.url}"
        raise TimeoutError(message)

    def last_click(self) -> float:
        return max(float(note["at"]) for note in self.notes() if note["what"] == "click")

    def wait_until_quiet(self) -> None:
        """Wait until nothing has come over the websocket for a while."""
        known, since = -1, time.monotonic()
        while time.monotonic() - since < QUIET_S:
            if len(self.received) != known:
                known, since = len(self.received), time.monotonic()
            self.page.wait_for_timeout(50)

    def wait_for_seen(self, selector: str) -> float:
        """Return when the first match of a selector is painted, in milliseconds since 1970."""
        return self._wait_for(
            "(selector) => document.querySelector(selector)?.getBoundingClientRect().height",
            selector,
        )

    def wait_for_count(self, selector: str, count: int) -> float:
        """Return when so many elements match a selector, in milliseconds since 1970."""
        return self._wait_for(
            "([selector, count]) => document.querySelectorAll(selector).length >= count",
            [selector, count],
        )

    def _wait_for(self, ask: str, given: object) -> float:
        script = f"(given) => ({ask})(given) && performance.timeOrigin + performance.now()"
        handle = self.page.wait_for_function(
            script, arg=given, timeout=TIMEOUT_S * 1000, polling="raf"
        )
        return float(handle.json_value())

    def map_frame(self) -> Frame:
        """Return the frame that the map is drawn in."""
        return next(one for one in self.page.frames if one.locator("#map_div").count())


def launch(playwright: Playwright) -> Browser:
    flags = [*FLAGS, *SOFTWARE_GL, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return playwright.chromium.launch(executable_path=find_chromium(), args=flags)


def watch(browser: Browser, *, width: int = 1440, height: int = 900) -> Watch:
    """Return a new page in a new profile, German, whom only localhost answers."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="de-DE")
    context.route(
        lambda url: "localhost" not in url.split("/")[2] and url.startswith("http"),
        lambda route: route.abort(),
    )
    context.add_init_script(CLOCK)
    page = context.new_page()
    one = Watch(page)
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.on("Network.webSocketFrameReceived", lambda event: one.received.append(_size(event)))
    client.on("Network.webSocketFrameSent", lambda event: one.sent.append(_size(event)))
    client.on("Network.loadingFinished", lambda done: one.fetched.append(done["encodedDataLength"]))
    return one


def _size(event: Mapping[str, Any]) -> int:
    """Return the bytes of a frame before compression; binary ones come in base64."""
    response = event["response"]
    if response["opcode"] == 2:
        return len(base64.b64decode(response["payloadData"]))
    return len(response["payloadData"].encode())
