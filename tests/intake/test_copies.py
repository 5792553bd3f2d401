"""Copies of one report are known as such, other reports on the same day are not."""

from __future__ import annotations

import time
import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.intake.copies import CopyIndex, signature_of
from geodata.models import Span
from tests.records import make_article

# Three reports as an agency sends them, on invented events.
GERMAN = (
    "Bei einem Brand in einer Lagerhalle am Hafen von Stralsund sind in der Nacht zum Dienstag "
    "vier Menschen verletzt worden, einer von ihnen schwer. Wie ein Sprecher der Feuerwehr sagte, "
    "stand die Halle beim Eintreffen der ersten Löschzüge bereits auf ganzer Länge in Flammen. "
    "Rund hundertzwanzig Einsatzkräfte aus dem ganzen Landkreis waren bis zum Morgen damit "
    "beschäftigt, ein Übergreifen auf zwei benachbarte Silos zu verhindern. Die Anwohner der "
    "Hafenstraße wurden über Lautsprecher aufgefordert, Fenster und Türen geschlossen zu halten. "
    "Eine Gefahr durch giftigen Rauch habe nach ersten Messungen aber nicht bestanden, teilte die "
    "Stadtverwaltung mit. In der Halle lagerten nach Angaben des Betreibers vor allem Düngemittel "
    "und Verpackungen aus Pappe. Wodurch das Feuer ausbrach, war zunächst unklar. Die "
    "Kriminalpolizei nahm am Vormittag ihre Ermittlungen auf, ein Brandgutachter soll die Ruine "
    "betreten, sobald die Statiker sie freigeben. Den Schaden schätzte die Polizei auf mindestens "
    "zwei Millionen Euro. Der Fährverkehr nach Hiddensee war am Vormittag eingestellt und lief "
    "gegen Mittag mit Verspätungen wieder an. Bereits vor drei Jahren hatte es auf dem Gelände "
    "gebrannt, damals griffen die Flammen auf einen leeren Schuppen über."
)
ENGLISH = (
    "Striking dockworkers blocked the main gates of the port of Durban for a third day on "
    "Wednesday, leaving more than forty ships waiting at anchor off the coast. Police fired rubber "
    "bullets to disperse a crowd of about six hundred people who had set tyres alight on the "
    "access road, and nine strikers were arrested, the provincial safety department said. The "
    "transport union wants a rise of eight per cent and an end to temporary contracts, while the "
    "operator has offered four and a half. Citrus growers warned that fruit worth millions would "
    "rot in the sun if the cranes did not start moving again before the weekend. Talks under a "
    "mediator broke up without a result shortly after midnight and are to resume on Friday in "
    "Pretoria. A spokeswoman for the union said its members would stay at the gates until the "
    "company put an offer in writing. Hospitals in the city treated fourteen people for bruises "
    "and burns, none of them in danger of their lives."
)
RUSSIAN = (
    "В Магнитогорске из-за прорыва магистральной трубы без отопления остались жители "
    "восьмидесяти шести домов, сообщила в среду пресс-служба городской администрации. Авария "
    "произошла около пяти часов утра на перекрёстке двух улиц, горячая вода залила проезжую часть "
    "и подвалы соседних зданий. Движение трамваев в этом районе остановлено, пассажиров перевозят "
    "автобусы. На месте работают семь бригад, которым предстоит заменить участок трубы длиной "
    "двенадцать метров. В двух школах и детском саду отменены занятия. Вернуть тепло в квартиры "
    "обещают до полуночи, пока же на улице двадцать три градуса мороза. Прокуратура "
    "начала проверку, так как этот участок сети должны были отремонтировать ещё летом."
)
REPORTS = {"de": GERMAN, "en": ENGLISH, "ru": RUSSIAN}
# Other papers on the same events, in their own words.
OTHERS = {
    "de": (
        "Stralsund erlebte eine schlimme Nacht: Am Hafen brannte eine Lagerhalle nieder, vier "
        "Menschen wurden verletzt. Als die Feuerwehr eintraf, war nach Worten ihres Sprechers "
        "nichts mehr zu retten, es ging nur noch um die Silos nebenan. Mehr als hundert Helfer "
        "kämpften bis zum Morgen. Wer in der Hafenstraße wohnt, wurde mit Lautsprechern geweckt "
        "und sollte die Fenster schließen. Giftig sei der Rauch nicht gewesen, heißt es im "
        "Rathaus. Gelagert waren dort Dünger und Pappe. Die Polizei ermittelt und rechnet mit "
        "einem Schaden in Millionenhöhe. Die Fähren nach Hiddensee fuhren erst mittags wieder."
    ),
    "en": (
        "Nine people were arrested in Durban on Wednesday as the dock strike entered its third "
        "day. Rubber bullets were used against some six hundred strikers who had lit tyres on the "
        "road to the harbour. More than forty vessels are stuck outside the port. The union asks "
        "for eight per cent and the operator will not go beyond four and a half; talks go on in "
        "Pretoria on Friday. Growers of oranges and lemons fear for their harvest, and fourteen "
        "people had to be treated in hospital, though nobody was badly hurt."
    ),
    "ru": (
        "Восемьдесят шесть домов в Магнитогорске замерзают: ранним утром в среду лопнула труба "
        "теплотрассы. Кипяток разлился по дороге и попал в подвалы, трамваи встали, вместо них "
        "ходят автобусы. Ремонтники семи бригад обещают закончить к ночи. Школьников отправили "
        "домой. На улице минус двадцать три. Прокуроры выясняют, почему летом трубу так и не "
        "заменили, хотя ремонт был в планах."
    ),
}


def signature(text: str) -> bytes:
    return signature_of(make_article(text=text))


def index(texts: dict[str, str]) -> CopyIndex:
    found = CopyIndex()
    for name, text in texts.items():
        found.add(name, signature(text))
    return found


def edited(text: str, every: int) -> str:
    """Return a text in which one word of so many is another."""
    words = text.split()
    return " ".join("derweil" if i % every == every - 1 else word for i, word in enumerate(words))


def first_part(text: str, share: float) -> str:
    words = text.split()
    return " ".join(words[: int(len(words) * share)])


@pytest.mark.parametrize("language", REPORTS)
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        str.upper,
        lambda text: text.replace(", ", " – ").replace(". ", ".\n\n"),
        lambda text: first_part(text, 0.6),
        lambda text: first_part(text, 0.4),
        lambda text: edited(text, 12),
        lambda text: edited(first_part(text, 0.6), 15),
        lambda text: "Wie uns Leser berichten, war der Tag in der Stadt sonst ruhig. " + text,
        lambda text: " ".join([text, *text[::-1].split()[:30]]),
    ],
    ids=["same", "capitals", "marks", "60 %", "40 %", "edited", "edited 60 %", "before", "after"],
)
def test_a_copy_is_found_whichever_of_both_came_first(language: str, change: object) -> None:
    assert callable(change)
    report, copy = REPORTS[language], change(REPORTS[language])
    assert index(REPORTS).nearest(signature(copy)) == language
    assert index({**OTHERS, "copy": copy}).nearest(signature(report)) == "copy"


@pytest.mark.parametrize("language", REPORTS)
def test_another_report_on_the_same_event_is_no_copy(language: str) -> None:
    assert index(REPORTS).nearest(signature(OTHERS[language])) is None
    assert index(OTHERS).nearest(signature(REPORTS[language])) is None


def test_a_long_quotation_makes_no_copy() -> None:
    quoted = first_part(GERMAN, 0.2)
    assert index(REPORTS).nearest(signature(f"{quoted} {OTHERS['de']} {OTHERS['de']}")) is None


def test_the_headline_does_not_count() -> None:
    text = f"Feuer am Hafen\n\n{GERMAN}"
    article = make_article(text=text)
    body = Span(text.index(GERMAN), len(text))
    assert signature_of(article) != signature(GERMAN)
    assert signature_of(replace(article, body=(body,))) == signature(GERMAN)


def test_teasers_that_share_a_sentence_are_no_copies() -> None:
    usual = (
        "Wir berichten heute ab zwanzig Uhr live mit Ticker, Bildern und Stimmen aus dem Stadion."
    )
    teasers = {
        "rostock": f"Rostock empfängt am Abend den Tabellenletzten aus Aue. {usual}",
        "jena": f"Ohne seinen Torwart muss Jena beim Nachbarn in Erfurt antreten. {usual}",
    }
    assert index({"rostock": teasers["rostock"]}).nearest(signature(teasers["jena"])) is None
    assert index(teasers).nearest(signature(teasers["jena"])) == "jena"


def test_of_two_equals_the_first_is_named_and_the_likest_before_both() -> None:
    texts = {"a": edited(GERMAN, 15), "b": GERMAN, "c": GERMAN}
    assert index(texts).nearest(signature(GERMAN)) == "b"


def test_adding_again_changes_nothing() -> None:
    found = index({"a": GERMAN})
    found.add("a", signature(ENGLISH))
    assert found.nearest(signature(ENGLISH)) is None
    assert found.nearest(signature(GERMAN)) == "a"


@pytest.mark.parametrize("text", ["…", "Ja.", "Drei kurze Worte."])
def test_a_text_of_next_to_nothing_is_no_copy(text: str) -> None:
    assert index({"a": text}).nearest(signature(text)) is None


@given(st.lists(st.text(alphabet="abc ", max_size=60), max_size=6), st.text("abc ", max_size=60))
def test_what_is_named_was_added(texts: list[str], text: str) -> None:
    names = {str(i): each for i, each in enumerate(texts)}
    assert index(names).nearest(signature(text)) in {None, *names}


def test_a_signature_is_small_and_always_the_same() -> None:
    assert len(signature(GERMAN)) == 256
    assert signature(GERMAN)[:8].hex() == "05fd0ee30698b544"
    assert signature("…") == b""


def test_a_thousand_copies_of_one_report_cost_no_more_than_others() -> None:
    report = signature(GERMAN)
    found = CopyIndex()
    began = time.process_time()
    for i in range(1_000):
        found.nearest(report)
        found.add(str(i), report)
    assert time.process_time() - began < 0.5
    assert found.nearest(report) == "0"


def test_an_article_takes_little_memory() -> None:
    def numbered(i: int) -> bytes:
        return signature(" ".join(f"w{i}n{k}" for k in range(100)))

    signatures = [numbered(i) for i in range(2_000)]
    tracemalloc.start()
    found = CopyIndex()
    for i, each in enumerate(signatures):
        found.add(str(i), each)
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert taken / 2_000 < 2_000  # bytes
