"""The chart of phases: each sign on its day, whatever stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geodata.pipeline import load_collection
from geodata.tables.filters import Filters
from geodata.ui.page import Page
from geodata.ui.pages.phases import phase_frame
from geodata.ui.shelf.gathering import make_library

if TYPE_CHECKING:
    from pathlib import Path

TOLD = {
    "abend": "Russland hat am Mittwoch 300 Soldaten nach Almaty verlegt.",
    "kurier": "Russische Fallschirmjäger sind am Mittwoch auf dem Weg nach Almaty.",
    "post": "Belarus schickte am Donnerstag 200 Soldaten nach Almaty.",
}


@pytest.mark.usefixtures("german")
def test_signs_of_one_day_stand_side_by_side_and_keep_their_day(tmp_path: Path) -> None:
    for name, text in TOLD.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = [f"{name}.txt,2022-01-07" for name in TOLD]
    (tmp_path / "articles.csv").write_text("\n".join(["file,published", *rows]), encoding="utf-8")
    library = make_library(tmp_path, load_collection(tmp_path))
    frame, unit = phase_frame(Page(library, Filters(), "light"))
    assert unit == "day"
    russian = frame[frame["sender"] == "Russland"]
    assert list(russian["label"]) == ["unterwegs", "angekommen"]
    assert set(russian["day"]) == {pd.Timestamp("2022-01-05")}
    assert russian["seat"].is_unique
