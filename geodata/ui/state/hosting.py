"""Whether the app runs for its own reader or is hosted for visitors, who learn nothing of its host.

Hosted is what any address but that of the own computer is, and whatever `SCHAUPLATZ_HOSTED` says to
be. The variable is needed behind a proxy on the same computer: seen from here, all visitors are
local then. What a visitor sends, such as `X-Forwarded-For`, has no say in it.
"""

from __future__ import annotations

import logging
import os
import re
from ipaddress import ip_address
from typing import TYPE_CHECKING

import streamlit as st

from geodata.ui.wording.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.models import Problem
    from geodata.ui.shelf.library import Library

__all__ = [
    "HOSTED_VARIABLE",
    "error_words",
    "hide_details",
    "is_hosted",
    "told_problems",
    "without_folders",
]

HOSTED_VARIABLE = "SCHAUPLATZ_HOSTED"
# All else hosts, misspelt words too: the stricter way is the safe one.
_NOT_HOSTED = frozenset({"", "0"})
_LOG = logging.getLogger(__name__)
# The folders of an absolute path, on any system; part of no address and no date such as 1/2/2022.
_FOLDERS = re.compile(r"(?<![\w.:/\\<])(?:[A-Za-z]:)?[/\\](?:[^\s/\\:'\"<>]+[/\\])+")


def is_hosted() -> bool:
    """Whether this is a copy for visitors: read-only, nothing fetched, small uploads."""
    if os.environ.get(HOSTED_VARIABLE, "").strip() not in _NOT_HOSTED:
        return True
    return not _is_own_computer(st.get_option("server.address"))


def hide_details() -> None:
    """Keep Streamlit from showing visitors of a hosted copy what failed where in the code."""
    if is_hosted() and st.get_option("client.showErrorDetails") != "none":
        st.set_option("client.showErrorDetails", "none")


def error_words(error: Exception) -> str:
    """Return what a page says of an error; hosted, the reason goes to the log alone."""
    if not is_hosted():
        return str(error)
    _LOG.error("%s", error)
    return _("The reason is in the server's log. Please tell whoever runs this site.")


def told_problems(library: Library) -> Sequence[Problem]:
    """Return the problems of the input that a reader is told; hosted, none of the folder itself."""
    if not is_hosted():
        return library.problems
    return [problem for problem in library.problems if problem.where != str(library.path)]


def without_folders(text: str) -> str:
    """Return a message as it is shown; hosted, names of files stay and their folders go."""
    return _FOLDERS.sub("", text) if is_hosted() else text


def _is_own_computer(address: str | None) -> bool:
    """Whether nobody else can reach what listens at an address; None listens at all of them."""
    if address is None:
        return False
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address.casefold() == "localhost"
