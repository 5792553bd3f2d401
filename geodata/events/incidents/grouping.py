"""What agrees with one exact telling, parted where it does not agree with itself.

A telling that leaves something out (who, say) agrees with two that contradict each other in it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from geodata.events.incidents.agreement import (
    SLACK_DAYS,
    are_one_in_article,
    phases_agree,
    senders_agree,
)
from geodata.events.incidents.telling import Sender

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geodata.events.incidents.telling import Days, Telling
    from geodata.models import Phase

__all__ = ["part"]


def part(tellings: Sequence[Telling]) -> tuple[tuple[Telling, ...], ...]:
    """Return the tellings in groups in which none speaks against another.

    They are taken in the order given, the most exact first; each joins the first group that has
    room for it, or opens one.
    """
    if len(tellings) == 1:  # as most are
        return (tuple(tellings),)
    groups: list[_Group] = []
    for telling in tellings:
        group = next((one for one in groups if one.has_room(telling)), None)
        if group is None:
            group = _Group()
            groups.append(group)
        group.add(telling)
    return tuple(tuple(group.tellings) for group in groups)


class _Group:
    """Tellings that do not contradict each other, with what the next one must agree with."""

    def __init__(self) -> None:
        self.tellings: list[Telling] = []
        self._sender = Sender(None, frozenset())
        self._latest_first: int | None = None
        self._earliest_last: int | None = None
        self._steps: dict[tuple[Phase | None, Days | None], Telling] = {}
        self._by_article: defaultdict[str, list[Telling]] = defaultdict(list)

    def has_room(self, telling: Telling) -> bool:
        own = self._by_article.get(telling.event.source.article_id, ())
        return (
            senders_agree(telling.kind, telling.sender, self._sender)
            and self._is_in_time(telling)
            and all(phases_agree(telling, step) for step in self._steps.values())
            and all(are_one_in_article(telling, other) for other in own)
        )

    def _is_in_time(self, telling: Telling) -> bool:
        """Whether the days are near those of each telling, of which the outermost suffice."""
        days = telling.days
        if days is None or self._latest_first is None or self._earliest_last is None:
            return True
        slack = SLACK_DAYS[telling.kind]
        return self._latest_first - days.last <= slack >= days.first - self._earliest_last

    def add(self, telling: Telling) -> None:
        self.tellings.append(telling)
        self._by_article[telling.event.source.article_id].append(telling)
        lead = self._sender.lead or telling.sender.lead
        self._sender = Sender(lead, self._sender.all | telling.sender.all)
        if telling.kind == "deployment":
            self._steps.setdefault((telling.event.phase, telling.days), telling)
        if telling.days is not None:
            first, last = telling.days.first, telling.days.last
            self._latest_first = max(first, self._latest_first or first)
            self._earliest_last = min(last, self._earliest_last or last)
