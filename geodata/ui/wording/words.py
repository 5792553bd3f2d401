"""What the records say, in the reader's words: kinds, phases, figures, precision, confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale

from geodata.events.claimed import figures_by_kind, merged_figure, range_figure
from geodata.models import Incident
from geodata.tables.facets import CONFIDENCE_STEPS
from geodata.ui.wording.i18n import (
    N_,
    _,
    country_codes,
    country_name,
    date_words,
    language,
    ngettext,
    number,
    short_date,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geodata.models import (
        Article,
        Attribution,
        DateRange,
        Event,
        EventKind,
        EventStatus,
        Figure,
        Phase,
        PlaceType,
        Usage,
    )
    from geodata.tables.voices import Voice

__all__ = [
    "FAIRLY_SURE",
    "KIND_COLOURS",
    "SURE",
    "actor_words",
    "amount_words",
    "attribution_words",
    "confidence_words",
    "date_text",
    "figure_words",
    "figures_words",
    "joined",
    "kind_label",
    "kinds_label",
    "language_name",
    "phase_label",
    "place_precision_words",
    "place_type_label",
    "precision_label",
    "published_text",
    "quoted",
    "sort_of_event",
    "status_choice",
    "status_label",
    "sureness",
    "time_precision_words",
    "usage_label",
    "voice_label",
]

# Streamlit's names for the text colours that the theme gives to the kinds.
KIND_COLOURS: Mapping[EventKind, str] = {
    "deployment": "blue",
    "withdrawal": "green",
    "presence": "violet",
    "protest": "orange",
    "violence": "red",
}
_KIND: Mapping[EventKind, str] = {
    "deployment": N_("Deployment"),
    "withdrawal": N_("Withdrawal"),
    "presence": N_("Military presence"),
    "protest": N_("Protest"),
    "violence": N_("Violence"),
}
_KINDS: Mapping[EventKind, str] = {
    "deployment": N_("Deployments"),
    "withdrawal": N_("Withdrawals"),
    "presence": N_("Presence"),
    "protest": N_("Protests"),
    "violence": N_("Violent acts"),
}
_PHASE: Mapping[Phase, str] = {
    "announced": N_("announced"),
    "staging": N_("staging"),
    "alert": N_("on alert"),
    "moving": N_("on the way"),
    "arrived": N_("arrived"),
}
_STATUS: Mapping[EventStatus, str] = {
    "actual": "",
    "planned": N_("planned"),
    "historical": N_("earlier"),
    "hypothetical": N_("possible"),
    "negated": N_("denied"),
}
_VOICE: Mapping[Voice, str] = {
    "fact": N_("told as fact"),
    "officials": N_("officials"),
    "media": N_("media"),
    "observers": N_("observers"),
    "witnesses": N_("witnesses"),
    "fighters": N_("parties to the conflict"),
    "unnamed": N_("unnamed"),
}
_USAGE: Mapping[Usage, str] = {
    "literal": N_("the place itself"),
    "actor": N_("name of an actor"),
    "derived": N_("derived word"),
    "dateline": N_("dateline"),
}
_PLACE_TYPE: Mapping[PlaceType, str] = {
    "country": N_("country"),
    "region": N_("region"),
    "admin": N_("province or district"),
    "city": N_("town"),
    "site": N_("site"),
    "nature": N_("river, mountain or sea"),
}
# UCDP's where_prec -> how exactly a place is known, in a word or two.
_PRECISION: Mapping[int, str] = {
    1: N_("town or site"),
    2: N_("near a place"),
    3: N_("district"),
    4: N_("province"),
    5: N_("region"),
    6: N_("country"),
    7: N_("sea or air"),
}
_PRECISION_IN_FULL: Mapping[int, str] = {
    1: N_("town or site, to within {km} km"),
    2: N_("near a town or site, to within {km} km"),
    3: N_("district only, to within {km} km"),
    4: N_("province only, to within {km} km"),
    5: N_("region or river only, to within {km} km"),
    6: N_("only the country is named, no point"),
    7: N_("sea or air, no point"),
}
# Alliances go by other letters in other languages.
# The ranges that vague number words stand for in every language; digits would claim too much.
_VAGUE: Mapping[tuple[int, int], str] = {
    (24, 99): N_("several dozen"),
    (200, 999): N_("several hundred"),
    (300, 999): N_("several hundred"),
    (2000, 9999): N_("several thousand"),
    (20_000, 99_999): N_("several ten thousand"),
    (200_000, 999_999): N_("several hundred thousand"),
    (1_000_000, 9_999_999): N_("several million"),
}
_ORGANISATIONS = frozenset({N_("CSTO"), N_("NATO"), N_("UN"), N_("EU"), N_("AU"), N_("OSCE")})

# Limits of the three words for how sure a place is, the same that the filter offers.
FAIRLY_SURE, SURE = CONFIDENCE_STEPS
_WEEK_DAYS = 7


def kind_label(kind: EventKind) -> str:
    """Return the word for one event of the kind."""
    return _(_KIND[kind])


def kinds_label(kind: EventKind) -> str:
    """Return the word for events of the kind."""
    return _(_KINDS[kind])


def phase_label(phase: Phase | None) -> str:
    """Return the word for the phase; nothing where there is none."""
    return "" if phase is None else _(_PHASE[phase])


def status_label(status: EventStatus) -> str:
    """Return the word for a status other than actual; nothing for that."""
    return _(_STATUS[status]) if _STATUS[status] else ""


def status_choice(status: EventStatus) -> str:
    """Return the word for any status, as a filter names it."""
    return status_label(status) or _("happened")


def voice_label(voice: Voice) -> str:
    """Return the word for who tells something."""
    return _(_VOICE[voice])


def attribution_words(attribution: Attribution) -> str:
    """Return who says so, in the words of the text and by sort: `„laut Polizei“ (Behörden)`."""
    return f"{quoted(attribution.words)} ({voice_label(attribution.speaker)})"


def quoted(text: str) -> str:
    """Return text of an article in the quotation marks of the reader's language."""
    return _("“{text}”").format(text=" ".join(text.split()))


def usage_label(usage: Usage) -> str:
    """Return how a name is used, in words."""
    return _(_USAGE[usage])


def place_type_label(place_type: PlaceType) -> str:
    """Return the word for a type of place."""
    return _(_PLACE_TYPE[place_type])


def precision_label(where_prec: int | None) -> str:
    """Return in a word or two how exactly a place is known; nothing where there is none."""
    return "" if where_prec is None else _(_PRECISION[int(where_prec)])


def sort_of_event(event: Event | Incident) -> str:
    """Return phase and status in words, joined by dots; empty for a plain actual event."""
    # An announced deployment is always planned: one word is enough.
    status = "" if event.phase == "announced" and event.status == "planned" else event.status
    words = [phase_label(event.phase), status_label(status) if status else ""]
    return " · ".join(word for word in words if word)


def actor_words(actors: Sequence[str]) -> str:
    """Return the actors by name: countries in the reader's language, alliances by its letters."""
    return joined([_actor(actor) for actor in actors])


def joined(names: Sequence[str]) -> str:
    """Return a list in words: `A, B und C`."""
    if len(names) <= 1:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def figures_words(event: Event | Incident) -> list[str]:
    """Return the figures in words: one a thing counted, as a range over all who tell it."""
    if isinstance(event, Incident):
        return [figure_words(range_figure(one)) for one in event.figures]
    claims = figures_by_kind(event.figures).values()
    return [figure_words(merged_figure(one)) for one in claims]


def figure_words(figure: Figure) -> str:
    """Return a figure in words: `rund 300 Soldaten`, `24–31 Tote`, `mehrere Hundert Verletzte`."""
    return _qualified(figure, _counted(figure).replace("{amount}", _amount(figure)))


def amount_words(figure: Figure) -> str:
    """Return a figure without what it counts: `rund 300`, `24–31`, `mehrere Hundert`."""
    return _qualified(figure, _amount(figure))


def date_text(date: DateRange | None) -> str:
    """Return the date in words, or that there is none."""
    return _("no date") if date is None else date_words(date)


def published_text(article: Article) -> str:
    """Return the day of publication in figures, or as much of it as is known."""
    date = article.published
    if date is None:
        return _("date unknown")
    return short_date(date.start) if date.precision == "day" else date_words(date)


def time_precision_words(date: DateRange | None) -> str:
    """Return how exactly the time is known."""
    if date is None:
        return _("not given")
    match date.precision:
        case "day":
            return _("the day is given")
        case "month":
            return _("only the month is given")
        case "year":
            return _("only the year is given")
        case "range":
            short = (date.end - date.start).days < _WEEK_DAYS
            return _("a few days are given") if short else _("a longer span is given")


def place_precision_words(where_prec: int | None, radius_km: float | None) -> str:
    """Return how exactly the place is known; `where_prec` is UCDP's 1 to 7."""
    if where_prec is None:
        return _("not given")
    about = "" if radius_km is None else number(max(1, round(radius_km)))
    return _(_PRECISION_IN_FULL[where_prec]).format(km=about)


def confidence_words(confidence: float | None) -> str:
    """Return how sure the place is, in a word and the figure."""
    if confidence is None:
        return _("not rated")
    return f"{sureness(confidence)} ({number(confidence, decimals=2)})"


def sureness(confidence: float) -> str:
    """Return how sure a place is in a word alone."""
    if confidence >= SURE:
        return _("sure")
    return _("fairly sure") if confidence >= FAIRLY_SURE else _("unsure")


def language_name(code: str) -> str:
    """Return the name of a language, in the reader's language; the code where CLDR has none."""
    return str(Locale.parse(language()).languages.get(code, code))


def _actor(actor: str) -> str:
    if actor in _ORGANISATIONS:
        return _(actor)
    return country_name(actor) if actor in country_codes() else actor


def _amount(figure: Figure) -> str:
    vague = _VAGUE.get((figure.minimum, figure.maximum))
    if vague is not None:
        return _(vague)
    if figure.maximum == figure.minimum:
        return number(figure.minimum)
    return f"{number(figure.minimum)}–{number(figure.maximum)}"


def _qualified(figure: Figure, said: str) -> str:
    match figure.qualifier:
        case "about":
            return _("about {figure}").format(figure=said)
        case "at least":
            return _("at least {figure}").format(figure=said)
        case "up to":
            return _("up to {figure}").format(figure=said)
        case "reported":
            return _("reportedly {figure}").format(figure=said)
        case None:
            return said


def _counted(figure: Figure) -> str:
    """Return the noun with `{amount}` before it, in the number of the greater bound."""
    count = figure.maximum
    match figure.what:
        case "troops":
            return ngettext("{amount} member of the forces", "{amount} forces", count)
        case "dead":
            return ngettext("{amount} dead person", "{amount} dead", count)
        case "wounded":
            return ngettext("{amount} wounded person", "{amount} wounded", count)
        case "arrested":
            return ngettext("{amount} person arrested", "{amount} arrested", count)
        case "participants":
            return ngettext("{amount} participant", "{amount} participants", count)
        case "aircraft":
            return ngettext("one aircraft", "{amount} aircraft", count)
