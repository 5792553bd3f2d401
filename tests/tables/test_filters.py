from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import FilterError
from geodata.models import EVENT_KINDS, REVIEW_STATUSES, STATUSES
from geodata.tables.filters import FILTER_KEYS, LONGEST_WORDS, PRECISIONS, START_STATUSES, Filters
from geodata.tables.query import Notice, read_query
from geodata.tables.voices import VOICES

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
CODES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2)
LANGUAGES = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=3)
# Publishers and actors as they are called, commas and all.
NAMES = (
    st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" ,;&"), max_size=40)
    .map(str.strip)
    .filter(bool)
)


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    first, last = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if first is not None and last is not None and last < first:
        first, last = last, first
    return Filters(
        first,
        last,
        tuple(draw(st.lists(CODES, max_size=5))),
        tuple(draw(st.lists(st.sampled_from(EVENT_KINDS)))),
        draw(st.booleans()),
        tuple(draw(st.lists(st.sampled_from(STATUSES)))),
        tuple(draw(st.lists(st.sampled_from(VOICES)))),
        tuple(draw(st.lists(NAMES, max_size=3))),
        tuple(draw(st.lists(NAMES, max_size=3))),
        tuple(draw(st.lists(LANGUAGES, max_size=3))),
        tuple(draw(st.lists(st.sampled_from(PRECISIONS)))),
        draw(st.none() | st.floats(0, 1)),
        draw(st.text(max_size=40)),
        draw(st.booleans()),
        tuple(draw(st.lists(st.sampled_from(REVIEW_STATUSES)))),
    )


@settings(deadline=None)
@given(filters())
def test_filters_come_back_from_the_url(wanted: Filters) -> None:
    found, notices = read_query(wanted.to_query())
    assert found == wanted
    assert not notices


@settings(deadline=None)
@given(filters())
def test_filters_come_back_from_an_address_as_browsers_send_it(wanted: Filters) -> None:
    address = parse_qs(urlencode(wanted.to_query(), doseq=True))
    assert read_query(address) == (wanted, ())


@settings(deadline=None)
@given(st.lists(st.text(min_size=1)), st.lists(st.text(min_size=1)))
def test_known_names_come_back_whatever_they_hold(actors: list[str], publishers: list[str]) -> None:
    named = [name for name in publishers if name.strip()]
    acting = [name for name in actors if name.strip()]
    wanted = Filters(actors=tuple(acting), publishers=tuple(named))
    found, notices = read_query(wanted.to_query(), actors=acting, publishers=named)
    assert found == wanted
    assert not notices


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FILTER_KEYS), st.lists(st.text(max_size=80), max_size=4)))
def test_whatever_an_address_says_is_read_or_named(query: dict[str, list[str]]) -> None:
    found, notices = read_query(query)
    assert len(notices) <= 10
    assert all(len(one.value) <= 60 and one.value.isprintable() for one in notices)
    assert read_query(found.to_query()) == (found, ())


@settings(deadline=None)
@given(st.sampled_from(FILTER_KEYS), st.text(min_size=1, max_size=3))
def test_values_of_ten_thousand_characters_are_cut_in_their_notice(key: str, text: str) -> None:
    _, notices = read_query({key: ["x" + text * 5000]})
    assert all(len(one.value) <= 60 for one in notices)


def test_filters_as_at_the_start_leave_the_url_empty() -> None:
    assert Filters().to_query() == {}


def test_lists_may_be_repeated_or_comma_separated() -> None:
    repeated, _ = read_query({"country": ["KZ", "RU"], "kind": ["protest", "violence"]})
    joined, _ = read_query({"country": ["RU, KZ"], "kind": ["violence,protest"]})
    assert repeated == joined
    assert joined.countries == ("KZ", "RU")


def test_unknown_values_are_left_out_and_named() -> None:
    found, notices = read_query(
        {
            "from": ["gestern"],
            "country": ["KZ,Narnia"],
            "kind": ["party"],
            "undated": ["x"],
            "status": ["negated,true"],
            "says": ["officials,aunt"],
            "lang": ["de,Klingonisch"],
            "precision": ["point,roughly"],
            "confidence": ["nan"],
            "figures": ["yes"],
        }
    )
    assert found == Filters(
        countries=("KZ",),
        statuses=("negated",),
        says=("officials",),
        languages=("de",),
        precisions=("point",),
    )
    assert notices == (
        Notice("from", "gestern"),
        Notice("country", "Narnia"),
        Notice("kind", "party"),
        Notice("undated", "x"),
        Notice("status", "true"),
        Notice("says", "aunt"),
        Notice("lang", "Klingonisch"),
        Notice("precision", "roughly"),
        Notice("confidence", "nan"),
        Notice("figures", "yes"),
    )


def test_a_country_that_no_article_names_is_unknown_when_the_countries_are_given() -> None:
    found, notices = read_query({"country": ["KZ,FR"]}, countries=["KZ", "RU"])
    assert found.countries == ("KZ",)
    assert notices == (Notice("country", "FR"),)


@pytest.mark.parametrize(
    ("values", "publishers", "unknown"),
    [
        (["Nord, Süd & Co"], ("Nord, Süd & Co",), []),
        (["Die Zeitung,Вестник"], ("Die Zeitung", "Вестник"), []),
        (["Die Zeitung", "Вестник"], ("Die Zeitung", "Вестник"), []),
        (["Die Zeitung, Das Blatt"], ("Die Zeitung",), ["Das Blatt"]),
        (["<script>alert(1)</script>"], (), ["<script>alert(1)</script>"]),
        (["", " "], (), []),
    ],
)
def test_a_comma_is_part_of_a_name_unless_there_is_no_such_name(
    values: list[str], publishers: tuple[str, ...], unknown: list[str]
) -> None:
    known = ["Nord, Süd & Co", "Die Zeitung", "Вестник"]
    found, notices = read_query({"publisher": values}, publishers=known)
    assert found.publishers == publishers
    assert [one.value for one in notices] == unknown


@pytest.mark.parametrize("value", ["nan", "inf", "-0.1", "1.1", "1e999", "٠.٥", "0,", "0x1", "1_0"])
def test_a_confidence_is_a_number_from_0_to_1(value: str) -> None:
    found, notices = read_query({"confidence": [value]})
    assert found == Filters()
    assert [one.key for one in notices] == ([] if value == "0," else ["confidence"])


@pytest.mark.parametrize("value", ["0", "0.0", ".0"])
def test_no_confidence_is_asked_for_where_any_will_do(value: str) -> None:
    assert read_query({"confidence": [value]}) == (Filters(), ())


@pytest.mark.parametrize("value", ["2022-02-30", "2022-W01-4", "20220106", "0000-01-01", "heute"])
def test_a_day_is_a_day_of_the_calendar(value: str) -> None:
    assert read_query({"from": [value]}) == (Filters(), (Notice("from", value),))


def test_words_lose_what_cannot_be_seen() -> None:
    found, notices = read_query({"q": ["  Schützen\u00adpanzer\t\x00am\u202e\nPlatz "]})
    assert found.words == "Schützenpanzer am Platz"
    assert not notices


def test_words_too_long_to_be_typed_are_left_out() -> None:
    found, notices = read_query({"q": ["panzer " * 2000]})
    assert found == Filters()
    assert notices == (Notice("q", "panzer " * 2000),)
    assert len(notices[0].value) == 60
    assert len(read_query({"q": ["x" * LONGEST_WORDS]})[0].words) == LONGEST_WORDS


def test_a_notice_shows_what_cannot_be_seen() -> None:
    assert Notice("kind", "a\x00b\u202ec").value == "a\ufffdb\ufffdc"


def test_a_last_day_before_the_first_is_left_out_and_named() -> None:
    found, notices = read_query({"from": ["2022-01-06"], "to": ["2022-01-02"]})
    assert found == Filters(first_day=dt.date(2022, 1, 6))
    assert notices == (Notice("to", "2022-01-02"),)


def test_other_parameters_of_the_url_are_left_alone() -> None:
    assert read_query({"view": ["43.2,76.9,5"], "place": ["iso3166:KZ"]}) == (Filters(), ())


def test_a_range_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(FilterError, match="first day"):
        Filters(first_day=dt.date(2022, 1, 6), last_day=dt.date(2022, 1, 5))


def test_active_names_what_differs_from_the_start() -> None:
    assert Filters().active == ()
    wanted = Filters(countries=("KZ",), undated=False)
    assert wanted.active == ("countries", "undated")
    assert wanted.without(*wanted.active) == Filters()


def test_no_status_means_those_of_the_start() -> None:
    assert Filters(statuses=()) == Filters()
    assert read_query({"status": [""]}) == (Filters(), ())


def test_a_status_that_is_off_at_the_start_goes_into_the_url() -> None:
    wanted = Filters(statuses=("negated", *START_STATUSES))
    assert wanted.to_query() == {"status": ["actual,planned,negated"]}
    assert wanted.active == ("statuses",)


@pytest.mark.parametrize(
    "wrong",
    [
        {"statuses": ("true",)},
        {"says": ("aunt",)},
        {"kinds": ("party",)},
        {"precisions": ("roughly",)},
    ],
)
def test_what_does_not_exist_is_refused(wrong: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(FilterError, match="there are"):
        Filters(**wrong)  # type: ignore[arg-type]  # the point of the test


@pytest.mark.parametrize("confidence", [-0.1, 1.01, float("nan"), float("inf")])
def test_a_confidence_beyond_0_and_1_is_refused(confidence: float) -> None:
    with pytest.raises(FilterError, match="between 0 and 1"):
        Filters(min_confidence=confidence)


def test_more_words_than_anybody_types_are_refused() -> None:
    with pytest.raises(FilterError, match="at most 200"):
        Filters(words="x" * (LONGEST_WORDS + 1))
