"""Choosing the place that a toponym means; the geopy geocoder."""

from geodata.places.geocoder import GazetteerGeocoder
from geodata.places.nominatim import PlaceSource, geocoder_from_config
from geodata.places.placing import place_mentions

__all__ = ["GazetteerGeocoder", "PlaceSource", "geocoder_from_config", "place_mentions"]
