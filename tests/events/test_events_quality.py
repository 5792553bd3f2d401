"""How well events are found in the annotated development articles, by the whole flow."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geodata.articles import make_article
from geodata.models import DateRange
from geodata.pipeline import extract_article
from geodata.score import score_events
from geodata.tables.json_lines import extraction_line

SHARED = Path(__file__).parents[2] / ".." / "shared"
GOLD = SHARED / "gold"

pytestmark = [
    pytest.mark.quality,
    pytest.mark.skipif(not GOLD.exists(), reason="no annotated articles beside the project"),
]


def texts() -> dict[str, str]:
    lines = (SHARED / "corpora" / "gnad.jsonl").read_text(encoding="utf-8").splitlines()
    found = {article["id"]: article["text"] for article in map(json.loads, lines)}
    seeds = (SHARED / "seeds").glob("*.txt")
    return found | {path.stem: path.read_text(encoding="utf-8") for path in seeds}


@pytest.mark.parametrize(
    ("names", "floor"),
    [(["seeds_dev"], 0.80), (["gnad_dev", "gnad_events_dev"], 0.65)],
)
def test_events_are_found_as_well_as_before(names: list[str], floor: float, tmp_path: Path) -> None:
    text_of = texts()
    lines = [
        line
        for name in names
        for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    found = []
    for gold in map(json.loads, lines):
        stated = gold.get("published_true") or gold.get("published")
        published = DateRange.from_iso(stated) if stated else None
        text, name = text_of[gold["id"]], gold["id"]
        article = make_article(text, article_id=name, language="de", published=published)
        found.append(extraction_line(extract_article(article)))
    gold_path, found_path = tmp_path / "gold.jsonl", tmp_path / "found.jsonl"
    gold_path.write_text("\n".join(lines), encoding="utf-8")
    found_path.write_text("\n".join(found), encoding="utf-8")
    assert score_events(gold_path, found_path).strict.f1 >= floor
