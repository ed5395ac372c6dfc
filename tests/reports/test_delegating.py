"""Sharing out a report's components among a unit's people (R8.1)."""

from datetime import date

import pytest
from tests.factories import again, fresh, make_person, make_season, make_sent, report_of

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Post
from thuocdo.audit.models import Entry
from thuocdo.common.faults import NotAllowed, Refused
from thuocdo.reports.actions import save_answer
from thuocdo.reports.delegating import delegate, delegations, fillers, hand_over, with_delegations
from thuocdo.reports.models import Answer, Report


@pytest.fixture
def colleague(cast):
    return make_person("colleague", Role.PREPARER, "syt")


def given(report):
    return delegations(with_delegations(Report.objects.filter(pk=report.pk)).get()).values()


def whose(report):
    return {row.component: row.name.removeprefix("Người ") for row in given(report)}


def end_posts(user):
    Post.objects.filter(user=user).update(valid_until=date(2022, 10, 16))


def test_the_coordinator_gives_components_to_colleagues(cast, report, colleague):
    shared = {"1.1": cast.preparer, "1.2": colleague, "4.1": colleague}
    assert delegate(cast.coordinator, report, shared) == ["1.1", "1.2", "4.1"]
    assert whose(report) == {"1.1": "preparer", "1.2": "colleague", "4.1": "colleague"}


def test_a_component_is_given_to_somebody_else_or_taken_back(cast, report, colleague):
    delegate(cast.coordinator, report, {"1.1": cast.preparer, "1.2": cast.preparer})
    assert delegate(cast.coordinator, report, {"1.1": colleague, "1.2": None}) == ["1.1", "1.2"]
    assert whose(report) == {"1.1": "colleague"}


def test_what_stays_as_it_is_leaves_no_trace(cast, report):
    delegate(cast.coordinator, report, {"1.1": cast.preparer})
    entries = Entry.objects.count()
    assert delegate(cast.coordinator, report, {"1.1": cast.preparer, "1.2": None}) == []
    assert Entry.objects.count() == entries


def test_one_act_is_one_entry_however_many_components(cast, report):
    entries = Entry.objects.count()
    delegate(cast.coordinator, report, {"1.1": cast.preparer, "1.2": cast.preparer})
    assert Entry.objects.count() == entries + 1


@pytest.mark.parametrize("who", ["preparer", "head", "clerk", "outsider", "lead", "administrator"])
def test_nobody_else_shares_out(cast, report, who):
    with pytest.raises(NotAllowed):
        delegate(getattr(cast, who), report, {"1.1": cast.preparer})
    with pytest.raises(NotAllowed):
        hand_over(getattr(cast, who), report, cast.preparer, cast.coordinator)


@pytest.mark.parametrize("who", ["head", "outsider"])
def test_only_those_who_fill_the_units_report_are_given_any(cast, report, who):
    with pytest.raises(Refused, match=f"Người {who}"):
        delegate(cast.coordinator, report, {"1.1": getattr(cast, who), "1.2": cast.preparer})
    assert whose(report) == {}


def test_a_component_that_is_not_in_the_form_is_refused(cast, report):
    with pytest.raises(Refused, match=r"9\.9"):
        delegate(cast.coordinator, report, {"9.9": cast.preparer})


def test_others_still_may_fill_and_are_recorded(cast, report, colleague):
    delegate(cast.coordinator, report, {"1.2": colleague})
    save_answer(fresh(cast.preparer), report, "1.2", {"posts": "24"})
    assert Answer.objects.get().changed_by == cast.preparer


def test_everything_is_handed_over_in_one_act(cast, report, colleague):
    delegate(cast.coordinator, report, {"1.1": cast.preparer, "1.2": cast.preparer, "1.3": cast.coordinator})
    entries = Entry.objects.count()
    assert hand_over(cast.coordinator, report, cast.preparer, colleague) == ["1.1", "1.2"]
    assert whose(report) == {"1.1": "colleague", "1.2": "colleague", "1.3": "coordinator"}
    assert Entry.objects.count() == entries + 1


def test_what_belongs_to_somebody_whose_post_ended_shows_so_and_can_be_handed_over(cast, report, colleague):
    delegate(cast.coordinator, report, {"1.1": cast.preparer, "1.2": colleague})
    end_posts(cast.preparer)
    assert {row.component: row.is_held for row in given(report)} == {"1.1": False, "1.2": True}
    assert [person.username for person in fillers(report.season_unit.unit_id)] == ["colleague", "coordinator"]
    hand_over(cast.coordinator, report, cast.preparer, colleague)
    assert all(row.is_held for row in given(report))


def test_nobody_hands_over_nothing_or_to_themselves(cast, report, colleague):
    with pytest.raises(Refused):
        hand_over(cast.coordinator, report, cast.preparer, colleague)
    delegate(cast.coordinator, report, {"1.1": colleague})
    with pytest.raises(Refused):
        hand_over(cast.coordinator, report, colleague, colleague)


def test_components_are_shared_out_before_reporting_opens(cast):
    report = report_of(make_season(cast, opened=False))
    delegate(cast.coordinator, report, {"1.1": cast.preparer})
    assert again(report).state == "not_started"


def test_a_sent_report_has_nothing_left_to_share_out(cast, season):
    with pytest.raises(Refused):
        delegate(cast.coordinator, make_sent(cast, season), {"1.1": cast.preparer})


@pytest.mark.parametrize("codes", [["1.1"], ["1.1", "1.2", "1.3"]])
def test_who_fills_what_costs_nothing_beside_the_report(cast, report, codes, django_assert_num_queries):
    delegate(cast.coordinator, report, dict.fromkeys(codes, cast.preparer))
    with django_assert_num_queries(1):
        assert len(given(report)) == len(codes)
