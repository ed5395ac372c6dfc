"""Raising, answering, withdrawing and passing on what units find difficult."""

import pytest
from tests.factories import Cast, fresh

from thuocdo.accounts.models import Unit
from thuocdo.audit.models import Entry
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.cycles.models import Season
from thuocdo.difficulties import actions
from thuocdo.difficulties.enums import DifficultyState
from thuocdo.difficulties.models import Difficulty
from thuocdo.difficulties.queries import readable_difficulties
from thuocdo.notices.queries import notices_of
from thuocdo.notices.wording import words


@pytest.fixture
def difficulty(cast: Cast, season: Season) -> Difficulty:
    return raised(cast.preparer, "syt", season)


def raised(actor, unit: str, season: Season | None, **facts) -> Difficulty:
    said = {"text": "Chưa có nguồn số liệu", "proposal": "Cho dùng số liệu năm trước", "component": "4.3"} | facts
    return actions.raise_difficulty(actor, Unit.objects.get(key=unit), season=season, **said)


def test_it_is_raised_on_behalf_of_ones_own_unit_only(cast: Cast, season: Season) -> None:
    with pytest.raises(NotAllowed):
        raised(cast.preparer, "stp", season)


@pytest.mark.parametrize("facts", [{"text": "  "}, {"component": "99.9"}])
def test_nothing_empty_and_nothing_unknown_is_raised(cast: Cast, season: Season, facts: dict) -> None:
    with pytest.raises(Refused):
        raised(cast.preparer, "syt", season, **facts)


def test_a_unit_reads_its_own_and_the_lead_department_all(cast: Cast, season: Season, difficulty: Difficulty) -> None:
    other = raised(cast.outsider, "stp", season)
    assert list(readable_difficulties(cast.clerk)) == [difficulty]
    assert list(readable_difficulties(cast.lead)) == [other, difficulty]
    assert not readable_difficulties(cast.observer)


def test_the_answer_reaches_who_raised_it(cast: Cast, difficulty: Difficulty) -> None:
    actions.answer(cast.lead, difficulty, "Dùng số liệu của Cục Thống kê.")
    told = notices_of(fresh(cast.preparer)).filter(event__kind="ruled").get()
    assert "Dùng số liệu của Cục Thống kê." in words(told.event).lines


def test_a_colleagues_answer_is_not_overwritten_unseen(cast: Cast, difficulty: Difficulty) -> None:
    actions.answer(cast.lead, difficulty, "Một", seen="")
    with pytest.raises(Conflict):
        actions.answer(cast.second_lead, difficulty, "Hai", seen="")
    actions.answer(cast.second_lead, difficulty, "Hai", seen="Một")
    difficulty.refresh_from_db()
    assert difficulty.answer == "Hai"
    assert Entry.objects.filter(act="difficulty.answered").count() == 2


def test_only_the_lead_department_answers_and_passes_on(cast: Cast, difficulty: Difficulty) -> None:
    for person in (cast.verifier, cast.preparer, cast.observer):
        with pytest.raises(NotAllowed):
            actions.answer(person, difficulty, "Tôi")
        with pytest.raises(NotAllowed):
            actions.pass_on(person, difficulty, wanted=True)


def test_passing_on_is_taken_back_too(cast: Cast, difficulty: Difficulty) -> None:
    for wanted in (True, True, False):
        actions.pass_on(cast.lead, difficulty, wanted=wanted)
        difficulty.refresh_from_db()
        assert difficulty.is_for_committee is wanted
    assert Entry.objects.filter(act="difficulty.passed_on").count() == 2


def test_a_unit_withdraws_what_is_not_answered(cast: Cast, difficulty: Difficulty) -> None:
    with pytest.raises(NotAllowed):
        actions.withdraw(cast.outsider, difficulty)
    actions.withdraw(cast.coordinator, difficulty)
    difficulty.refresh_from_db()
    assert difficulty.state == DifficultyState.WITHDRAWN
    with pytest.raises(Conflict):
        actions.answer(cast.lead, difficulty, "Muộn")


def test_what_is_answered_cannot_be_withdrawn(cast: Cast, difficulty: Difficulty) -> None:
    actions.answer(cast.lead, difficulty, "Rồi")
    with pytest.raises(Refused):
        actions.withdraw(cast.preparer, difficulty)
