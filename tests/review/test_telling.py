from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geodata.review import (
    Difference,
    MentionState,
    change,
    confirm,
    differences,
    history,
    note,
    reject,
    standing_acts,
    state_of,
    target_id_of,
    undo,
    undone_ids,
)
from tests.records import IVANOVO, almaty_extraction

if TYPE_CHECKING:
    from tests.review.conftest import Clock


def test_the_history_of_a_target_has_all_acts_on_it_in_order(by: Clock) -> None:
    found = almaty_extraction()
    article, (first, second) = found.article, found.events[:2]
    mine = confirm(article, first, by())
    away = reject(article, first, by())
    back = undo(away, by())
    remark = note(article, first, by(reason="Stimmt so."))
    log = [mine, reject(article, second, by()), away, back, remark]
    assert history(log, first.event_id) == (mine, away, back, remark)


def test_acts_on_a_name_are_in_the_history_of_all_that_bear_it(by: Clock) -> None:
    found = almaty_extraction()
    name, *others = found.mentions
    other = next(one for one in others if one.surface == name.surface)
    state = MentionState("literal", IVANOVO)
    every = change(found.article, name, state, by(), scope="name")
    alone = change(found.article, name, state, by())
    target_id = target_id_of(other, found.article)
    assert history([every, alone], target_id, name=other.surface) == (every,)
    assert history([every, alone], target_id) == ()


def test_only_what_differs_is_told() -> None:
    before = state_of(almaty_extraction().events[0])
    after = replace(before, kind="presence", phase=None, place=IVANOVO)
    assert [one.field for one in differences(before, after)] == ["kind", "phase", "place"]
    assert differences(before, after)[0] == Difference("kind", "deployment", "presence")
    assert differences(before, before) == ()
    assert differences(None, None) == ()
    assert {one.before for one in differences(None, after)} == {None}


def test_what_is_undone_does_not_stand_unless_the_undo_is_undone(by: Clock) -> None:
    found = almaty_extraction()
    away = reject(found.article, found.events[0], by())
    back = undo(away, by())
    again = undo(back, by())
    assert undone_ids([away, back]) == {away.correction_id}
    assert standing_acts([away, back]) == ()
    assert undone_ids([away, back, again]) == {back.correction_id}
    assert standing_acts([away, back, again, away]) == (away,)
