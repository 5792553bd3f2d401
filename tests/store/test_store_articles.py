from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geodata.articles.incoming import Origin
from geodata.errors import StoreError
from geodata.models import stable_id
from geodata.store import Outcome, lasting
from geodata.store.addresses import address_of
from tests.records import make_article, make_incident
from tests.store.stock import NOON, an_act, an_article, batch, extracted, incoming, new

if TYPE_CHECKING:
    from geodata.articles.incoming import OriginKind
    from geodata.store import Store

PAGE = "https://zeitung.example/2022/01/almaty"


def test_an_article_comes_back_as_it_was_added(store: Store) -> None:
    article = replace(an_article(url=PAGE), author="Anna Beispiel")
    given = new(found=incoming(article, canonical_url=f"{PAGE}?id=7"))
    assert store.add([given]) == (Outcome("added", article.article_id),)
    stored = store.article(article.article_id)
    assert stored is not None
    assert stored.article == article
    assert stored.entry.title == "Meldung 1 aus dem Süden"
    assert stored.entry.added_by == "anna@example.org"
    assert stored.entry.added_at == NOON
    assert stored.entry.canonical_url == f"{PAGE}?id=7"
    (seen,) = stored.origins
    assert seen.origin == Origin("file", "monday.txt")
    assert seen.raw_sha256 == given.incoming.raw_sha256
    assert list(store.extractions()) == [given.extraction]
    assert store.signatures() == ((article.article_id, b"\x00signature\xff"),)


def test_an_article_is_named_by_its_text_alone() -> None:
    article = lasting(replace(make_article("what the file was called"), sample=True))
    assert article.article_id == stable_id(article.text)
    assert not article.sample


def test_an_article_named_otherwise_is_refused(store: Store) -> None:
    article = make_article("a1")
    with pytest.raises(StoreError, match="lasting"):
        store.add([new(an_article()), new(article, extraction=extracted(an_article()))])
    assert store.article_count() == 0
    assert store.revision == 0


def test_articles_are_listed_in_the_order_of_adding(store: Store) -> None:
    store.add(batch([3, 1]))
    store.add(batch([2]))
    assert [entry.title.split()[1] for entry in store.articles()] == ["3", "1", "2"]
    assert store.article_ids() == tuple(entry.article_id for entry in store.articles())
    assert [entry.number for entry in store.articles()] == [1, 2, 3]


def test_the_same_text_again_is_no_second_article(store: Store) -> None:
    article = an_article(url=PAGE)
    store.add([new(article)])
    other = replace(article, url="https://agentur.example/almaty")
    again = new(found=incoming(other, name="Anzeiger", kind="feed", raw="a page"))
    assert store.add([again]) == (Outcome("known", article.article_id),)
    assert store.article_count() == 1
    stored = store.article(article.article_id)
    assert stored is not None
    assert {seen.origin.name for seen in stored.origins} == {"monday.txt", "Anzeiger"}
    known = store.known(url="https://agentur.example/almaty")
    assert known is not None
    assert known.article_id == article.article_id


def test_the_same_article_twice_in_a_batch_is_one(store: Store) -> None:
    outcomes = store.add([*batch([1, 2]), *batch([1])])
    assert [outcome.kind for outcome in outcomes] == ["added", "added", "known"]
    assert store.article_count() == 2


def test_adding_what_is_there_changes_nothing(store: Store) -> None:
    store.add(batch(range(5)))
    before = store.revision
    assert {outcome.kind for outcome in store.add(batch(range(5)))} == {"known"}
    assert store.revision == before


def test_what_is_known_says_by_what(store: Store) -> None:
    article = an_article(url=PAGE)
    store.add([new(article)])
    raw = incoming(article).raw_sha256
    assert [
        known and known.why
        for known in (
            store.known(raw_sha256=raw, text=article.text, url=PAGE),
            store.known(raw_sha256="other", text=article.text, url=PAGE),
            store.known(text="Anderer Text", url=PAGE),
            store.known(text="Anderer Text", url=f"{PAGE}/2"),
            store.known(),
        )
    ] == ["same bytes", "same text", "same address", None, None]


def test_what_is_known_of_many_is_told_in_their_order(store: Store) -> None:
    store.add([new(an_article(1, url=PAGE)), *batch([2])])
    asked = [
        incoming(an_article(3)),
        incoming(an_article(2), raw="otherwise packed"),
        incoming(an_article(4, url=PAGE)),
        incoming(an_article(1)),
    ]
    known = store.known_all(asked)
    assert [one and one.why for one in known] == [None, "same text", "same address", "same bytes"]
    assert store.known_all([]) == ()
    assert store.known_urls([PAGE, "https://zeitung.example/2", "mailto:x"]) == {PAGE}


def test_another_text_at_an_address_is_a_new_version(store: Store) -> None:
    old, newer = an_article(1, url=PAGE), an_article(2, url=PAGE)
    store.add([new(old), *batch([3])])
    outcome = store.add([new(newer, near=old.article_id)])
    assert outcome == (Outcome("new version", newer.article_id, supersedes=old.article_id),)
    assert store.article_ids() == (an_article(3).article_id, newer.article_id)
    assert [one.article.article_id for one in store.extractions()] == [*store.article_ids()]
    kept = store.article(old.article_id)
    assert kept is not None
    assert kept.entry.superseded_by == newer.article_id
    assert store.earlier() == {newer.article_id: (old.article_id,)}
    assert store.earlier([an_article(3).article_id]) == {}
    assert len(store.articles(superseded=True)) == 3


def test_versions_of_versions_lead_to_the_current_one(store: Store) -> None:
    versions = [an_article(number, url=PAGE) for number in (1, 2, 3)]
    for version in versions:
        store.add([new(version)])
    first, second, third = (version.article_id for version in versions)
    assert store.earlier() == {third: (first, second)}
    assert store.article_count() == 1


def test_an_old_copy_of_a_page_does_not_take_the_place_of_the_newer(store: Store) -> None:
    old, newer = an_article(1, url=PAGE), an_article(2, url=PAGE)
    store.add([new(old)])
    store.add([new(newer)])
    assert store.add([new(old)])[0].kind == "known"
    assert store.article_ids() == (newer.article_id,)


def test_a_text_that_stands_elsewhere_too_stays(store: Store) -> None:
    old, newer = an_article(1, url=PAGE), an_article(2, url=PAGE)
    elsewhere = incoming(replace(old, url="https://agentur.example/almaty"), name="copy.html")
    store.add([new(old), new(found=elsewhere)])
    assert store.add([new(newer)])[0].kind == "added"
    assert store.article_count() == 2


def test_an_older_version_found_elsewhere_is_shown_again(store: Store) -> None:
    old, newer = an_article(1, url=PAGE), an_article(2, url=PAGE)
    store.add([new(old)])
    store.add([new(newer)])
    elsewhere = replace(old, url="https://agentur.example/almaty")
    store.add([new(found=incoming(elsewhere, name="copy.html"))])
    assert set(store.article_ids()) == {old.article_id, newer.article_id}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PAGE, f"{PAGE}#comments"),
        (PAGE, f"{PAGE}?utm_source=mail&fbclid=1"),
        (PAGE, "HTTP://Zeitung.example:80/2022/01/almaty"),
        ("https://a.example/?id=3&utm_medium=x", "https://a.example/?id=3"),
        ("https://a.example/?utm%5Fmedium=x&id=%E4", "https://a.example/?id=%E4"),
        ("http://[2001:db8::1]:80/a?fbclid=1", "https://[2001:db8::1]/a"),
    ],
)
def test_addresses_of_one_page_are_one(one: str, other: str) -> None:
    assert address_of(one) == address_of(other)
    assert address_of(one) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Letters of another encoding than UTF-8, which tell pages apart all the same.
        ("https://a.example/?id=%E4&utm_source=1", "https://a.example/?id=%F6&utm_source=1"),
        ("https://a.example/?id=\ud800&utm_source=1", "https://a.example/?id=\ud801"),
        ("http://[2001:db8::1]:81/a", "http://[2001:db8::1:81]/a"),
        ("https://a.example/?id=a%26b&gclid=1", "https://a.example/?id=a&b"),
    ],
)
def test_addresses_of_two_pages_are_two(one: str, other: str) -> None:
    assert None not in (address_of(one), address_of(other))
    assert address_of(one) != address_of(other)


@pytest.mark.parametrize(
    "url",
    [None, "", "https://zeitung.example/", "https://zeitung.example", "file:///x", "http://["],
)
def test_what_names_no_page_is_no_address(url: str | None) -> None:
    assert address_of(url) is None


def test_articles_of_a_table_that_names_the_paper_alone_are_no_versions(store: Store) -> None:
    front = "https://zeitung.example/"
    store.add([new(an_article(number, url=front)) for number in (1, 2)])
    assert store.article_count() == 2


def test_articles_that_came_in_together_are_no_versions_of_each_other(store: Store) -> None:
    # The rows of a table that bear the page of a section, in two batches.
    first, second, third, fourth = (an_article(number, url=PAGE) for number in (1, 2, 3, 4))
    outcomes = store.add([new(first), new(second)])
    came = {first.article_id, second.article_id}
    outcomes += store.add([new(third)], beside=came)
    assert [one.kind for one in outcomes] == ["added"] * 3
    assert store.article_count() == 3
    # What comes later is a version of the one that stands there.
    (later,) = store.add([new(fourth)])
    assert (later.kind, later.supersedes) == ("new version", first.article_id)
    assert store.check().sound


@pytest.mark.parametrize("kind", ["file", "link"])
def test_a_page_does_not_take_the_place_of_one_that_it_names(
    store: Store, kind: OriginKind
) -> None:
    store.add([new(an_article(1, url=PAGE))])
    other = "https://anderswo.example/kopie"
    copy = incoming(an_article(2, url=other), kind=kind, canonical_url=PAGE)
    assert store.known_all([copy]) == (None,)
    assert store.add([new(found=copy)])[0].kind == "added"
    known = store.known(url=PAGE)
    assert known is not None
    assert known.article_id == an_article(1).article_id
    # The original is still what readers are led to.
    assert store.articles()[1].canonical_url == PAGE


def test_a_saved_page_that_names_its_own_address_is_no_version(store: Store) -> None:
    saved = incoming(an_article(2, url=PAGE), canonical_url=PAGE, is_own_word=True)
    store.add([new(an_article(1, url=PAGE))])
    assert store.known_all([saved]) == (None,)
    assert store.add([new(found=saved)])[0].kind == "added"
    assert store.article_count() == 2


def test_a_fetched_page_takes_the_place_of_a_saved_one(store: Store) -> None:
    saved = incoming(an_article(2, url=PAGE), canonical_url=PAGE, is_own_word=True)
    store.add([new(found=saved)])
    assert store.known_urls([PAGE]) == {PAGE}  # it need not be fetched
    fetched = incoming(an_article(1, url=f"{PAGE}?from=mail"), kind="link", canonical_url=PAGE)
    assert store.add([new(found=fetched)])[0].kind == "new version"


def test_a_page_is_known_by_the_address_it_names_on_its_own_site(store: Store) -> None:
    article = an_article(1, url="https://www.zeitung.example/a?id=7")
    store.add([new(found=incoming(article, kind="link", canonical_url=PAGE))])
    for url in (PAGE, article.url):
        known = store.known(url=url)
        assert known is not None
        assert known.why == "same address"


def test_a_copy_is_linked_to_what_it_is_near_to(store: Store) -> None:
    first, second = an_article(1), an_article(2)
    outcomes = store.add([new(first), new(second, near=first.article_id)])
    assert outcomes[1].near == first.article_id
    assert store.articles()[1].near == first.article_id
    lost = store.add([new(an_article(3), near="0000000000000000")])
    assert lost[0].near is None
    store.remove(first.article_id)
    assert store.articles()[0].near is None


def test_a_removed_article_leaves_its_corrections_in_the_log(store: Store) -> None:
    old, newer = an_article(1, url=PAGE), an_article(2, url=PAGE)
    store.add([new(old)])
    store.add([new(newer), *batch([3])])
    store.correct(an_act(article=newer))
    before = store.revision
    assert store.remove(newer.article_id)
    assert store.revision > before
    assert store.article_ids() == (an_article(3).article_id,)
    assert store.article(old.article_id) is None  # else it would be shown again
    assert store.known(url=PAGE) is None
    assert [act.article_id for act in store.corrections()] == [newer.article_id]
    assert not store.remove(newer.article_id)
    assert store.check().sound


@pytest.mark.parametrize("named", [0, 1, 2])
def test_an_article_removed_by_any_of_its_versions_does_not_come_back(
    store: Store, named: int
) -> None:
    versions = [an_article(number, url=PAGE) for number in (1, 2, 4)]
    for version in versions:
        store.add([new(version)])
    store.add(batch([3]))
    assert store.remove(versions[named].article_id)
    assert store.article_ids() == (an_article(3).article_id,)
    assert len(store.articles(superseded=True)) == 1
    assert store.check().sound


def test_no_incident_tells_of_a_removed_article(store: Store) -> None:
    found = new()
    store.add([found, *batch([2])])
    incident = make_incident(extracted(found.incoming.article).events[1:])
    store.save_incidents([incident], "1")
    store.remove("0000000000000000")
    assert len(store.incidents()) == 1
    store.remove(found.incoming.article.article_id)
    assert store.incidents() == ()


def test_numbers_are_not_given_twice(store: Store) -> None:
    store.add(batch([1, 2]))
    store.remove(an_article(2).article_id)
    store.add(batch([3]))
    assert [entry.number for entry in store.articles()] == [1, 3]


# What no database can hold as it is: NUL, our own escape.
HARD = "Nul \x00 und Flucht \x1b0000, 😀\r\n Am Donnerstag landeten in Almaty. "


def test_texts_come_back_letter_for_letter(store: Store) -> None:
    text = f"{HARD}In Iwanowo nach Angaben der Behörden."
    article = an_article(text=text, publisher="\x00Blatt\x1b")
    given = new(found=incoming(article, name="\x1bd800\x00.txt"))
    store.add([given])
    stored = store.article(article.article_id)
    assert stored is not None
    assert stored.article == article
    assert stored.origins[0].origin.name == "\x1bd800\x00.txt"
    assert list(store.extractions()) == [given.extraction]
    known = store.known(text=text)
    assert known is not None
    assert store.check().faults == ()


def test_a_moment_of_another_zone_is_the_same_moment(store: Store) -> None:
    there = dt.timezone(dt.timedelta(hours=6))
    store.add([replace(new(), added_at=NOON.astimezone(there))])
    assert store.articles()[0].added_at == NOON
    with pytest.raises(StoreError, match="time zone"):
        store.add([replace(new(an_article(2)), added_at=NOON.replace(tzinfo=None))])
    assert store.article_count() == 1


def test_the_revision_grows_with_each_change(store: Store) -> None:
    revisions = [store.revision]
    store.add(batch([1]))
    revisions.append(store.revision)
    store.correct(an_act())
    revisions.append(store.revision)
    store.save_incidents([], "2")
    revisions.append(store.revision)
    store.remove(an_article().article_id)
    revisions.append(store.revision)
    assert revisions == sorted(set(revisions))


def test_each_article_knows_the_revision_of_its_last_change(store: Store) -> None:
    store.add(batch([1, 2]))
    before = dict(store.article_revisions())
    store.correct(an_act(article=an_article(2)))
    after = dict(store.article_revisions())
    changed = [key for key in after if after[key] != before[key]]
    assert changed == [an_article(2).article_id]
    assert after[changed[0]] == store.revision
