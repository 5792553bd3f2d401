"""Choosing the place that a toponym means; the geopy geocoder."""
