"""Finding toponyms in an article."""

from geodata.mentions.finder import count_rules, find_mentions

__all__ = ["count_rules", "find_mentions"]
