"""What Schauplatz keeps of articles and of people, where that lies, and how it is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.errors import StoreError
from geodata.gazetteer import cache_folder
from geodata.ui.state.hosting import is_hosted
from geodata.ui.wording.i18n import N_, _
from geodata.ui.wording.markup import escape, isolate

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["keeping_html"]

_KEPT = (
    (
        N_("Articles that were added"),
        N_(
            "Text, title, date, publisher, author, address; from which file or link they came, "
            "when, and who added them. Of the file itself only a checksum. In the store."
        ),
    ),
    (
        N_("What was found in them"),
        N_(
            "Mentions, events and incidents, each with the version of the method. They are made "
            "anew when the method changes. In the store."
        ),
    ),
    (
        N_("Corrections"),
        N_(
            "Who, when, what before, what after, and why. None is ever overwritten; they stay when "
            "their article is deleted. In the store."
        ),
    ),
    (
        N_("What makes the next start quick"),
        N_(
            "The index of places and tables of the articles as they were last. In the cache; they "
            "can be deleted at any time."
        ),
    ),
    (
        N_("Articles in a folder that is merely opened"),
        N_("Nothing of them is kept: they are read anew at every start."),
    ),
    (
        N_("Articles of visitors who are not signed in"),
        N_(
            "In the memory of the server, for their session alone. They are gone some minutes "
            "after the page was closed."
        ),
    ),
)
_DELETING = (
    N_("An article: on its page, “Delete”, or schauplatz remove with its address."),
    N_("All articles and corrections: delete the store, or drop its database."),
    N_("Copies made by schauplatz backup and by “Export” lie where you put them."),
)


def keeping_html() -> str:
    """Return what is kept, where, and how it is deleted; hosted, the places stay untold."""
    rows = "".join(f"<li><b>{escape(_(what))}.</b> {escape(_(how))}</li>" for what, how in _KEPT)
    deleting = "".join(f"<li>{escape(_(text))}</li>" for text in _DELETING)
    return (
        f'<h2 class="sp-h3" id="sp-keeping">{escape(_("What is kept, and where"))}</h2>'
        f"<ul>{rows}</ul>{_places_html()}"
        f'<h2 class="sp-h3">{escape(_("How it is deleted"))}</h2><ul>{deleting}</ul>'
    )


def _places_html() -> str:
    if is_hosted():
        asked = _("Where that is on this server, whoever runs this site can tell.")
        return f"<p>{escape(asked)}</p>"
    rows = "".join(
        f"<li>{escape(what)}: <samp>{isolate(where)}</samp></li>"
        for what, where in _places().items()
    )
    return f"<ul>{rows}</ul>"


def _places() -> Mapping[str, str]:
    from geodata.store.database import shown  # noqa: PLC0415 - loads SQLAlchemy, on demand
    from geodata.store.opening import place_of_store  # noqa: PLC0415 - likewise

    try:
        store = shown(place_of_store())
    except StoreError as error:
        store = str(error)
    return {_("The store"): store, _("The cache"): str(cache_folder())}
