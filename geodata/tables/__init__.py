"""Pandas tables of what was found, with schemas, filters and exports."""
