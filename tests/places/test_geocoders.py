from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import Geocoder

from geodata.errors import GazetteerError
from geodata.places import GazetteerGeocoder, geocoder_from_config

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ANSWER = {
    "osm_type": "node",
    "osm_id": 42,
    "lat": "43.5",
    "lon": "77.25",
    "display_name": "Dorfchen, Almaty Region, Kazakhstan",
    "name": "Dorfchen",
    "addresstype": "village",
    "address": {"country_code": "kz"},
    "boundingbox": ["43.48", "43.52", "77.2", "77.3"],
}


class Service(BaseHTTPRequestHandler):
    """A service that speaks Nominatim's JSON and remembers what it was asked."""

    asked: list[tuple[str, str | None]]

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)["q"][0]
        type(self).asked.append((query, self.headers["User-Agent"]))
        if query == "Kaputt":
            self.send_error(503)
            return
        body = json.dumps([ANSWER] if query == "Dorfchen" else []).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""


@pytest.fixture
def service() -> Iterator[tuple[dict[str, str], list[tuple[str, str | None]]]]:
    Service.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield (
            {
                "SCHAUPLATZ_GEOCODER": "nominatim",
                "SCHAUPLATZ_NOMINATIM_URL": f"http://127.0.0.1:{server.server_port}",
                "SCHAUPLATZ_NOMINATIM_AGENT": "schauplatz-tests",
                "SCHAUPLATZ_NOMINATIM_DELAY": "0",
            },
            Service.asked,
        )
        server.shutdown()


@pytest.fixture(scope="module")
def geocoder() -> GazetteerGeocoder:
    return GazetteerGeocoder()


def test_it_is_a_geopy_geocoder(geocoder: GazetteerGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    location = geocoder.geocode("Schangaösen")
    assert (location.latitude, location.longitude) == pytest.approx((43.34, 52.86), abs=0.01)
    assert location.raw["place_id"] == "geonames:607610"
    assert location.raw["type"] == "city"
    assert location.raw["country_code"] == "KZ"
    assert location.raw["radius_km"] > 0


def test_nothing_found_is_none(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Xyzzyburghausen") is None
    assert geocoder.geocode("Xyzzyburghausen", exactly_one=False) is None
    assert geocoder.geocode("Almaty", country_codes="DE") is None


def test_all_candidates_come_as_a_list_and_in_raw(geocoder: GazetteerGeocoder) -> None:
    locations = geocoder.geocode("Frankfurt", exactly_one=False)
    assert len(locations) > 1
    assert locations[0].raw["candidates"][1]["place_id"] == locations[1].raw["place_id"]
    assert locations[0].raw["score"] >= locations[1].raw["score"]


def test_a_wider_unit_after_a_comma_decides(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Iwanowo, Russland").latitude == pytest.approx(57.0, abs=0.1)
    assert geocoder.geocode("Iwanowo, Bulgarien").raw["country_code"] == "BG"
    assert geocoder.geocode("Brest", country_codes=["by"]).raw["country_code"] == "BY"


@pytest.mark.parametrize(
    ("query", "point"),
    [
        ("Springfield, Illinois, USA", (39.8, -89.6)),
        ("Springfield, IL", (39.8, -89.6)),
        ("Springfield, Ill.", (39.8, -89.6)),
        ("Portland, Maine, USA", (43.7, -70.3)),
        ("Athens, Ga.", (34.0, -83.4)),
        ("London, Ontario, Canada", (43.0, -81.2)),
        ("Huntsville, Walker County, Texas", (30.7, -95.6)),
        ("Frankfurt, Brandenburg", (52.3, 14.6)),
        ("Frankfurt, Hessen, Deutschland", (50.1, 8.7)),
        ("Berlin, DE", (52.5, 13.4)),
        ("Almaty, Almaty Region", (43.3, 76.9)),
        ("Paris, Nirgendwo", (48.9, 2.3)),
    ],
)
def test_each_wider_unit_binds_before_people_count(
    geocoder: GazetteerGeocoder, query: str, point: tuple[float, float]
) -> None:
    location = geocoder.geocode(query)
    assert (location.latitude, location.longitude) == pytest.approx(point, abs=0.15)


def test_a_town_outside_all_its_units_is_not_found(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Almaty, Oregon") is None


@pytest.mark.parametrize("query", [None, 5, b"Brest"])
def test_a_query_that_is_no_string_is_an_error_of_geopy(
    geocoder: GazetteerGeocoder, query: object
) -> None:
    with pytest.raises(GeocoderQueryError, match="must be a string"):
        geocoder.geocode(query)  # type: ignore[arg-type]  # what callers without types may do


def test_a_limit_cuts_the_list(geocoder: GazetteerGeocoder) -> None:
    assert len(geocoder.geocode("Springfield", exactly_one=False, limit=2)) == 2
    assert geocoder.geocode("Springfield", limit=2).raw["country_code"] == "US"
    assert geocoder.geocode("", exactly_one=False, limit=2) is None
    with pytest.raises(GeocoderQueryError, match="1 or more"):
        geocoder.geocode("Springfield", limit=0)


def test_a_point_leads_back_to_the_nearest_town(geocoder: GazetteerGeocoder) -> None:
    location = geocoder.reverse((57.0, 40.97))
    assert location.address == "Ivanovo"
    assert location.raw["distance_km"] < 5
    assert geocoder.reverse("57.0, 40.97", exactly_one=False)[0].address == "Ivanovo"


def test_no_outside_geocoder_unless_asked_for(tmp_path: Path) -> None:
    assert geocoder_from_config({}, tmp_path) is None
    assert geocoder_from_config({"SCHAUPLATZ_GEOCODER": "gazetteer"}, tmp_path) is None


def test_nominatim_answers_once_a_name(
    service: tuple[dict[str, str], list[tuple[str, str | None]]], tmp_path: Path
) -> None:
    environ, asked = service
    ask = geocoder_from_config(environ, tmp_path)
    assert ask is not None
    place = ask("Dorfchen")
    assert place is not None
    assert (place.place_id, place.country_code, place.lat) == ("osm:node/42", "KZ", 43.5)
    assert place.radius_km == pytest.approx(5.6, abs=0.1)
    assert ask("Nirgends") is None
    again = geocoder_from_config(environ, tmp_path)
    assert again is not None
    assert again("Dorfchen") == place
    assert again("Nirgends") is None
    assert asked == [("Dorfchen", "schauplatz-tests"), ("Nirgends", "schauplatz-tests")]


def test_a_service_that_fails_costs_the_place_only(
    service: tuple[dict[str, str], list[tuple[str, str | None]]], tmp_path: Path
) -> None:
    environ, _asked = service
    ask = geocoder_from_config(environ, tmp_path)
    assert ask is not None
    assert ask("Kaputt") is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"SCHAUPLATZ_GEOCODER": "google"}, "gazetteer or nominatim"),
        ({"SCHAUPLATZ_NOMINATIM_AGENT": ""}, "SCHAUPLATZ_NOMINATIM_AGENT"),
        ({"SCHAUPLATZ_NOMINATIM_URL": "somewhere"}, "https://"),
        ({"SCHAUPLATZ_NOMINATIM_DELAY": "soon"}, "number of seconds"),
    ],
)
def test_a_wrong_setting_is_named(changes: dict[str, str], message: str, tmp_path: Path) -> None:
    environ = {"SCHAUPLATZ_GEOCODER": "nominatim", "SCHAUPLATZ_NOMINATIM_AGENT": "me"}
    with pytest.raises(GazetteerError, match=message):
        geocoder_from_config(environ | changes, tmp_path)
