from __future__ import annotations

from pathlib import Path

import pytest

from geodata.errors import FetchError
from geodata.fetching import Fetcher, FetchSettings


def test_a_silent_environment_changes_nothing() -> None:
    assert FetchSettings.from_config({}) == FetchSettings()
    assert FetchSettings.from_config({"SCHAUPLATZ_FETCH_SECONDS": " "}) == FetchSettings()


def test_the_environment_sets_limits_and_exceptions() -> None:
    settings = FetchSettings.from_config(
        {
            "SCHAUPLATZ_FETCH_ALLOW": "127.0.0.1:8123, Archiv.Zeitung.example:443 [::1]:80",
            "SCHAUPLATZ_FETCH_SECONDS": "12.5",
            "SCHAUPLATZ_FETCH_MEGABYTES": "3",
            "SCHAUPLATZ_FETCH_CA": "/etc/haus.pem",
        }
    )
    assert settings.allowed == {
        ("127.0.0.1", 8123),
        ("archiv.zeitung.example", 443),
        ("::1", 80),
    }
    assert (settings.total_seconds, settings.largest_bytes) == (12.5, 3_000_000)
    assert settings.authorities == Path("/etc/haus.pem")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOW", "127.0.0.1"),
        ("ALLOW", "127.0.0.1:"),
        ("ALLOW", ":8123"),
        ("ALLOW", "127.0.0.1:99999"),
        ("SECONDS", "bald"),
        ("SECONDS", "0"),
        ("SECONDS", "-1"),
        ("SECONDS", "inf"),
        ("MEGABYTES", "nan"),
        ("CONTACT", "x\r\nHost: y"),
        ("CONTACT", "(x)"),
        ("CONTACT", "größe@zeitung.example"),
    ],
)
def test_what_cannot_be_is_refused_with_the_name_of_the_variable(name: str, value: str) -> None:
    with pytest.raises(FetchError, match=f"^SCHAUPLATZ_FETCH_{name} "):
        FetchSettings.from_config({f"SCHAUPLATZ_FETCH_{name}": value})


def test_authorities_that_cannot_be_read_are_said_so(tmp_path: Path) -> None:
    fetcher = Fetcher(FetchSettings(authorities=tmp_path / "fehlt.pem"))
    with pytest.raises(FetchError, match="SCHAUPLATZ_FETCH_CA cannot be read"):
        fetcher.fetch("https://zeitung.example/")
