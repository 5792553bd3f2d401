"""Pandas tables of what was found, with schemas, filters and exports."""

from geodata.tables.build import Tables, build_tables

__all__ = ["Tables", "build_tables"]
