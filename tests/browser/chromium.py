"""Find a Chromium, else install one; as a script, print where it is.

Order: SCHAUPLATZ_CHROMIUM, a browser on the PATH, Playwright's own, then `playwright install
chromium`, then `apt-get install chromium` as root.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    given = os.environ.get("SCHAUPLATZ_CHROMIUM")
    if given:
        return given
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or playwright_chromium()


def playwright_chromium() -> str | None:
    """Return the path of Playwright's Chromium where it is installed."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is needed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install_chromium() -> str | None:
    """Install a Chromium by the first way that works; say on standard error what was tried."""
    ways = [[[sys.executable, "-m", "playwright", "install", "chromium"]]]
    if shutil.which("apt-get") is not None and os.geteuid() == 0:
        ways.append([["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]])
    for commands in ways:
        for command in commands:
            sys.stderr.write(f"{' '.join(command)}\n")
            done = subprocess.run(command, stdout=sys.stderr, check=False, env=QUIET)
            if done.returncode != 0:
                break
        found = find_chromium()
        if found is not None:
            return found
    return None


QUIET = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


def main() -> None:
    path = find_chromium() or install_chromium()
    if path is None:
        sys.exit(
            "no Chromium: none was found on the PATH, and neither `playwright install chromium` "
            "nor apt could install one; install one and name it in SCHAUPLATZ_CHROMIUM"
        )
    sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
