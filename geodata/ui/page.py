"""The start of every page: settings, style, navigation, articles, banner, filters.

Beside a folder `pages/` Streamlit runs a deep link without the start page; so every page calls
`show_page` itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from geodata.errors import GeodataError
from geodata.models import EVENT_KINDS, EventKind
from geodata.ui.access.gate import require_reader, show_reader
from geodata.ui.access.permits import may_change
from geodata.ui.aids import show_aids
from geodata.ui.banner import show_banner, show_notices, show_problems, show_standing
from geodata.ui.embed import show_embed
from geodata.ui.filters.sidebar import show_sidebar
from geodata.ui.map.leaflet import check_map
from geodata.ui.shelf.loading import chosen_articles, load_library
from geodata.ui.state.changing import keep_choice
from geodata.ui.state.embedding import is_embedded
from geodata.ui.state.hosting import error_words, hide_details, is_hosted, told_problems
from geodata.ui.state.navigation import PAGE_KINDS, PAGES, PageName, show_navigation
from geodata.ui.state.view import NAMED_FIELDS, adopt_address, check_address
from geodata.ui.taking.failing import failure_variable
from geodata.ui.taking.taking import show_taking
from geodata.ui.wording.colours import colour_variables
from geodata.ui.wording.i18n import _, adopt_language
from geodata.ui.wording.markup import escape
from geodata.ui.wording.slim import slim_style

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from streamlit.delta_generator import DeltaGenerator

    from geodata.maps.palette import Theme
    from geodata.models import Incident
    from geodata.tables.filters import Filters
    from geodata.ui.shelf.kept import Kept
    from geodata.ui.shelf.library import Library
    from geodata.ui.state.view import View

__all__ = ["Page", "page_theme", "show_page", "show_tool"]

FOLDER = Path(__file__).parent
SIDEBAR_PX = 280


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """What a page shows: what filters keep of everything that was read.

    `kinds` are those that the page is about, whatever the filters say. `on_card` draws what review
    adds to a card; None where nobody has corrected anything, and this reader may not. A page
    outlives its run in the fragments of a session, so it holds nothing of its own; the frames are
    those of the library, the same for all visitors, and never changed.
    """

    library: Library
    filters: Filters
    theme: Theme
    kinds: tuple[EventKind, ...] = EVENT_KINDS
    on_card: Callable[[Page, Incident], None] | None = None

    @property
    def kept(self) -> Kept:
        """What the filters keep."""
        return self.library.kept(self.filters, self.kinds)

    @property
    def incidents(self) -> pd.DataFrame:
        """The incidents that are kept."""
        return self.kept.incidents

    @property
    def hidden(self) -> pd.DataFrame:
        """The incidents that would be kept but for their status."""
        return self.kept.hidden

    @property
    def events(self) -> pd.DataFrame:
        """The events that tell the incidents kept."""
        return self.kept.events

    def about(self, *kinds: EventKind) -> Page:
        """Return the page with nothing but these kinds of incidents."""
        return replace(self, kinds=kinds)


def show_page(name: PageName, draw: Callable[[Page], None]) -> None:
    """Draw what all pages share, and between it what this one shows.

    Where nothing can be shown, the reason is drawn instead.
    """
    hide_details()
    _prepare(name)
    library = _library_or_stop()
    keep_choice(library)
    view = _checked_view(library)
    kinds = PAGE_KINDS.get(name, EVENT_KINDS)
    page = Page(library, view.filters, page_theme(), kinds, _card_tools(library))
    if is_embedded():
        show_embed(page)
        return
    _show_lines(library, view)
    # What its widgets need takes a browser longer to load than a map: the page goes first.
    sidebar = st.sidebar.container(key="filters")
    if library.tables.articles.empty:
        _show_no_articles(library)
    else:
        draw(page)
    with sidebar:
        show_sidebar(library)
        show_taking(page, name)
        is_corrected_here = library.kind == "store" and may_change()
        help_seat = st.container(key="review_help_seat") if is_corrected_here else None
        show_reader()
    if help_seat is not None:
        _show_review(page, help_seat)


def show_tool(name: PageName, draw: Callable[[], None], aside: Callable[[], None]) -> None:
    """Draw a page on which something is done: what all pages share but articles and filters.

    It needs no library, so it is there at once, and also where the articles cannot be read.

    Args:
        name: which page.
        draw: draws the page.
        aside: draws what stands in the sidebar instead of filters.

    """
    hide_details()
    _prepare(name)
    if is_embedded():  # a frame of another site shows the map, whatever page it names
        library = _library_or_stop()
        show_embed(Page(library, _checked_view(library).filters, page_theme()))
        return
    draw()
    with st.sidebar.container(key="tool"):
        aside()
        show_reader()


def _prepare(name: PageName) -> None:
    """Settle language and address, and draw what needs no articles: style and navigation."""
    adopt_language()
    st.set_page_config(
        page_title=f"{_(PAGES[name][1])} · Schauplatz",
        page_icon=str(FOLDER / "icon.svg"),
        layout="wide",
        initial_sidebar_state=SIDEBAR_PX,
    )
    theme = page_theme()
    st.html(_style())
    st.html(f"<style>:root{{{colour_variables(theme)}{failure_variable()}}}</style>")
    if not is_embedded():
        st.logo(str(FOLDER / f"logo_{theme}.svg"), size="large")
    show_aids(name)
    require_reader(name)
    adopt_address()
    if not is_embedded():
        show_navigation(name, left_out=() if may_change() else ("review",))


def _card_tools(library: Library) -> Callable[[Page, Incident], None] | None:
    """Return what review adds to a card; readers of what nobody has corrected never load it."""
    if library.kind != "store" or not (library.reviewed or may_change()):
        return None
    from geodata.ui.review.card import show_review_tools  # noqa: PLC0415 - see above

    return show_review_tools


def _show_review(page: Page, help_seat: DeltaGenerator) -> None:
    """Draw what a reviewer has on every page: the line on the last act, and the keyboard."""
    from geodata.ui.review.parts import show_parts  # noqa: PLC0415 - reviewers alone load it

    show_parts(page, help_seat)


def _checked_view(library: Library) -> View:
    """Return what the address asks for, checked by what there is."""
    return check_address(
        library.place_ids.__contains__,
        lambda incident_id: _place_of(library, incident_id),
        {field: library.facets.values(field) for field in NAMED_FIELDS},
    )


def _show_lines(library: Library, view: View) -> None:
    """Draw what is to be said before everything else."""
    with st.container(gap="xsmall", key="lines"):
        show_banner(library)
        show_standing(library)
        show_problems(told_problems(library), opened=library.tables.articles.empty)
        show_notices(view.notices)


@cache
def _style() -> str:
    text = (FOLDER / "style.css").read_text(encoding="utf-8")
    return f"<style>{slim_style(text)}</style>"


def page_theme() -> Theme:
    """Return the theme that the reader's system or choice gives the page."""
    return "dark" if st.context.theme.type == "dark" else "light"


def _library_or_stop() -> Library:
    title = _("The map cannot be drawn")
    try:
        check_map()
        title = _("The articles cannot be read")
        return load_library(chosen_articles(), writes=may_change())
    except (GeodataError, OSError) as error:
        st.html(
            f'<div class="sp"><h1 class="sp-title">{escape(title)}</h1>'
            f"<p>{escape(error_words(error))}</p></div>"
        )
        st.stop()


def _place_of(library: Library, incident_id: str) -> str | None:
    place = library.incident(incident_id).place
    return None if place is None else place.place_id


def _is_unread(library: Library) -> bool:
    """Whether there was something to read, and all of it was refused.

    A folder that is missing or empty is a problem of the folder itself.
    """
    place = str(library.path)
    return any(one.rejected and one.where != place for one in library.problems)


def _show_no_articles(library: Library) -> None:
    where = "" if library.path is None else str(library.path)
    if _is_unread(library):
        title = _("None of the articles could be read")
        advice = _("The list above says why, file by file. Mend them and reload this page.")
    else:
        title = _("There is no article here yet")
        advice = _(
            "Put text files (.txt) into the folder, with an articles.csv of file, publisher, url "
            "and published if you like, and reload this page."
        )
    if is_hosted():
        where, advice = "", _("Please tell whoever runs this site.")
    place = f"<p><code>{escape(where)}</code></p>" if where else ""
    st.html(
        f'<div class="sp"><h1 class="sp-title">{escape(title)}</h1>{place}'
        f"<p>{escape(advice)}</p></div>"
    )
