"""What README says is tried: its commands are there, its example runs."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_of_the_library_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - the text of README


def test_set_up_is_two_commands() -> None:
    run = "python3 -m venv .venv && .venv/bin/pip install -e . "
    assert f"{run}&& .venv/bin/streamlit run dashboard.py" in README
    assert "bash tests/run" in README
    assert "bash tests/run" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_file_that_readme_names_is_there() -> None:
    for name in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / name).exists(), name
    for name in re.findall(r"`((?:tests|geodata|pages|deploy)/[\w./-]+)`", README):
        assert (ROOT / name).exists(), name
