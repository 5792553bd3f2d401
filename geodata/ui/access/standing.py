"""How a reader stands: let in, or why not, from what the provider has said of them."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from geodata.ui.access.readers import read_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.ui.access.settings import SignInSettings

__all__ = ["Refusal", "judge"]


class Refusal(Enum):
    """Why somebody may not read."""

    SIGNED_OUT = auto()
    """Nobody is signed in; a forged cookie says as little."""
    EXPIRED = auto()
    """What the provider has said is no longer valid, or does not say for how long it is."""
    UNVERIFIED = auto()
    """The provider does not vouch for the address."""
    NOT_LISTED = auto()
    """The address is not one of the readers'."""
    BROKEN = auto()
    """The settings let nobody in."""


def judge(claims: Mapping[str, object], settings: SignInSettings, now: float) -> Refusal | None:
    """Return why nobody with these claims may read at a time; None where they may.

    Args:
        claims: those of the provider's identity token (OpenID Connect Core 1.0, 2 and 5.1), with
            Streamlit's `is_logged_in`.
        settings: who may.
        now: seconds since 1970.

    """
    if claims.get("is_logged_in") is not True:
        return Refusal.SIGNED_OUT
    expires = claims.get("exp")
    if not isinstance(expires, (int, float)) or not expires > now:  # nor is NaN
        return Refusal.EXPIRED
    # Some providers send the word for the value.
    verified = claims.get("email_verified", settings.trusts_addresses)
    if verified is not True and verified != "true":
        return Refusal.UNVERIFIED
    email = claims.get("email")
    address = read_address(email) if isinstance(email, str) else None
    if address is None or not settings.readers.admits(address):
        return Refusal.NOT_LISTED
    return None
