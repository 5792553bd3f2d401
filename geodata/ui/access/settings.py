"""How sign-in is set up: `[auth]` (Streamlit's own) and `[schauplatz]` in secrets.toml.

Whether there is a sign-in at all is settled when the first page is drawn, for as long as the
process lives: a file that is being replaced must not open the site for a moment. The list of
readers is read anew for each run, so that striking somebody off works at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import streamlit as st

from geodata.errors import SignInError
from geodata.ui.access.readers import Readers, read_readers

__all__ = ["SignInSettings", "has_sign_in", "read_settings", "settings_now"]

_AUTH = "auth"
_OURS = "schauplatz"
_SHARED = ("redirect_uri", "cookie_secret")
_PROVIDER = ("client_id", "client_secret", "server_metadata_url")
_CALLBACK = "/oauth2callback"
# Whoever guesses it can sign in as anybody; 32 characters are what `secrets.token_hex(16)` gives.
_SHORTEST_SECRET = 32


@dataclass(frozen=True, slots=True)
class SignInSettings:
    """Who may read, and where they sign in: names of providers, None for the unnamed one.

    `trusts_addresses`: whether an address counts that the provider says nothing of; one that it
    calls unverified never does.
    """

    readers: Readers
    providers: tuple[str | None, ...]
    trusts_addresses: bool = False


@cache
def has_sign_in() -> bool:
    """Whether readers must sign in: so it is, too, where the settings of it cannot be read."""
    try:
        secrets = st.secrets.to_dict()
    except (OSError, ValueError):  # Streamlit's error of a missing or broken file is an OSError
        return any(Path(path).exists() for path in st.get_option("secrets.files"))
    return _AUTH in secrets or _OURS in secrets


def settings_now() -> SignInSettings:
    """Return the settings as the file says at this moment.

    Raises:
        SignInError: nobody can be let in by them; the message is for the operator.

    """
    try:
        secrets = st.secrets.to_dict()
    except (OSError, ValueError) as error:
        raise SignInError.unreadable(error) from None
    return read_settings(secrets)


def read_settings(secrets: Mapping[str, object]) -> SignInSettings:
    """Return the settings that secrets.toml gives, checked.

    Raises:
        SignInError: something is missing or malformed.

    """
    ours, auth = _section(secrets, _OURS), _section(secrets, _AUTH)
    entries = ours.get("readers", [])
    if not isinstance(entries, list) or not all(isinstance(one, str) for one in entries):
        raise SignInError.not_a_list(entries)
    readers = read_readers(tuple(entries))
    _check_shared(auth)
    return SignInSettings(readers, _providers(auth), ours.get("trust_addresses", False) is True)


def _section(secrets: Mapping[str, object], name: str) -> Mapping[str, object]:
    section = secrets.get(name)
    if not isinstance(section, Mapping):
        raise SignInError.missing(f"[{name}]")
    return section


def _check_shared(auth: Mapping[str, object]) -> None:
    values = {key: auth.get(key) for key in _SHARED}
    for key, value in values.items():
        if not isinstance(value, str) or not value:
            raise SignInError.missing(f"{key} in [{_AUTH}]")
    if len(str(values["cookie_secret"])) < _SHORTEST_SECRET:
        raise SignInError.weak_secret(_SHORTEST_SECRET)
    if not str(values["redirect_uri"]).endswith(_CALLBACK):
        raise SignInError.wrong_callback(str(values["redirect_uri"]), _CALLBACK)
    if find_spec("authlib") is None:
        raise SignInError.no_library()


def _providers(auth: Mapping[str, object]) -> tuple[str | None, ...]:
    """Return the providers that are set up: the unnamed one, or else those of `[auth.<name>]`."""
    sections: dict[str | None, Mapping[str, object]] = {
        name: section
        for name, section in auth.items()
        if isinstance(section, Mapping) and not set(_PROVIDER).isdisjoint(section)
    }
    for name, section in (sections or {None: auth}).items():
        where = _AUTH if name is None else f"{_AUTH}.{name}"
        for key in _PROVIDER:
            if not section.get(key):
                raise SignInError.missing(f"{key} in [{where}]")
    return tuple(sections) or (None,)
