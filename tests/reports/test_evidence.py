"""The numbered list: documents, their files and revisions, what cites them; the border day counts once."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Prefetch, prefetch_related_objects
from tests.factories import again, make_season, make_sent, pdf, report_of

from thuocdo.audit.queries import attests, entries_about
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.reports.enums import Standing
from thuocdo.reports.evidence import (
    Details,
    attach_evidence,
    describe_evidence,
    list_evidence,
    remove_evidence,
)
from thuocdo.reports.evidence_citing import cite, uncite
from thuocdo.reports.evidence_files import add_file, remove_file
from thuocdo.reports.evidence_period import PeriodMark, counted_elsewhere, period_mark
from thuocdo.reports.models import Evidence, EvidenceFile
from thuocdo.reports.queries import reports
from thuocdo.reports.whole_evidence import whole_evidence

LETTER = Details("Báo cáo dịch vụ công", "12/BC-SYT", date(2022, 3, 1), "Sở Y tế")


def listed(cast, report, details=LETTER, uploads=(), components=("1.1",)) -> Evidence:
    return list_evidence(cast.preparer, report, details, uploads, components)


def test_a_document_is_listed_with_files_and_components_at_once(cast, report):
    evidence = listed(cast, report, uploads=[pdf("a.pdf"), pdf("b.pdf")], components=["1.1", "4.1"])
    assert [kept.file_name for kept in evidence.current_files] == ["a.pdf", "b.pdf"]
    assert [row.component for row in evidence.citations.all()] == ["1.1", "4.1"]
    assert entries_about(f"report:{report.pk}").last().act == "evidence.listed"


def test_a_refused_file_leaves_no_half_a_document(cast, report):
    bad = pdf("b.pdf")
    bad.file.truncate(100)
    with pytest.raises(Refused):
        listed(cast, report, uploads=[pdf("a.pdf"), bad])
    assert not report.evidence.exists()


def test_a_file_on_the_list_is_not_listed_again(cast, report):
    upload = pdf("a.pdf")
    listed(cast, report, uploads=[upload])
    upload.seek(0)
    with pytest.raises(Refused, match="1"):
        listed(cast, report, uploads=[upload])


def test_a_number_is_never_given_twice(cast, report):
    first, second = listed(cast, report), listed(cast, report)
    remove_evidence(cast.preparer, second)
    assert [first.number, listed(cast, report).number] == [1, 3]


def test_a_revision_takes_the_place_of_a_file_that_stays_readable(cast, report):
    evidence = listed(cast, report, uploads=[pdf("a.pdf"), pdf("b.pdf")])
    old = evidence.current_files[0]
    add_file(cast.preparer, evidence, pdf("a2.pdf"), revision_of=old)
    assert [kept.file_name for kept in again_evidence(evidence).current_files] == ["b.pdf", "a2.pdf"]
    assert old in evidence.files.all()


def test_a_file_is_replaced_once(cast, report):
    evidence = listed(cast, report, uploads=[pdf("a.pdf")])
    old = evidence.current_files[0]
    add_file(cast.preparer, evidence, pdf(), revision_of=old)
    with pytest.raises(Refused):
        add_file(cast.preparer, again_evidence(evidence), pdf(), revision_of=old)


def test_of_two_who_read_the_list_before_only_one_replaces_a_file(cast, report):
    evidence = list_evidence(cast.preparer, report, Details("Một văn bản"), [pdf()])
    one, other = again_evidence(evidence), again_evidence(evidence)
    old = one.files.get()
    assert one.current_files == other.current_files == [old]
    prefetch_related_objects([one, other], "files")
    add_file(cast.preparer, one, pdf("a2.pdf"), revision_of=old)
    with pytest.raises(Refused):
        add_file(cast.coordinator, other, pdf("a3.pdf"), revision_of=old)
    assert evidence.files.filter(revision_of=old).count() == 1


def test_the_database_keeps_one_revision_per_file(cast, report):
    evidence = list_evidence(cast.preparer, report, Details("Một văn bản"), [pdf()])
    old = evidence.files.get()
    newer = add_file(cast.preparer, evidence, pdf("a2.pdf"), revision_of=old)
    third = add_file(cast.preparer, evidence, pdf("a3.pdf"))
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceFile.objects.filter(pk=third.pk).update(revision_of=newer.revision_of)


def test_with_its_revision_taken_off_the_old_file_counts_again(cast, report):
    evidence = listed(cast, report, uploads=[pdf("a.pdf")])
    old = evidence.current_files[0]
    newer = add_file(cast.preparer, evidence, pdf("a2.pdf"), revision_of=old)
    with pytest.raises(Refused):
        remove_file(cast.preparer, old)
    remove_file(cast.preparer, newer)
    assert again_evidence(evidence).current_files == [old]


def test_components_cite_a_document_on_a_page_in_its_words(cast, report):
    evidence = listed(cast, report)
    cite(cast.preparer, evidence, "4.1", page="3", quote="đạt 95%")
    cite(cast.preparer, evidence, "4.1", page="4", quote="đạt 95%")
    uncite(cast.preparer, evidence, "1.1")
    assert [(row.component, row.page) for row in evidence.citations.all()] == [("4.1", "4")]


def test_two_people_correcting_one_document_overwrite_nothing(cast, report):
    evidence = listed(cast, report)
    describe_evidence(cast.coordinator, evidence, replace(LETTER, symbol="13/BC-SYT"), seen=LETTER)
    with pytest.raises(Conflict):
        describe_evidence(cast.preparer, evidence, replace(LETTER, title="Khác"), seen=LETTER)
    assert Details.of(again_evidence(evidence)) == replace(LETTER, symbol="13/BC-SYT")


def test_the_audit_attests_what_a_document_was_called(cast, report):
    evidence = listed(cast, report)
    describe_evidence(cast.preparer, evidence, replace(LETTER, title="Khác"), seen=LETTER)
    assert attests(entries_about(f"report:{report.pk}").last(), "before", LETTER.noted())


ACTS = {
    "list": lambda who, evidence: list_evidence(who, evidence.report, LETTER),
    "describe": lambda who, evidence: describe_evidence(who, evidence, replace(LETTER, title="x"), seen=LETTER),
    "add": lambda who, evidence: add_file(who, evidence, pdf()),
    "take off": lambda who, evidence: remove_file(who, evidence.current_files[0]),
    "cite": lambda who, evidence: cite(who, evidence, "4.1"),
    "uncite": lambda who, evidence: uncite(who, evidence, "1.1"),
    "remove": remove_evidence,
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["clerk", "outsider", "lead"])
def test_only_who_fills_the_report_touches_its_list(cast, report, act, who):
    evidence = listed(cast, report, uploads=[pdf()])
    with pytest.raises(NotAllowed):
        ACTS[act](getattr(cast, who), evidence)


@pytest.mark.parametrize("act", ACTS)
def test_the_list_of_a_sent_report_stays(cast, season, report, act):
    evidence = listed(cast, report, uploads=[pdf()])
    make_sent(cast, season)
    with pytest.raises(Refused):
        ACTS[act](cast.preparer, again_evidence(evidence))


GONE = [act for act in ACTS if act not in ("list", "take off", "uncite", "remove")]


@pytest.mark.parametrize("act", GONE)
def test_a_document_that_a_colleague_removed_is_said_to_be_gone(cast, report, act):
    evidence = listed(cast, report, uploads=[pdf()])
    remove_evidence(cast.coordinator, again_evidence(evidence))
    with pytest.raises(Refused, match="Hãy đưa lại tài liệu"):
        ACTS[act](cast.preparer, evidence)


def test_what_is_removed_twice_is_written_down_once(cast, report):
    evidence = listed(cast, report, uploads=[pdf("a.pdf"), pdf("b.pdf")])
    kept = evidence.files.first()
    for _time in range(2):
        remove_file(cast.preparer, EvidenceFile(pk=kept.pk, evidence=evidence, file=kept.file))
    for _time in range(2):
        remove_evidence(cast.preparer, Evidence(pk=evidence.pk, number=evidence.number, report=report))
    acts = [entry.act for entry in entries_about(f"report:{report.pk}")]
    assert [acts.count("evidence.file_removed"), acts.count("evidence.removed")] == [1, 1]


def test_a_replaced_version_is_not_cited_for_its_successor(cast, report):
    upload = pdf("cũ.pdf")
    evidence = listed(cast, report, uploads=[upload])
    add_file(cast.preparer, evidence, pdf("mới.pdf"), revision_of=evidence.files.get())
    upload.seek(0)
    with pytest.raises(Refused, match="cũ"):
        attach_evidence(cast.preparer, report, "4.1", upload)
    assert not evidence.citations.filter(component="4.1").exists()


def test_a_report_takes_files_up_to_its_limit(cast, report, settings):
    upload = pdf()
    settings.EVIDENCE_MAX_BYTES_PER_REPORT = upload.size + 10
    attach_evidence(cast.preparer, report, "1.1", upload)
    with pytest.raises(Refused):
        attach_evidence(cast.preparer, report, "1.1", pdf())


PLACES = [
    (date(2021, 9, 30), Standing.ISSUED, PeriodMark.BEFORE),
    (date(2021, 9, 30), Standing.IN_FORCE, None),
    (date(2021, 10, 1), Standing.ISSUED, None),
    (date(2022, 9, 30), Standing.ISSUED, None),
    (date(2022, 10, 1), Standing.ISSUED, PeriodMark.BORDER),
    (date(2022, 10, 2), Standing.ISSUED, PeriodMark.AFTER),
    (date(2022, 10, 2), Standing.IN_FORCE, PeriodMark.AFTER),
    (None, Standing.ISSUED, None),
]


@pytest.mark.parametrize(("day", "standing", "mark"), PLACES)
def test_a_document_stands_in_the_data_period_by_its_date(season, day, standing, mark):
    assert period_mark(Evidence(date=day, standing=standing), season) == mark


@pytest.mark.parametrize("shared", ["file", "symbol"])
def test_a_document_of_the_border_day_counts_in_one_season(cast, report, shared):
    on_border, upload = replace(LETTER, date=date(2022, 10, 1)), pdf()
    known = {"uploads": [upload]} if shared == "file" else {}
    listed(cast, report, replace(on_border, symbol="12 /bc-SYT" if shared == "symbol" else ""), **known)
    following = report_of(make_season(cast, 2023))
    upload.seek(0)
    with pytest.raises(Refused):
        listed(cast, following, replace(on_border, symbol="12/BC-SYT" if shared == "symbol" else "x"), **known)


def test_another_document_of_that_day_may_count(cast, report):
    on_border = replace(LETTER, date=date(2022, 10, 1))
    listed(cast, report, on_border)
    following = report_of(make_season(cast, 2023))
    evidence = listed(cast, following, replace(on_border, symbol="13/BC-SYT"))
    assert counted_elsewhere(again(following)) == set()
    assert period_mark(evidence, following.season_unit.season) is None


@pytest.mark.parametrize("many", [1, 4])
def test_the_whole_list_is_read_in_one_query(cast, report, many, django_assert_num_queries):
    for _ in range(many):
        evidence = listed(cast, report, uploads=[pdf("a.pdf"), pdf("b.pdf")], components=["1.1", "4.1"])
        add_file(cast.preparer, evidence, pdf("c.pdf"), revision_of=evidence.current_files[0])
    row = reports().get(pk=report.pk)
    with django_assert_num_queries(1):
        prefetch_related_objects([row], Prefetch("evidence", whole_evidence()))
        told = [
            (kept.file_name, kept.file.sha256, kept.attached_by.full_name, kept.attached_at, cited.component)
            for document in row.evidence.all()
            for kept in document.current_files
            for cited in document.citations.all()
        ]
    assert len(told) == 4 * many
    plain = Evidence.objects.get(pk=evidence.pk)
    assert told[-1][0] == plain.current_files[-1].file_name == "c.pdf"
    assert told[-1][3] == plain.current_files[-1].attached_at


def again_evidence(evidence: Evidence) -> Evidence:
    return Evidence.objects.get(pk=evidence.pk)
