"""A saving named by the page's key: repeated without harm; taken back, restored, and met by another's."""

from datetime import date
from uuid import uuid4

import pytest
from tests.factories import again, fill, step_on

from thuocdo.audit.queries import entries_about
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.cycles.queries import form_of
from thuocdo.reports.actions import clear_answers, restore_answer, save_answer, save_answers
from thuocdo.reports.answers import Draft
from thuocdo.reports.queries import report_to_fill
from thuocdo.reports.sending import send_report, withdraw_report

SHARE = {"a": "9", "b": "10"}
LESS = {"a": "8", "b": "10"}


def entries(report) -> int:
    return entries_about(f"report:{report.pk}/1.3").count()


def history(report) -> list[dict[str, str]]:
    return [change.values for change in report.answers.get(component="1.3").changes.all()]


def test_a_saving_that_is_repeated_is_done_once(cast, report):
    key = uuid4()
    first = save_answer(cast.preparer, report, "1.3", SHARE, key=key)
    second = save_answer(cast.preparer, report, "1.3", SHARE, key=key)
    assert (first.version, second.version) == (1, 1)
    assert (history(report), entries(report)) == ([SHARE], 1)


def test_a_repeated_saving_is_answered_with_what_it_made_not_with_what_came_after(cast, report):
    key = uuid4()
    save_answer(cast.preparer, report, "1.3", SHARE, key=key)
    save_answer(cast.coordinator, report, "1.3", LESS, version=1)
    repeated = save_answer(cast.preparer, report, "1.3", SHARE, key=key)
    assert (repeated.version, repeated.values) == (1, SHARE)
    assert history(report) == [LESS, SHARE]


def test_a_repeated_saving_is_found_even_after_the_report_was_sent(cast, report):
    key = uuid4()
    fill(cast.preparer, report, ["2.1"])
    save_answer(cast.preparer, report, "1.3", SHARE, key=key)
    send_report(cast.preparer, again(report))
    assert save_answer(cast.preparer, report, "1.3", SHARE, key=key).version == 1
    with pytest.raises(Refused):
        save_answer(cast.preparer, report, "1.3", LESS, version=1, key=uuid4())


def test_the_same_key_with_other_figures_is_another_saving(cast, report):
    """A page that came back from the browser's memory still has its old key and its old version."""
    key = uuid4()
    save_answer(cast.preparer, report, "1.3", SHARE, key=key)
    with pytest.raises(Conflict):
        save_answer(cast.preparer, report, "1.3", LESS, key=key)
    assert save_answer(cast.preparer, report, "1.3", LESS, version=1, key=key).version == 2


def test_what_is_stored_already_is_not_written_again(cast, report):
    save_answer(cast.preparer, report, "1.3", SHARE)
    assert save_answer(cast.coordinator, report, "1.3", SHARE).version == 1
    assert save_answers(cast.coordinator, report, {"2.2": Draft({}, version=0)}) == {}
    assert (history(report), entries(report)) == ([SHARE], 1)


def test_a_key_is_worth_nothing_to_somebody_who_does_not_fill(cast, report):
    key = uuid4()
    save_answer(cast.preparer, report, "1.3", SHARE, key=key)
    with pytest.raises(NotAllowed):
        save_answer(cast.outsider, report, "1.3", SHARE, key=key)


def test_a_post_that_ends_while_somebody_types_ends_the_right_to_save(cast, report):
    save_answer(cast.preparer, report, "1.3", SHARE)
    assert cast.preparer.posts
    cast.preparer.all_posts.update(valid_until=date(2022, 10, 16))
    with pytest.raises(NotAllowed):
        save_answer(cast.preparer, report, "1.3", LESS, version=1)
    assert history(report) == [SHARE]


def test_a_report_is_judged_as_it_stands_and_not_as_it_was_read(cast, season, report):
    fill(cast.preparer, report, ["2.1"])
    early = report_to_fill(cast.preparer, report.pk)
    send_report(cast.preparer, again(report))
    with pytest.raises(Refused):
        save_answer(cast.preparer, early, "1.3", SHARE)
    withdraw_report(cast.preparer, again(report))
    early = report_to_fill(cast.preparer, report.pk)
    step_on(cast, season, "season.verify", "season.appraise")
    with pytest.raises(Refused):
        save_answer(cast.preparer, early, "1.3", SHARE)


def test_the_report_to_fill_is_the_report(cast, report, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = report_to_fill(cast.preparer, report.pk)
        assert (found.pk, found.state) == (report.pk, report.state)
        assert found.season_unit.unit_id == report.season_unit.unit_id
        assert found.season_unit.season_tier.phase == report.season_unit.season_tier.phase
        assert form_of(found.season_unit) is form_of(report.season_unit)
    assert found.season_unit.unit.name == report.season_unit.unit.name  # read when asked for
    assert report_to_fill(cast.outsider, report.pk) is None
    assert report_to_fill(cast.head, report.pk) == report


def test_of_several_answers_only_those_not_yet_written_are(cast, report):
    key = uuid4()
    save_answer(cast.preparer, report, "1.3", SHARE, key=key)
    both = {"1.3": Draft(SHARE, version=0), "2.2": Draft(SHARE, version=0)}
    saved = save_answers(cast.preparer, report, both, key=key)
    assert {code: answer.version for code, answer in saved.items()} == {"1.3": 1, "2.2": 1}
    assert len(history(report)) == 1


def test_an_answer_and_its_history_cost_a_fixed_number_of_statements(cast, report, django_assert_num_queries):
    save_answers(cast.preparer, report, {"1.3": Draft(SHARE), "2.2": Draft(SHARE), "4.2": Draft(SHARE)})
    with django_assert_num_queries(6):  # with begin and end of the transaction
        save_answer(cast.preparer, report, "1.3", LESS, version=1, key=uuid4())
    with django_assert_num_queries(6):
        save_answers(cast.preparer, report, {"2.2": Draft(LESS), "4.2": Draft(LESS)}, key=uuid4())


def test_ones_own_other_tab_is_not_called_somebody_else(cast, report):
    save_answer(cast.preparer, report, "1.3", SHARE)
    with pytest.raises(Conflict, match="thẻ khác"):
        save_answer(cast.preparer, report, "1.3", LESS)
    with pytest.raises(Conflict, match="Người khác"):
        save_answer(cast.coordinator, report, "1.3", LESS)


def test_a_restored_version_is_a_new_one_and_can_be_undone(cast, report):
    save_answer(cast.preparer, report, "1.3", SHARE)
    save_answer(cast.preparer, report, "1.3", LESS, version=1)
    assert restore_answer(cast.coordinator, report, "1.3", 1, version=2).values == SHARE
    assert restore_answer(cast.coordinator, report, "1.3", 2, version=3).values == LESS
    assert history(report) == [LESS, SHARE, LESS, SHARE]
    assert entries(report) == 4


def test_nothing_is_restored_over_a_version_that_was_not_seen(cast, report):
    save_answer(cast.preparer, report, "1.3", SHARE)
    save_answer(cast.coordinator, report, "1.3", LESS, version=1)
    with pytest.raises(Conflict):
        restore_answer(cast.preparer, report, "1.3", 1, version=1)


def test_a_version_that_never_was_cannot_be_restored(cast, report):
    save_answer(cast.preparer, report, "1.3", SHARE)
    with pytest.raises(Refused):
        restore_answer(cast.preparer, report, "1.3", 7, version=1)


@pytest.mark.parametrize("who", ["head", "clerk", "outsider", "lead"])
def test_only_who_fills_restores_and_clears(cast, report, who):
    save_answer(cast.preparer, report, "1.3", SHARE)
    with pytest.raises(NotAllowed):
        restore_answer(getattr(cast, who), report, "1.3", 1, version=1)
    with pytest.raises(NotAllowed):
        clear_answers(getattr(cast, who), report, {"1.3": 1})


def test_nothing_is_restored_once_the_report_was_sent(cast, season, report):
    fill(cast.preparer, report, ["1.3"])
    send_report(cast.preparer, again(report))
    with pytest.raises(Refused):
        restore_answer(cast.preparer, report, "1.3", 1, version=1)
    withdraw_report(cast.preparer, again(report))
    step_on(cast, season, "season.verify", "season.appraise")
    with pytest.raises(Refused):
        restore_answer(cast.preparer, report, "1.3", 1, version=1)


def test_an_answer_that_somebody_else_changed_is_not_cleared_unseen(cast, report):
    save_answer(cast.preparer, report, "1.3", SHARE)
    save_answer(cast.coordinator, report, "1.3", LESS, version=1)
    with pytest.raises(Conflict):
        clear_answers(cast.preparer, report, {"1.3": 1})
    clear_answers(cast.preparer, report, {"1.3": 2, "2.2": 0})
    assert history(report)[0] == {}


def test_clearing_nothing_writes_nothing(cast, report):
    clear_answers(cast.preparer, report, {"1.3": 0})
    assert not report.answers.exists()
