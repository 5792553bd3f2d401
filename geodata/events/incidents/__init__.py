"""Incidents: what several articles tell of one thing, joined, with where they differ."""

from geodata.events.incidents.copies import independent_articles
from geodata.events.incidents.index import IncidentIndex, find_incidents

__all__ = ["IncidentIndex", "find_incidents", "independent_articles"]
