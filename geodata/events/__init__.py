"""What happened where: triggers, who, how many, from where, when."""

from geodata.events.finding import find_events
from geodata.events.lexicon import load_lexicon, tells_events

__all__ = ["find_events", "load_lexicon", "tells_events"]
