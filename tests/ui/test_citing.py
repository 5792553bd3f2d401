from __future__ import annotations

from dataclasses import replace

import pytest

from geodata.pipeline import Collection
from geodata.tables import build_tables
from geodata.ui.evidence.citing import citation
from geodata.ui.shelf.gathering import make_library
from tests.records import make_incident, shots_collection, shots_extraction

pytestmark = pytest.mark.usefixtures("english")


def test_a_citation_names_every_source_and_nothing_is_added_up() -> None:
    collection = shots_collection()
    text = citation(collection.incidents[0], make_library(None, collection))
    first, figures, sources, *tellings = text.splitlines()
    assert first == "Violence, Almaty, Russia, January 6, 2022"
    assert figures == "12–103 dead (sources disagree)"
    assert sources == "3 independent sources"
    assert [line for line in tellings if line.startswith("–")] == [
        "– Blatt a1, Jan 6, 2022, “Schüsse in der Nacht”: at least 12 dead",
        "– Blatt a2, Jan 6, 2022, “Schüsse in der Nacht”: 26 dead",
        "– Blatt a3, Jan 6, 2022, “Schüsse in der Nacht”: reportedly 103 dead",
    ]


def test_only_addresses_of_the_web_are_cited() -> None:
    one = shots_extraction("a2")
    for url, cited in (("javascript:alert(1)", False), ("https://example.org/2?a=1&b", True)):
        found = (replace(one, article=replace(one.article, url=url)),)
        incident = make_incident(one.events)
        collection = Collection(found, (incident,), (), build_tables(found, [incident]))
        assert (url in citation(incident, make_library(None, collection))) == cited
