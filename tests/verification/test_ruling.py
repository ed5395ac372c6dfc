"""One answer for all units ends difficulties and open requests on the same component, in one act or not at all."""

from datetime import date

import pytest
from tests.desks.sending import arrive
from tests.factories import Cast, fresh

from thuocdo.accounts.models import Unit
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.cycles.models import Season
from thuocdo.difficulties import actions as difficulties
from thuocdo.difficulties.enums import DifficultyState
from thuocdo.difficulties.models import Difficulty, Ruling
from thuocdo.notices.queries import notices_of
from thuocdo.reports.models import Report
from thuocdo.verification import asking
from thuocdo.verification.enums import RequestState
from thuocdo.verification.models import ClarificationRequest
from thuocdo.verification.ruling import rule_for_all


@pytest.fixture
def sent(cast: Cast, season: Season) -> Report:
    return arrive(season)


@pytest.fixture
def request_(cast: Cast, sent: Report) -> ClarificationRequest:
    return asking.ask(cast.lead, sent, ["4.3"], text="Tính thế nào?", due=date(2022, 10, 24))[0]


@pytest.fixture
def difficulty(cast: Cast, season: Season) -> Difficulty:
    unit = Unit.objects.get(key="stp")
    return difficulties.raise_difficulty(
        cast.outsider, unit, text="Mẫu số không rõ", season=season, component="4.3", page="/bao-cao/1/4.3/"
    )


def rule(cast: Cast, season: Season, actor=None, component: str = "4.3", **facts) -> Ruling:
    said = {"question": "Mẫu số là gì?", "answer": "Tính mọi hồ sơ đã tiếp nhận."}
    return rule_for_all(actor or cast.lead, season, component=component, **{**said, **facts})


def test_difficulties_and_requests_end_with_the_same_answer(cast, season, request_, difficulty) -> None:
    ruling = rule(cast, season, requests=[request_], difficulties=[difficulty])
    request_.refresh_from_db()
    difficulty.refresh_from_db()
    assert (request_.state, request_.ruling, request_.closed_by) == (RequestState.CLOSED, ruling, cast.lead)
    assert (difficulty.state, difficulty.ruling) == (DifficultyState.RULED, ruling)


def test_every_unit_and_every_verifier_is_told(cast: Cast, season: Season) -> None:
    rule(cast, season)
    for person in (cast.preparer, cast.head, cast.outsider, cast.verifier):
        assert notices_of(fresh(person)).filter(event__kind="ruled").count() == 1


def test_what_was_closed_meanwhile_undoes_the_whole_act(cast, season, request_, difficulty) -> None:
    asking.close(cast.second_lead, request_, "Đã rõ")
    with pytest.raises(Conflict):
        rule(cast, season, requests=[request_], difficulties=[difficulty])
    difficulty.refresh_from_db()
    assert difficulty.state == DifficultyState.RAISED
    assert not Ruling.objects.exists()


def test_a_withdrawn_difficulty_undoes_the_whole_act(cast, season, difficulty) -> None:
    difficulties.withdraw(cast.outsider, difficulty)
    with pytest.raises(Conflict):
        rule(cast, season, difficulties=[difficulty])
    assert not Ruling.objects.exists()


def test_questions_on_another_component_are_refused(cast, season, request_, difficulty) -> None:
    for linked in ({"requests": [request_]}, {"difficulties": [difficulty]}):
        with pytest.raises(Refused):
            rule(cast, season, component="1.1", **linked)


def test_only_the_lead_department_answers_for_all(cast: Cast, season: Season) -> None:
    for person in (cast.verifier, cast.preparer, cast.chair):
        with pytest.raises(NotAllowed):
            rule(cast, season, actor=person)


def test_a_replaced_answer_stays_and_is_replaced_once(cast: Cast, season: Season) -> None:
    first = rule(cast, season)
    second = rule(cast, season, answer="Chỉ hồ sơ đã giải quyết.", replaces=first)
    first.refresh_from_db()
    assert first.replaced_by == second
    with pytest.raises(Conflict):
        rule(cast, season, replaces=first)


def test_an_unknown_component_is_refused(cast: Cast, season: Season) -> None:
    with pytest.raises(Refused):
        rule(cast, season, component="99.9")
