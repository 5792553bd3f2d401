from __future__ import annotations

from typing import TYPE_CHECKING

from tests.quality.floors import COMMAND, MARGIN, read_floors
from tests.quality.gold import SHARED, gold_sets
from tests.quality.measuring import measure

if TYPE_CHECKING:
    import pytest

# Half a point above the margin: worth a line, where less is noise of one article.
RISEN = MARGIN + 0.005


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the figures beside their floors, and which of these may rise."""
    if not measure.cache_info().currsize:
        return
    terminalreporter.section("quality")
    if not SHARED.is_dir():
        terminalreporter.line("../shared is not here: only the packs' own examples were scored")
    floors, risen = read_floors()["sets"], False
    for name in gold_sets():
        for figure, value in measure(name)[1].items():
            floor = floors.get(name, {}).get("floors", {}).get(figure, 0.0)
            note = "  rose" if value > floor + RISEN else ""
            risen |= bool(note)
            terminalreporter.line(f"{name:16} {figure:10} {value:.4f}  floor {floor:.4f}{note}")
    if risen:
        terminalreporter.line(f"raise the floors: {COMMAND}")
