from __future__ import annotations

import json
from typing import Any

import pandas as pd

from geodata.tables import build_tables
from geodata.tables.columns import analyst_events
from geodata.tables.files.geojson import position
from tests.records import almaty_extraction
from tests.taken import geojson_bytes


def features(frame: pd.DataFrame) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(geojson_bytes(frame))["features"]
    return found


def test_longitude_comes_first() -> None:
    assert position(43.25, 76.91) == [76.91, 43.25]


def test_every_row_becomes_a_feature_with_its_properties() -> None:
    tables = build_tables([almaty_extraction()])
    first, second = features(analyst_events(tables.events, tables.articles))
    assert first["geometry"] == {"type": "Point", "coordinates": [76.91, 43.25]}
    assert first["properties"]["event_date"] == "2022-01-06"
    assert first["properties"]["iso"] == 398
    assert second["properties"]["event_date"] is None
    assert "latitude" not in first["properties"]


def test_a_row_without_coordinates_is_kept_without_geometry() -> None:
    frame = pd.DataFrame({"name": ["a", "b"], "latitude": [0.0, None], "longitude": [0.0, None]})
    zero, none = features(frame)
    assert zero["geometry"]["coordinates"] == [0.0, 0.0]
    assert none["geometry"] is None


def test_a_table_without_coordinates_has_no_geometries() -> None:
    articles = build_tables([almaty_extraction()]).articles
    assert [one["geometry"] for one in features(articles)] == [None]


def test_text_of_articles_survives_letter_for_letter() -> None:
    text = '</script>{{ 7*7 }}`\\"\u202e🙂'
    frame = pd.DataFrame({"excerpt": [text], "latitude": [1.0], "longitude": [2.0]})
    assert features(frame)[0]["properties"]["excerpt"] == text
