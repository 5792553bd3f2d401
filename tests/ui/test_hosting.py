"""A hosted copy tells its visitors nothing of the host; an own computer tells its user all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st

from geodata.errors import DataError
from geodata.ui.state.hosting import HOSTED_VARIABLE, error_words, is_hosted, without_folders
from tests.ui.apps import write_papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from streamlit.testing.v1 import AppTest

TOLD = {"bote": "In Almaty gingen am Donnerstag Tausende auf die Straße, drei Menschen starben."}
HOME = "/srv/redaktion/geheim"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_papers(tmp_path_factory.mktemp("verborgen"), TOLD)
    (folder / "kaputt.txt").write_bytes(b"\x00\x01\x02" * 40)
    return folder


@pytest.fixture
def hosted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    details = st.get_option("client.showErrorDetails")
    monkeypatch.setenv(HOSTED_VARIABLE, "1")
    yield
    st.set_option("client.showErrorDetails", details)


@pytest.mark.parametrize(
    ("variable", "address", "expected"),
    [
        (None, "localhost", False),
        ("0", "127.0.0.1", False),
        ("", "::1", False),
        ("1", "localhost", True),
        ("yes", "localhost", True),  # misspelt: the strict way
        ("0", "0.0.0.0", True),  # noqa: S104
        (None, None, True),  # Streamlit then listens at all addresses
        (None, "maps.example.org", True),
        (None, "localhost.example.org", True),
    ],
)
def test_the_variable_or_any_address_but_ones_own_hosts(
    variable: str | None, address: str | None, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if variable is None:
        monkeypatch.delenv(HOSTED_VARIABLE, raising=False)
    else:
        monkeypatch.setenv(HOSTED_VARIABLE, variable)
    monkeypatch.setattr(st, "get_option", {"server.address": address}.__getitem__)
    assert is_hosted() is expected


@pytest.mark.usefixtures("hosted")
@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            f"a: FileNotFoundError: '{HOME}/index/names.marisa'",
            "a: FileNotFoundError: 'names.marisa'",
        ),
        (f"{HOME}/blatt.jsonl, line 3: is empty", "blatt.jsonl, line 3: is empty"),
        (r"C:\Users\rut\Artikel\a.txt: is empty", "a.txt: is empty"),
        ("published 'am 1/2/2022' is no date", "published 'am 1/2/2022' is no date"),
        ("see https://example.org/a/b/c", "see https://example.org/a/b/c"),
    ],
)
def test_hosted_names_of_files_stay_and_their_folders_go(said: str, shown: str) -> None:
    assert without_folders(said) == shown


def test_ones_own_computer_says_which_folder_and_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOSTED_VARIABLE, raising=False)
    assert error_words(DataError(f"{HOME} lacks a file")) == f"{HOME} lacks a file"
    assert without_folders(f"{HOME}/a.txt") == f"{HOME}/a.txt"


@pytest.mark.usefixtures("hosted")
def test_hosted_the_reason_of_an_error_is_in_the_log_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert HOME not in error_words(DataError(f"{HOME} lacks a file"))
    assert HOME in caplog.text


def everything_said(app: AppTest) -> str:
    """Return all that was sent to the page."""
    return "\n".join(str(getattr(element, "proto", "")) for element in app._tree)


@pytest.mark.app
@pytest.mark.usefixtures("hosted")
def test_no_page_of_a_hosted_copy_names_the_folder_of_the_articles(
    start: Callable[..., AppTest], folder: Path
) -> None:
    pages = sorted(path.name for path in (Path(__file__).parents[2] / "pages").glob("*.py"))
    for page in [None, *(f"pages/{name}" for name in pages)]:
        said = everything_said(start(page))
        # What cannot be read is told where articles are read, not where they are added or reviewed.
        assert ("kaputt.txt" in said) or page in {"pages/8_Add.py", "pages/9_Review.py"}
        for part in (str(folder), folder.name, str(Path.home()), "site-packages"):
            assert part not in said, (page, part)


@pytest.mark.app
@pytest.mark.usefixtures("hosted")
def test_a_hosted_copy_without_its_folder_says_so_without_naming_it(
    start: Callable[..., AppTest], tmp_path: Path
) -> None:
    said = everything_said(start(articles=tmp_path / "weg"))
    assert "Hier ist noch kein Artikel" in said
    assert "Bitte geben Sie denen Bescheid" in said
    assert str(tmp_path) not in said
    assert st.get_option("client.showErrorDetails") == "none"


@pytest.mark.app
def test_ones_own_copy_names_the_folder_to_mend(
    start: Callable[..., AppTest], tmp_path: Path
) -> None:
    assert str(tmp_path / "weg") in everything_said(start(articles=tmp_path / "weg"))
