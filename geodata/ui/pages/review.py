"""The page of the least certain: one at a time, judged, and the next comes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import streamlit as st

from geodata.errors import GeodataError
from geodata.models import Event, Mention
from geodata.review import change, state_of
from geodata.ui.access.permits import may_change
from geodata.ui.evidence.explaining import event_box, mention_box
from geodata.ui.pages.figures import show_title
from geodata.ui.review.acts import act
from geodata.ui.review.changing import show_sentence
from geodata.ui.review.desk import desk_of
from geodata.ui.review.doubts import doubts_of
from geodata.ui.review.event_form import precision_of
from geodata.ui.review.open_acts import show_open_acts
from geodata.ui.review.places import offered_words, offers
from geodata.ui.review.targets import Target, target_words, targets_in_order
from geodata.ui.review.tools import show_tools
from geodata.ui.review.waiting import Sort, waiting_of
from geodata.ui.state.hosting import error_words
from geodata.ui.state.navigation import PAGES
from geodata.ui.state.view import EVENT_KEY, carried_query
from geodata.ui.wording.i18n import N_, _, number
from geodata.ui.wording.labels import label_text
from geodata.ui.wording.markup import escape, isolate, lang
from geodata.ui.wording.words import published_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.models import Candidate
    from geodata.ui.page import Page
    from geodata.ui.review.desk import Desk
    from geodata.ui.review.waiting import Waiting

__all__ = ["show_review"]

_SORTS: Mapping[Sort, str] = {"events": N_("Events"), "mentions": N_("Names of places")}
_SORT, _AT = "review_sort", "review_at"
# Other places offered at a click.
_OFFERED = 4


def show_review(page: Page) -> None:
    """Draw what waits for a person, or why nothing can be judged here."""
    desk = desk_of(page)
    if desk is None:
        _show_closed()
        return
    sort = st.session_state.get(_SORT, "events")
    waiting = waiting_of(page, sort)
    show_title(_("Review"), escape(_progress(waiting)), page=None)
    try:
        _show_queue(desk, waiting)
        show_open_acts(desk, list(page.library.tables.articles["article_id"]), links=True)
    except GeodataError as error:
        st.html(f'<div class="sp sp-banner sp-problems">{isolate(error_words(error))}</div>')


def _show_closed() -> None:
    if may_change():
        text = _(
            "What was found in samples and in a folder is only read. Take articles into the store "
            "with “Add articles”: then you can correct here what was found in them."
        )
    else:
        text = _("Only those who run this map can correct it.")
    show_title(_("Review"), escape(text), is_filtered=False)


def _progress(waiting: Waiting) -> str:
    return _("{done} of {all} looked at, the least certain first").format(
        done=number(waiting.done), all=number(waiting.total)
    )


def _show_queue(desk: Desk, waiting: Waiting) -> None:
    share = 100 * waiting.done / max(1, waiting.total)
    st.html(f'<div class="sp sp-progress"><i style="width:{share:.1f}%"></i></div>')
    st.segmented_control(
        _("What to look at"),
        get_args(Sort),
        default="events",
        required=True,
        format_func=lambda sort: _(_SORTS[sort]),
        key=_SORT,
        label_visibility="collapsed",
        on_change=_go,
        args=(0,),
    )
    if not waiting.target_ids:
        _show_finished(waiting)
        return
    at = min(int(st.session_state.get(_AT, 0)), len(waiting.target_ids) - 1)
    extraction = desk.page.library.extraction(waiting.article_ids[at])
    wanted = waiting.target_ids[at]
    found = (one for one in targets_in_order(extraction) if one.target_id == wanted)
    target = next(found, None)
    with st.container(key="review_task", gap="small"):
        if target is not None:
            _show_task(desk, target)
        _show_steps(at, len(waiting.target_ids))


def _show_task(desk: Desk, target: Target) -> None:
    title = target_words(target, desk.page.library)
    st.html(f'<div class="sp sp-aloud"><h2 class="sp-h2">{isolate(title)}</h2></div>')
    show_sentence(target)
    _show_source(target)
    st.html(f'<div class="sp sp-facts">{_facts(target, desk.page)}</div>')
    _show_doubts(target, desk.page)
    _show_offers(desk, target)
    show_tools(desk, [target], key=target.target_id)


def _show_source(target: Target) -> None:
    """Draw who published it and when, and the way to the whole article."""
    article, found = target.article, target.found
    publisher = isolate(article.publisher or _("publisher unknown"))
    query = carried_query(article=article.article_id)
    if isinstance(found, Event):
        query |= {EVENT_KEY: [found.event_id]}
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.html(
            f'<div class="sp sp-meta"><b>{publisher}</b>, {escape(published_text(article))} · '
            f"<bdi{lang(article.language)}>{escape(article.title)}</bdi></div>",
            width="content",
        )
        st.page_link(
            PAGES["articles"][0],
            label=_("Read in the article"),
            query_params=query,
        )


def _facts(target: Target, page: Page) -> str:
    found = target.found
    return event_box(found, page) if isinstance(found, Event) else mention_box(found, page)


def _show_doubts(target: Target, page: Page) -> None:
    doubts = doubts_of(target, page.library)
    if doubts:
        items = "".join(f"<li>{isolate(one)}</li>" for one in doubts)
        title = escape(_("Why it is uncertain"))
        st.html(f'<div class="sp"><h3 class="sp-h3">{title}</h3><ul>{items}</ul></div>')


def _show_offers(desk: Desk, target: Target) -> None:
    """Draw the likeliest other places: one click takes one of them instead."""
    offered = [one for one in offers(target) if one.score > 0][:_OFFERED]
    if not offered:
        return
    st.html(f'<div class="sp"><h3 class="sp-h3">{escape(_("What else it could be"))}</h3></div>')
    with st.container(horizontal=True, gap="small"):
        for number_, offer in enumerate(offered):
            st.button(
                label_text(offered_words(offer, target.place, desk.page.library)),
                key=f"review_offer_{target.target_id}_{number_}",
                on_click=_take,
                args=(desk, target, offer),
            )


def _take(desk: Desk, target: Target, offer: Candidate) -> None:
    """Take another place; for callbacks."""
    found, article = target.found, target.article
    if isinstance(found, Mention):
        after = replace(state_of(found), place=offer.place)
        act(desk, lambda: [change(article, found, after, desk.sign(target))])
        return
    moved = replace(state_of(found), place=offer.place, where_prec=precision_of(offer.place))
    act(desk, lambda: [change(article, found, moved, desk.sign(target))])


def _show_steps(at: int, count: int) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        _step("before", _("‹ Back"), at - 1, is_there=at > 0)
        _step("next", _("Skip ›"), at + 1, is_there=at + 1 < count)


def _step(name: str, label: str, at: int, *, is_there: bool) -> None:
    st.button(
        label,
        key=f"review_{name}",
        type="tertiary",
        disabled=not is_there,
        on_click=_go,
        args=(at,),
    )


def _go(at: int) -> None:
    st.session_state[_AT] = at


def _show_finished(waiting: Waiting) -> None:
    """Say that nothing waits any more, and what can be done next."""
    if waiting.total:
        title = _("All of it was looked at")
        text = _("Lift a filter for more, or look at the other sort of finds above.")
    else:
        title = _("Nothing here under these filters.")
        text = _("Lift a filter in the sidebar.")
    st.html(
        f'<div class="sp sp-box"><h2 class="sp-h2">{escape(title)}</h2><p>{escape(text)}</p></div>'
    )
    st.page_link(PAGES["overview"][0], label=_("← Back to the map"), query_params=carried_query())
