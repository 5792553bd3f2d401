"""Who says so: the sources of sentences and of their numbers."""

from __future__ import annotations

import pytest

from geodata.events.attribution import (
    attribute,
    attribution_at,
    find_attributions,
    taken_over,
)
from geodata.events.counts import find_counts
from geodata.events.figures import find_figures
from geodata.events.lexicon import load_lexicon
from geodata.events.merging import merge_figures
from geodata.events.reading import Sentence, read_sentences
from geodata.models import Article, Attribution, Figure, Span


def sentence(text: str, language: str = "de") -> Sentence:
    article = Article("a", text, (Span(0, len(text)),), language)
    return next(iter(read_sentences(article, (), load_lexicon(language))))


def said(text: str, language: str = "de") -> list[tuple[str, str]]:
    found = find_attributions(sentence(text, language), text)
    return [(each.attribution.speaker, each.attribution.words) for each in found]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "words"),
    [
        (
            "de",
            "Das Gesundheitsministerium sprach von 40 Toten.",
            "officials",
            "Das Gesundheitsministerium sprach von",
        ),
        (
            "de",
            "Nach einer Meldung des Gesundheitsministeriums starben 12 Menschen.",
            "officials",
            "Nach einer Meldung des Gesundheitsministeriums",
        ),
        (
            "de",
            "Es starben nach Angaben der örtlichen Polizei 12 Menschen.",
            "officials",
            "nach Angaben der örtlichen Polizei",
        ),
        (
            "de",
            "Nach Angaben der Polizei Dutzende Menschen getötet.",
            "officials",
            "Nach Angaben der Polizei",
        ),
        (
            "de",
            "Laut einem Bericht der Zeitung Le Monde starben 12 Menschen.",
            "media",
            "Laut einem Bericht der Zeitung Le Monde",
        ),
        (
            "de",
            "Unter Berufung auf Anwohner meldete die Agentur Reuters 12 Tote.",
            "witnesses",
            "Unter Berufung auf Anwohner",
        ),
        (
            "de",
            "Nach Darstellung der Armee wurden 12 Rebellen getötet.",
            "officials",
            "Nach Darstellung der Armee",
        ),
        (
            "de",
            "Nach Einschätzung der Beobachtungsstelle für Menschenrechte starben 12 Menschen.",
            "observers",
            "Nach Einschätzung der Beobachtungsstelle für Menschenrechte",
        ),
        (
            "de",
            "12 Menschen starben, sagte ein Sprecher des Innenministeriums.",
            "officials",
            "sagte ein Sprecher des Innenministeriums",
        ),
        (
            "de",
            "Ein Sprecher der Rebellen sagte, 12 Menschen seien getötet worden.",
            "fighters",
            "Ein Sprecher der Rebellen sagte",
        ),
        (
            "de",
            "12 Menschen starben, sagte ein Taliban-Sprecher.",
            "fighters",
            "sagte ein Taliban-Sprecher",
        ),
        (
            "de",
            "12 Menschen starben, sagte Polizeisprecher Hans Meier der dpa.",
            "officials",
            "sagte Polizeisprecher Hans Meier",
        ),
        (
            "de",
            "Die Vereinten Nationen meldeten 12 Tote.",
            "observers",
            "Die Vereinten Nationen meldeten",
        ),
        (
            "de",
            "Angehörige der Opfer berichteten von 12 Toten.",
            "witnesses",
            "Angehörige der Opfer berichteten",
        ),
        (
            "de",
            "Der Bürgermeister der Stadt teilte am Montag mit, 12 Menschen seien getötet worden.",
            "officials",
            "Der Bürgermeister der Stadt teilte am Montag mit",
        ),
        ("de", "12 Menschen starben, so die Polizei.", "officials", "so die Polizei"),
        (
            "de",
            "Die Feuerwehr gab die Zahl der Verletzten mit 12 an.",
            "officials",
            "Die Feuerwehr gab die Zahl der Verletzten mit 12 an",
        ),
        (
            "de",
            "Augenzeugenberichten zufolge starben 12 Menschen.",
            "witnesses",
            "Augenzeugenberichten zufolge",
        ),
        (
            "de",
            "Dem Innenministerium zufolge starben 12 Menschen.",
            "officials",
            "Dem Innenministerium zufolge",
        ),
        (
            "de",
            "Ersten Berichten zufolge starben 12 Menschen.",
            "unnamed",
            "Ersten Berichten zufolge",
        ),
        (
            "de",
            "Wie das Rote Kreuz mitteilte, starben 12 Menschen.",
            "observers",
            "Wie das Rote Kreuz mitteilte",
        ),
        (
            "de",
            "In Kabul sind Sicherheitskreisen zufolge 12 Menschen gestorben.",
            "officials",
            "Sicherheitskreisen zufolge",
        ),
        ("de", "Offenbar starben 12 Menschen.", "unnamed", "Offenbar"),
        (
            "de",
            "Bei dem Angriff starben 12 Menschen, während die Regierung erklärte, sie helfe.",
            "officials",
            "die Regierung erklärte",
        ),
        (
            "de",
            "Mehrere Augenzeugen berichteten von Schüssen.",
            "witnesses",
            "Mehrere Augenzeugen berichteten",
        ),
        (
            "de",
            "12 Menschen starben, hieß es aus Polizeikreisen.",
            "officials",
            "hieß es aus Polizeikreisen",
        ),
        (
            "de",
            "Die Terrormiliz Islamischer Staat reklamierte den Anschlag für sich.",
            "fighters",
            "Die Terrormiliz Islamischer Staat reklamierte",
        ),
        (
            "de",
            "Die Hilfsorganisation Ärzte ohne Grenzen zählte 12 Tote.",
            "observers",
            "Die Hilfsorganisation Ärzte ohne Grenzen zählte",
        ),
        (
            "de",
            "Amnesty International sprach von 12 Toten.",
            "observers",
            "Amnesty International sprach von",
        ),
        (
            "de",
            "Nach Angaben von Ärzten starben 12 Menschen.",
            "witnesses",
            "Nach Angaben von Ärzten",
        ),
        (
            "de",
            "Nach Angaben der Behörden in der Stadt starben 12 Menschen.",
            "officials",
            "Nach Angaben der Behörden",
        ),
        (
            "de",
            "Die syrische Beobachtungsstelle für Menschenrechte in London meldete 12 Tote.",
            "observers",
            "Die syrische Beobachtungsstelle für Menschenrechte in London meldete",
        ),
        (
            "de",
            "Das iranische Staatsfernsehen berichtete, 12 Menschen seien tot.",
            "media",
            "Das iranische Staatsfernsehen berichtete",
        ),
        (
            "de",
            "Der Kommandeur der Miliz sagte, seine Männer hätten die Stadt erobert.",
            "fighters",
            "Der Kommandeur der Miliz sagte",
        ),
        (
            "de",
            "Nach offiziellen Angaben starben 12 Menschen.",
            "officials",
            "Nach offiziellen Angaben",
        ),
        ("de", "Die Opposition spricht von 12 Toten.", "observers", "Die Opposition spricht von"),
        (
            "de",
            "Nach Erkenntnissen der Ermittler starben 12 Menschen.",
            "officials",
            "Nach Erkenntnissen der Ermittler",
        ),
        (
            "de",
            "Den Angaben der Behörden zufolge starben 12 Menschen.",
            "officials",
            "Den Angaben der Behörden zufolge",
        ),
        ("de", "Die Rebellen sollen 12 Menschen getötet haben.", "unnamed", "sollen"),
        ("de", "Angeblich zogen 12 Panzer durch die Stadt.", "unnamed", "Angeblich"),
        ("de", "Dem Vernehmen nach sind 200 Soldaten unterwegs.", "unnamed", "Dem Vernehmen nach"),
        ("en", "Police said 12 people were killed.", "officials", "Police said"),
        (
            "en",
            "According to the interior ministry, 12 people were killed.",
            "officials",
            "According to the interior ministry",
        ),
        (
            "en",
            "12 people were killed, a spokesman for the defence ministry said on Monday.",
            "officials",
            "a spokesman for the defence ministry said",
        ),
        (
            "en",
            "12 people were killed, a hospital director told Reuters.",
            "officials",
            "a hospital director told",
        ),
        (
            "en",
            "A Taliban spokesman said 12 soldiers were killed.",
            "fighters",
            "A Taliban spokesman said",
        ),
        (
            "en",
            "Rebel commanders said 12 soldiers were killed.",
            "fighters",
            "Rebel commanders said",
        ),
        (
            "en",
            "The Syrian Observatory for Human Rights said 12 people were killed.",
            "observers",
            "The Syrian Observatory for Human Rights said",
        ),
        (
            "en",
            "12 people were killed, according to residents of the town.",
            "witnesses",
            "according to residents of the town",
        ),
        (
            "en",
            "Citing police sources, Xinhua said 12 people were killed.",
            "officials",
            "Citing police sources",
        ),
        (
            "en",
            "The state news agency reported 12 deaths.",
            "media",
            "The state news agency reported",
        ),
        (
            "en",
            "12 people were killed, witnesses and officials said.",
            "officials",
            "officials said",
        ),
        ("en", "12 people were reportedly killed.", "unnamed", "reportedly"),
        ("en", "Doctors counted 12 dead.", "witnesses", "Doctors counted"),
        ("en", "The army put the toll at 12.", "officials", "The army put the toll at"),
        (
            "en",
            "Amnesty International said 12 people were killed.",
            "observers",
            "Amnesty International said",
        ),
        ("en", "The Red Cross said 12 people were killed.", "observers", "The Red Cross said"),
        ("en", "UN officials said 12 people were killed.", "observers", "UN officials said"),
        (
            "en",
            "12 people were killed, state television quoted police as saying.",
            "media",
            "state television quoted",
        ),
        (
            "en",
            "Interfax quoted the ministry as saying 12 people were killed.",
            "media",
            "Interfax quoted",
        ),
        ("en", "As the BBC reported, 12 people were killed.", "media", "As the BBC reported"),
        (
            "en",
            "Local residents told AFP that 12 people were killed.",
            "witnesses",
            "Local residents told",
        ),
        ("en", "Unconfirmed reports spoke of 12 dead.", "unnamed", "Unconfirmed"),
        (
            "en",
            "The death of 12 people was confirmed by police.",
            "officials",
            "confirmed by police",
        ),
        ("en", "Militants are believed to have killed 12 people.", "unnamed", "are believed to"),
        (
            "en",
            "Relatives of the soldiers said 12 were killed.",
            "witnesses",
            "Relatives of the soldiers said",
        ),
        (
            "en",
            "12 people were killed, the mayor of the town wrote on Telegram.",
            "officials",
            "the mayor of the town wrote",
        ),
        (
            "en",
            "12 people were killed, police in the capital said.",
            "officials",
            "police in the capital said",
        ),
        ("en", "On Monday police said 12 people were killed.", "officials", "police said"),
        (
            "en",
            "Opposition activists said 12 people were killed.",
            "observers",
            "Opposition activists said",
        ),
        (
            "en",
            "A human rights group said 12 people were killed.",
            "observers",
            "A human rights group said",
        ),
        (
            "en",
            "A statement from the rebels said 12 people were killed.",
            "fighters",
            "A statement from the rebels said",
        ),
        ("en", "According to media reports, 12 people were killed.", "media", "According to media"),
        (
            "en",
            "The UN mission confirmed the deaths of 12 people.",
            "observers",
            "The UN mission confirmed",
        ),
        ("en", "The rebels claimed they had captured the town.", "fighters", "The rebels claimed"),
        ("en", "U.S. officials said 12 people died.", "officials", "U.S. officials said"),
        ("en", "Local news reports said 12 people died.", "media", "Local news reports said"),
        ("en", "Villagers said soldiers burned 12 houses.", "witnesses", "Villagers said"),
        (
            "en",
            "12 people were killed, according to figures released by the army.",
            "officials",
            "according to figures released by the army",
        ),
        (
            "en",
            "12 people were killed, AFP reported, citing hospital sources.",
            "media",
            "AFP reported",
        ),
        ("en", "Allegedly 12 people were killed.", "unnamed", "Allegedly"),
        ("ru", "По данным полиции, погибли 12 человек.", "officials", "По данным полиции"),
        (
            "ru",
            "По данным министерства обороны погибли 12 человек.",
            "officials",
            "По данным министерства обороны",
        ),
        ("ru", "Погибли 12 человек, сообщили в полиции.", "officials", "сообщили в полиции"),
        ("ru", "Погибли 12 человек, сообщает РИА Новости.", "media", "сообщает РИА Новости"),
        (
            "ru",
            "Погибли 12 человек, сообщил представитель МВД Иван Петров.",
            "officials",
            "сообщил представитель МВД Иван Петров",
        ),
        (
            "ru",
            "Погибли 12 человек, заявил представитель повстанцев.",
            "fighters",
            "заявил представитель повстанцев",
        ),
        ("ru", "По словам очевидцев, погибли 12 человек.", "witnesses", "По словам очевидцев"),
        (
            "ru",
            "По сообщению агентства Рейтер, погибли 12 человек.",
            "media",
            "По сообщению агентства Рейтер",
        ),
        (
            "ru",
            "Как сообщил губернатор области, погибли 12 человек.",
            "officials",
            "Как сообщил губернатор области",
        ),
        (
            "ru",
            "Об этом сообщает Интерфакс со ссылкой на источник в полиции.",
            "media",
            "сообщает Интерфакс",
        ),
        (
            "ru",
            "Министерство обороны сообщило, что погибли 12 человек.",
            "officials",
            "Министерство обороны сообщило",
        ),
        (
            "ru",
            "Местные жители рассказали, что погибли 12 человек.",
            "witnesses",
            "Местные жители рассказали",
        ),
        ("ru", "Якобы погибли 12 человек.", "unnamed", "Якобы"),
        ("ru", "Предположительно, погибли 12 человек.", "unnamed", "Предположительно"),
        (
            "ru",
            "По неподтвержденным данным, погибли 12 человек.",
            "unnamed",
            "По неподтвержденным данным",
        ),
        (
            "ru",
            "Наблюдатели ОБСЕ зафиксировали обстрел.",
            "observers",
            "Наблюдатели ОБСЕ зафиксировали",
        ),
        ("ru", "Врачи сообщили о 12 погибших.", "witnesses", "Врачи сообщили"),
        ("ru", "Красный Крест сообщил о 12 погибших.", "observers", "Красный Крест сообщил"),
        ("ru", "По оценкам ООН, погибли 12 человек.", "observers", "По оценкам ООН"),
        (
            "ru",
            "По предварительным данным МЧС, погибли 12 человек.",
            "officials",
            "По предварительным данным МЧС",
        ),
        (
            "ru",
            "По предварительным данным, погибли 12 человек.",
            "unnamed",
            "По предварительным данным",
        ),
        ("ru", "Талибы заявили, что убили 12 солдат.", "fighters", "Талибы заявили"),
        (
            "ru",
            "Лидер боевиков заявил, что погибли 12 человек.",
            "fighters",
            "Лидер боевиков заявил",
        ),
        (
            "ru",
            "Пресс-служба министерства внутренних дел сообщила о 12 погибших.",
            "officials",
            "Пресс-служба министерства внутренних дел сообщила",
        ),
        (
            "ru",
            "По информации телеканала Аль-Джазира, погибли 12 человек.",
            "media",
            "По информации телеканала Аль-Джазира",
        ),
        ("ru", "Погибли 12 человек, пишет газета Коммерсант.", "media", "пишет газета Коммерсант"),
        ("ru", "Погибли 12 человек, передает ТАСС.", "media", "передает ТАСС"),
        ("ru", "Правозащитники насчитали 12 погибших.", "observers", "Правозащитники насчитали"),
        ("ru", "По версии следствия, он убил 12 человек.", "officials", "По версии следствия"),
        (
            "ru",
            "Погибли 12 человек, говорится в заявлении армии.",
            "officials",
            "говорится в заявлении армии",
        ),
        (
            "ru",
            "По словам родственников погибших, стреляла полиция.",
            "witnesses",
            "По словам родственников",
        ),
        ("ru", "По мнению экспертов, погибли 12 человек.", "observers", "По мнению экспертов"),
        (
            "ru",
            "Amnesty International сообщает о 12 погибших.",
            "observers",
            "Amnesty International сообщает",
        ),
        (
            "ru",
            "По подсчетам организаторов, вышли 5000 человек.",
            "observers",
            "По подсчетам организаторов",
        ),
        (
            "ru",
            "Как пишет The New York Times, погибли 12 человек.",
            "media",
            "Как пишет The New York Times",
        ),
        ("ru", "Об этом пишет «Лента.ру».", "media", "пишет «Лента.ру»"),
        (
            "ru",
            "Источник в правоохранительных органах сообщил о 12 погибших.",
            "officials",
            "Источник в правоохранительных органах сообщил",
        ),
        ("ru", "Организаторы заявили о 5000 участников.", "observers", "Организаторы заявили"),
        ("ru", "Боевики утверждают, что захватили город.", "fighters", "Боевики утверждают"),
        (
            "ru",
            "Как рассказали очевидцы, стреляли военные.",
            "witnesses",
            "Как рассказали очевидцы",
        ),
        ("ru", "Погибли 12 человек, сообщил Красный Крест.", "observers", "сообщил Красный Крест"),
        (
            "ru",
            "По утверждению повстанцев, город захвачен.",
            "fighters",
            "По утверждению повстанцев",
        ),
    ],
)
def test_sources_are_quoted_in_full_and_told_apart_by_sort(
    language: str, text: str, speaker: str, words: str
) -> None:
    assert said(text, language)[0] == (speaker, words)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Präsident verurteilte den Anschlag."),
        ("de", "Die Polizei nahm 12 Menschen fest."),
        ("de", "Soldaten griffen die Stadt an."),
        ("de", "Der Minister reiste nach Kabul."),
        ("de", "Die Zeitung wurde verboten."),
        ("de", "Die Demonstranten zogen zum Parlament."),
        ("de", "Anwohner fotografierten die Panzer."),
        ("de", "Der Sprecher floh aus der Stadt."),
        ("de", "Der Sender zeigte Bilder der Panzer."),
        ("de", "Nach dem Bericht starben 12 Menschen."),
        ("de", "Die Ärzte streikten am Montag."),
        ("de", "Der General befahl den Rückzug."),
        ("de", "Die Hamas feuerte Raketen ab."),
        ("de", "Die Nato verlegte 500 Soldaten nach Estland."),
        ("en", "Soldiers attacked the town."),
        ("en", "Police arrested 12 people."),
        ("en", "The president condemned the attack."),
        ("en", "The newspaper was closed."),
        ("en", "The minister flew to Kabul."),
        ("en", "Rebels put up barricades."),
        ("en", "Protesters marched to the ministry."),
        ("en", "The group of rebels was attacked by the army."),
        ("en", "The opposition leader was arrested."),
        ("en", "Militants have been told to leave."),
        ("en", "Doctors went on strike on Monday."),
        ("en", "Hamas fired rockets at the town."),
        ("en", "The Red Cross sent trucks to the town."),
        ("en", "Witnesses fled the square."),
        ("en", "A reporter was wounded."),
        ("ru", "Солдаты атаковали город."),
        ("ru", "Полиция задержала 12 человек."),
        ("ru", "Президент осудил нападение."),
        ("ru", "Министр прибыл в Кабул."),
        ("ru", "Газета закрыта."),
        ("ru", "Участники митинга вышли на площадь."),
        ("ru", "Врачи вышли на забастовку."),
        ("ru", "Боевики обстреляли город."),
        ("ru", "Журналист ранен."),
        ("ru", "Полиция разогнала демонстрантов."),
        ("ru", "Генерал приказал отступить."),
        ("ru", "Жители бежали из города."),
        ("ru", "Представитель посольства прибыл в город."),
    ],
)
def test_those_who_act_say_nothing(language: str, text: str) -> None:
    assert said(text, language) == []


def heard(text: str, position: int, language: str) -> str | None:
    """Return the words for who says what stands at a token of a text's only sentence."""
    read = sentence(text, language)
    found = attribution_at(read, find_attributions(read, text), position)
    return None if found is None else found.words


@pytest.mark.parametrize(
    ("language", "text", "before", "after"),
    [
        (
            "de",
            "Zwölf Bauern starben, während die Regierung erklärte, sie sende Hilfe.",
            None,
            "die Regierung erklärte",
        ),
        (
            "en",
            "Twelve farmers died, while the government said it would send aid.",
            None,
            "the government said",
        ),
        (
            "ru",
            "Погибли двенадцать крестьян, а правительство заявило, что пришлет помощь.",
            None,
            "правительство заявило",
        ),
        (
            "de",
            "Zwölf Bauern starben, wie die Regierung mitteilte.",
            "wie die Regierung mitteilte",
            "wie die Regierung mitteilte",
        ),
        (
            "en",
            "Twelve farmers died, the government said on Monday.",
            "the government said",
            "the government said",
        ),
        (
            "de",
            "Zwölf Bauern starben, dann berichteten Zeugen von Feuer.",
            None,
            "berichteten Zeugen",
        ),
        (
            "de",
            "Zwölf Bauern starben, wie am Montag die Polizei mitteilte.",
            "die Polizei mitteilte",
            "die Polizei mitteilte",
        ),
    ],
)
def test_what_stands_before_a_new_statement_is_not_its_speakers(
    language: str, text: str, before: str | None, after: str
) -> None:
    last = len(sentence(text, language).tokens) - 2
    assert (heard(text, 1, language), heard(text, last, language)) == (before, after)


def neighbours(text: str, index: int, language: str) -> list[str]:
    """Return the words for who says a sentence of a text because another sentence says so."""
    article = Article("a", text, (Span(0, len(text)),), language)
    read = tuple(read_sentences(article, (), load_lexicon(language)))
    return [each.attribution.words for each in taken_over(read, index, text)]


@pytest.mark.parametrize(
    ("language", "text", "index", "words"),
    [
        (
            "de",
            "Es gab Schüsse, sagte ein Anwohner. Zwölf Bauern seien tot.",
            1,
            ["sagte ein Anwohner"],
        ),
        (
            "en",
            "There were shots, a resident said. Twelve farmers died, he said.",
            1,
            ["a resident said"],
        ),
        (
            "ru",
            "Стреляли из танков, рассказал житель села. Он заявил, что погибли крестьяне.",
            1,
            ["рассказал житель села"],
        ),
        ("de", "Zwölf Bauern sind tot. Das teilte die Polizei mit.", 0, ["teilte die Polizei mit"]),
        ("ru", "Погибли двенадцать крестьян. Об этом сообщает ТАСС.", 0, ["сообщает ТАСС"]),
        ("de", "Es gab Schüsse, sagte ein Anwohner. Zwölf Bauern sind tot.", 1, []),
        ("en", "There were shots, a resident said. Twelve farmers died.", 1, []),
        ("ru", "Погибли двенадцать крестьян. Министр вернулся домой.", 0, []),
        (
            "de",
            "Es gab Schüsse, sagte ein Anwohner. Das Netzwerk meldete, zwölf Bauern seien tot.",
            1,
            [],
        ),
    ],
)
def test_a_sentence_may_be_said_by_whom_its_neighbour_names(
    language: str, text: str, index: int, words: list[str]
) -> None:
    assert neighbours(text, index, language) == words


def test_a_source_is_quoted_once_and_in_full() -> None:
    assert said("Es starben nach Angaben der Polizei 12 Menschen.") == [
        ("officials", "nach Angaben der Polizei")
    ]


def test_a_plan_is_no_hearsay() -> None:
    assert said("200 Soldaten sollen nach Almaty verlegt werden.") == []


def test_what_the_article_says_itself_has_no_source() -> None:
    read = sentence("In Almaty starben 12 Menschen.")
    assert attribution_at(read, (), 2) is None


def test_numbers_of_different_speakers_stay_claims_of_their_own() -> None:
    text = "Laut Polizei gab es 26 Tote, Aktivisten sprechen von 164."
    read = sentence(text)
    counts = attribute(read, find_counts(read, "de"), find_attributions(read, text))
    figures = find_figures("violence", counts)
    assert [(f.what, f.minimum, f.attribution and f.attribution.speaker) for f in figures] == [
        ("dead", 26, "officials"),
        ("dead", 164, "observers"),
    ]
    assert all(figure.qualifier == "reported" for figure in figures)


def test_numbers_of_one_speaker_are_summed() -> None:
    text = "Nach Angaben der Armee wurden 14 Polizisten und drei Zivilisten getötet."
    read = sentence(text)
    counts = attribute(read, find_counts(read, "de"), find_attributions(read, text))
    (figure,) = find_figures("violence", counts)
    assert (figure.minimum, figure.qualifier) == (17, "reported")


def test_a_bound_goes_before_hearsay() -> None:
    text = "Laut Polizei starben mindestens 12 Menschen."
    read = sentence(text)
    counts = attribute(read, find_counts(read, "de"), find_attributions(read, text))
    (figure,) = find_figures("violence", counts)
    assert figure.qualifier == "at least"


def test_tellings_keep_what_named_speakers_contradict_each_other_on() -> None:
    police = Figure("dead", 26, 26, None, Attribution("officials", Span(0, 1), "p"))
    group = Figure("dead", 164, 164, None, Attribution("observers", Span(0, 1), "g"))
    plain = Figure("dead", 20, 20)
    assert merge_figures([police], [group]) == (police, group)
    assert merge_figures([plain], [police]) == (police,)
    assert merge_figures([police], [police]) == (police,)
