"""The proof of an incident: cards, claims, citations, marked text."""
