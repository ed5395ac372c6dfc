"""A workbook beside what is stored: changes, conflicts, all or nothing, exactly what was previewed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories import CONTACTS, at, fill, report_of
from tests.reports.workbooks import cell_of, download, filled

from thuocdo.audit.models import Entry
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.reports.actions import save_answer, set_contacts
from thuocdo.reports.facts import NO, YES
from thuocdo.reports.models import AnswerChange, WaitingWorkbook
from thuocdo.reports.queries import reports
from thuocdo.reports.sending import send_report
from thuocdo.reports.workbook import keeping
from thuocdo.reports.workbook.faults import BookFault
from thuocdo.reports.workbook.keeping import apply_workbook, hand_in, let_go, plan_of, waiting


def fresh(report):
    return reports().get(pk=report.pk)


def handed_in(actor, report, content: bytes):
    return hand_in(actor, fresh(report), SimpleUploadedFile("bieu.xlsx", content))


def planned(actor, report, content: bytes):
    return plan_of(handed_in(actor, report, content), fresh(report))


def codes(moves) -> list[str]:
    return [move.leaf.code for move in moves]


def stored(report, code: str) -> dict[str, str]:
    return report.answers.get(component=code).values


@pytest.fixture
def filled_in(cast, report):
    """1.3 and 1.2 are stored."""
    save_answer(cast.preparer, report, "1.3", {"a": "3", "b": "10"})
    save_answer(cast.preparer, report, "1.2", {"posts": "5"})
    return report


def test_without_edits_there_is_nothing_to_apply(cast, report):
    report = fill(cast.preparer, report)
    plan = planned(cast.preparer, report, download(report))
    assert (plan.changes, plan.conflicts, plan.faults, plan.can_be_applied) == ([], [], [], False)


def test_a_change_says_from_what_to_what_and_where(cast, filled_in):
    content = filled(download(filled_in), {("1.3", "a"): 4})
    plan = planned(cast.preparer, filled_in, content)
    assert codes(plan.changes) == ["1.3"]
    difference = plan.changes[0].differences
    assert [(row.before, row.after, row.cell) for row in difference] == [("3", "4", cell_of(content, "1.3", "a"))]


def test_nothing_is_written_before_it_is_applied(cast, filled_in):
    planned(cast.preparer, filled_in, filled(download(filled_in), {("1.3", "a"): 4}))
    assert stored(filled_in, "1.3") == {"a": "3", "b": "10"}


def test_applying_writes_it_in_one_act_and_lets_go_of_the_file(cast, filled_in):
    content = filled(download(filled_in), {("1.3", "a"): 4, ("1.1", "lead"): "có"})
    plan = planned(cast.preparer, filled_in, content)
    before = Entry.objects.count()
    assert apply_workbook(cast.preparer, fresh(filled_in), plan.digest, ()) == 2
    assert Entry.objects.count() == before + 1
    assert stored(filled_in, "1.3") == {"a": "4", "b": "10"}
    assert stored(filled_in, "1.1")["lead"] == YES
    assert NO in stored(filled_in, "1.1").values()
    assert not WaitingWorkbook.objects.exists()


def test_an_emptied_cell_asks_to_clear(cast, filled_in):
    plan = planned(cast.preparer, filled_in, filled(download(filled_in), {("1.2", "posts"): None}))
    assert [move.clears for move in plan.changes] == [True]
    apply_workbook(cast.preparer, fresh(filled_in), plan.digest, ())
    assert stored(filled_in, "1.2") == {}
    assert AnswerChange.objects.filter(answer__component="1.2").count() == 2


def test_a_change_made_here_meanwhile_stands_where_the_file_left_the_line_alone(cast, filled_in):
    content = filled(download(filled_in), {("1.3", "a"): 4})
    save_answer(cast.coordinator, filled_in, "1.2", {"posts": "6"}, version=1)
    plan = planned(cast.preparer, filled_in, content)
    assert codes(plan.changes) == ["1.3"]
    apply_workbook(cast.preparer, fresh(filled_in), plan.digest, ())
    assert stored(filled_in, "1.2") == {"posts": "6"}


def test_a_line_that_both_changed_is_a_conflict_and_stays_as_stored(cast, filled_in):
    content = filled(download(filled_in), {("1.3", "a"): 4, ("1.2", "posts"): 9})
    save_answer(cast.coordinator, filled_in, "1.3", {"a": "7", "b": "10"}, version=1)
    plan = planned(cast.preparer, filled_in, content)
    assert codes(plan.changes) == ["1.2"]
    assert codes(plan.conflicts) == ["1.3"]
    assert apply_workbook(cast.preparer, fresh(filled_in), plan.digest, ()) == 1
    assert stored(filled_in, "1.3") == {"a": "7", "b": "10"}


def test_a_conflict_may_be_decided_for_the_file(cast, filled_in):
    content = filled(download(filled_in), {("1.3", "a"): 4})
    save_answer(cast.coordinator, filled_in, "1.3", {"a": "7", "b": "10"}, version=1)
    plan = planned(cast.preparer, filled_in, content)
    apply_workbook(cast.preparer, fresh(filled_in), plan.digest, ["1.3"])
    assert stored(filled_in, "1.3") == {"a": "4", "b": "10"}


def test_the_same_change_made_on_both_sides_is_none(cast, filled_in):
    content = filled(download(filled_in), {("1.3", "a"): 4})
    save_answer(cast.coordinator, filled_in, "1.3", {"a": "4", "b": "10"}, version=1)
    assert not planned(cast.preparer, filled_in, content).conflicts


def test_a_line_answered_first_on_the_page_is_a_conflict_too(cast, filled_in):
    content = filled(download(filled_in), {("4.1", "a"): 4, ("4.1", "b"): 5})
    save_answer(cast.coordinator, filled_in, "4.1", {"a": "1", "b": "2"})
    assert codes(planned(cast.preparer, filled_in, content).conflicts) == ["4.1"]


def test_what_changed_after_the_preview_is_looked_at_again(cast, filled_in):
    content = filled(download(filled_in), {("1.3", "a"): 4})
    plan = planned(cast.preparer, filled_in, content)
    save_answer(cast.coordinator, filled_in, "1.3", {"a": "7", "b": "10"}, version=1)
    with pytest.raises(Conflict):
        apply_workbook(cast.preparer, fresh(filled_in), plan.digest, ["1.3"])
    assert stored(filled_in, "1.3") == {"a": "7", "b": "10"}
    assert waiting(cast.preparer, filled_in)


def test_another_file_than_the_previewed_one_is_not_applied(cast, filled_in):
    plan = planned(cast.preparer, filled_in, filled(download(filled_in), {("1.3", "a"): 4}))
    handed_in(cast.preparer, filled_in, filled(download(filled_in), {("1.3", "a"): 5}))
    with pytest.raises(Conflict):
        apply_workbook(cast.preparer, fresh(filled_in), plan.digest, ())
    assert stored(filled_in, "1.3") == {"a": "3", "b": "10"}


def test_with_one_fault_nothing_is_applied(cast, filled_in):
    content = filled(download(filled_in), {("1.3", "a"): 4, ("1.2", "posts"): "5 tin"})
    plan = planned(cast.preparer, filled_in, content)
    assert codes(plan.changes) == ["1.3"]
    assert not plan.can_be_applied
    with pytest.raises(Refused):
        apply_workbook(cast.preparer, fresh(filled_in), plan.digest, ())
    assert stored(filled_in, "1.3") == {"a": "3", "b": "10"}


def test_a_version_that_never_was_is_said(cast, filled_in):
    content = download(filled_in)
    filled_in.answers.get(component="1.3").changes.all().delete()
    plan = planned(cast.preparer, filled_in, content)
    assert ["chưa từng có" in fault.words for fault in plan.faults] == [True]


def test_applying_twice_is_applying_once(cast, filled_in):
    plan = planned(cast.preparer, filled_in, filled(download(filled_in), {("1.3", "a"): 4}))
    apply_workbook(cast.preparer, fresh(filled_in), plan.digest, ())
    with pytest.raises(Refused):
        apply_workbook(cast.preparer, fresh(filled_in), plan.digest, ())
    assert filled_in.answers.get(component="1.3").version == 2


def test_a_file_handed_in_after_sending_is_kept_and_not_applied(cast, filled_in):
    content = filled(download(filled_in), {("1.3", "a"): 4})
    fill_contacts(cast, filled_in)
    send_report(cast.preparer, filled_in)
    plan = planned(cast.preparer, filled_in, content)
    with pytest.raises(Refused):
        apply_workbook(cast.preparer, fresh(filled_in), plan.digest, ())
    assert stored(filled_in, "1.3") == {"a": "3", "b": "10"}
    assert waiting(cast.preparer, filled_in)


def fill_contacts(cast, report) -> None:
    set_contacts(cast.preparer, report, **CONTACTS)


@pytest.mark.parametrize("who", ["head", "clerk", "outsider", "lead"])
def test_only_who_fills_the_report_hands_a_file_in(cast, report, who):
    with pytest.raises(NotAllowed):
        handed_in(getattr(cast, who), report, download(report))
    assert not WaitingWorkbook.objects.exists()


def test_a_file_waits_for_its_person_alone(cast, filled_in):
    handed_in(cast.preparer, filled_in, download(filled_in))
    assert waiting(cast.preparer, filled_in)
    assert waiting(cast.coordinator, filled_in) is None


def test_a_file_waits_for_a_day(cast, filled_in):
    handed_in(cast.preparer, filled_in, download(filled_in))
    at(2022, 10, 18, 8, 59)
    assert waiting(cast.preparer, filled_in)
    at(2022, 10, 18, 9, 1)
    assert waiting(cast.preparer, filled_in) is None


def test_an_old_file_goes_when_another_comes(cast, season, filled_in):
    handed_in(cast.preparer, filled_in, download(filled_in))
    at(2022, 10, 18, 9, 1)
    other = report_of(season, "stp")
    handed_in(cast.outsider, other, download(other))
    assert [row.report_id for row in WaitingWorkbook.objects.all()] == [other.pk]


def test_letting_go_changes_nothing(cast, filled_in):
    handed_in(cast.preparer, filled_in, filled(download(filled_in), {("1.3", "a"): 4}))
    let_go(cast.preparer, filled_in)
    assert waiting(cast.preparer, filled_in) is None
    assert stored(filled_in, "1.3") == {"a": "3", "b": "10"}


def test_a_file_that_is_too_large_is_not_even_read(cast, report, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_BYTES", 1000)
    with pytest.raises(BookFault, match="too_large"):
        handed_in(cast.preparer, report, download(report))


def test_a_refused_file_leaves_the_waiting_one(cast, filled_in):
    handed_in(cast.preparer, filled_in, filled(download(filled_in), {("1.3", "a"): 4}))
    with pytest.raises(BookFault):
        handed_in(cast.preparer, filled_in, b"PK\x03\x04")
    assert waiting(cast.preparer, filled_in)
