"""The dashboard with all its pages over a grown set.

    python tests/bench/grown_dashboard.py [EVENTS] [PORT]

Without a set of 1,000 events is shown, at port 8601. The set is opened as it lies on disk: this
process holds what a server holds that has read its articles, and nothing of growing them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from streamlit import config  # noqa: E402
from streamlit.web import bootstrap  # noqa: E402

from geodata.ui.shelf.library import Library  # noqa: E402
from geodata.ui.shelf.loading import keep_library  # noqa: E402

GROW = "from tests.bench.grown import grown_set; print(grown_set({events}))"


def main() -> None:
    given = dict(enumerate(sys.argv[1:]))
    folder = _grown_elsewhere(int(given.get(0, "1000")))
    os.chdir(ROOT)  # where the settings of Streamlit lie
    flags = _settings() | {"server_headless": True, "server_port": int(given.get(1, "8601"))}
    bootstrap.load_config_options(flags)
    keep_library(folder, Library.open(folder))
    bootstrap.run(str(ROOT / "dashboard.py"), False, ["--articles", str(folder)], flags)


def _settings() -> dict[str, Any]:
    """Return what the environment sets of Streamlit, which only its command line reads."""
    return {
        option.key.replace(".", "_"): option.type(os.environ[option.env_var])
        for option in config._config_options_template.values()
        if option.env_var in os.environ and not option.multiple
    }


def _grown_elsewhere(events: int) -> Path:
    """Return the folder of a set that another process has made, if it had to be."""
    command = [sys.executable, "-c", GROW.format(events=events)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return Path(done.stdout.strip())


if __name__ == "__main__":
    main()
