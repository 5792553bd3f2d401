"""What a reader is told when a file cannot be made.

Streamlit tells it below the button, in English and in its own words; the style sheet puts ours in
their place. The reason stands in the server's log.
"""

from __future__ import annotations

from geodata.ui.wording.i18n import _

__all__ = ["failure_variable"]


def failure_variable() -> str:
    """Return the words as a variable of CSS; they are ours and hold no quotation mark."""
    words = _("The file could not be made. Try again, or choose fewer rows.")
    return f'--sp-failed:"{words}";'
