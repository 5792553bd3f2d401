"""Fetching links: pages of the public web, politely, within limits of time, size and address."""

from geodata.fetching.fetcher import Fetched, Fetcher
from geodata.fetching.links import Site, read_link
from geodata.fetching.many import fetch_all
from geodata.fetching.resolving import Resolve
from geodata.fetching.settings import FetchSettings

__all__ = ["FetchSettings", "Fetched", "Fetcher", "Resolve", "Site", "fetch_all", "read_link"]
