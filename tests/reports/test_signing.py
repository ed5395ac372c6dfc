"""The signed copy of a report: whose signatures, over what, bound to which content (R4.5, R8.1)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.documents.signing import (
    by_agency,
    by_head,
    encrypted,
    plain,
    rewritten,
    signers,
    whole,
    with_altered_page,
    with_attachment,
)
from tests.factories import again, at, fill, make_season, make_sent, report_of
from tests.reports.signed_copies import GOOD_ROWS, NUMBER, TODAY, bring, in_office, printed, said

from thuocdo.audit.queries import attests, entries_about
from thuocdo.common import clock
from thuocdo.common.faults import NotAllowed, Refused
from thuocdo.cycles.enums import SignedCopies
from thuocdo.documents.signatures import judge
from thuocdo.reports import signing
from thuocdo.reports.actions import save_answer
from thuocdo.reports.content import content_digest, digests
from thuocdo.reports.enums import CopyKind, ReportState
from thuocdo.reports.models import Report, SignedCopy
from thuocdo.reports.sending import send_report, withdraw_report
from thuocdo.reports.signing import (
    Numbering,
    check_again,
    fault_of_copy,
    is_outdated,
    record_number,
    record_signed_copy,
)
from thuocdo.reports.verdicts import BAD, GOOD, LOOK, tone, worst
from thuocdo.verification.actions import return_report

pytestmark = pytest.mark.usefixtures("english", "trust")


def test_our_pdf_signed_by_the_head_then_numbered_by_the_agency_is_good(cast, filled):
    in_office()
    copy = bring(cast, filled, whole(printed(cast, filled)))
    assert said(copy) == GOOD_ROWS
    assert worst(copy.verdicts) == GOOD
    assert fault_of_copy(again(filled), digests(again(filled))) == ""


def test_number_date_and_time_in_the_document_system_are_recorded_with_it(cast, filled):
    through = clock.now() - timedelta(minutes=5)
    bring(cast, filled, whole(printed(cast, filled)), numbering=Numbering(" 123/BC-SYT ", TODAY, through))
    report = again(filled)
    assert (report.document_number, report.document_date, report.through_dms_at) == ("123/BC-SYT", TODAY, through)


def test_the_audit_attests_the_file_and_the_content(cast, filled):
    copy = bring(cast, filled, whole(printed(cast, filled)))
    entry = entries_about(f"report:{filled.pk}").get(act="report.signed_copy")
    stated = {"copy": copy.pk, "file": copy.file.sha256, "content": content_digest(again(filled))}
    assert attests(entry, "after", stated)


@pytest.mark.parametrize(
    ("who", "verdict"),
    [("stranger", "unknown_issuer"), ("expired", "expired"), ("revoked", "revoked"), ("future", "not_yet_valid")],
)
def test_a_heads_certificate_that_does_not_hold_stands_in_the_way(cast, filled, who, verdict):
    in_office()
    copy = bring(cast, filled, by_agency(by_head(printed(cast, filled), getattr(signers(), who))))
    assert said(copy)[1] == ("signature", verdict, "head")
    assert tone(copy.verdicts[1]) == BAD
    assert fault_of_copy(again(filled), digests(again(filled)))


def test_without_a_list_the_copy_is_accepted_and_says_that_revocation_was_not_checked(cast, filled, trust):
    in_office()
    (trust / "mau-thu-hoi.crl").unlink()
    copy = bring(cast, filled, whole(printed(cast, filled)))
    assert {row["kind"] for row in copy.verdicts[1:]} == {"unchecked"}
    assert worst(copy.verdicts) == LOOK
    assert fault_of_copy(again(filled), digests(again(filled))) == ""


def test_a_root_that_was_put_there_later_counts_at_the_next_check(cast, filled, trust):
    in_office()
    root = (trust / "mau-goc.pem").read_bytes()
    (trust / "mau-goc.pem").unlink()
    copy = bring(cast, filled, whole(printed(cast, filled)))
    assert {row["kind"] for row in copy.verdicts[1:]} == {"unknown_issuer"}
    (trust / "mau-goc.pem").write_bytes(root)
    assert said(check_again(cast.preparer, copy)) == GOOD_ROWS
    assert again(filled).signed_copies.count() == 2


def test_a_page_altered_after_the_heads_signature_is_said_of_it(cast, filled):
    copy = bring(cast, filled, by_agency(with_altered_page(by_head(printed(cast, filled)))))
    assert [row["kind"] for row in copy.verdicts if row["about"] == "signature"] == ["updated", "valid"]
    assert worst(copy.verdicts) == BAD


def test_a_page_altered_before_signing_is_no_longer_the_printed_report(cast, filled):
    copy = bring(cast, filled, whole(with_altered_page(printed(cast, filled))))
    assert said(copy)[0] == ("content", "altered", "")


def test_what_follows_the_last_signature_is_found(cast, filled):
    copy = bring(cast, filled, whole(printed(cast, filled)) + b"\n\n")
    assert [row["kind"] for row in copy.verdicts if row["about"] == "signature"] == ["valid", "appended"]


def test_a_report_changed_since_it_was_printed_is_outdated(cast, filled):
    out = printed(cast, filled)
    save_answer(cast.preparer, filled, "1.3", {"a": "1", "b": "100"}, version=1)
    assert said(bring(cast, again(filled), whole(out)))[0] == ("content", "outdated", "")


def test_a_report_changed_after_it_was_signed_needs_a_new_copy(cast, filled):
    in_office()
    bring(cast, filled, whole(printed(cast, filled)))
    save_answer(cast.preparer, filled, "1.3", {"a": "1", "b": "100"}, version=1)
    with pytest.raises(Refused, match="signed"):
        send_report(cast.clerk, again(filled))
    bring(cast, again(filled), whole(printed(cast, again(filled), "Bao cao moi")))
    assert send_report(cast.clerk, again(filled)).state == ReportState.SENT


def test_another_signer_or_request_after_signing_needs_a_new_copy(cast, filled):
    in_office()
    copy = bring(cast, filled, whole(printed(cast, filled)))
    assert not is_outdated(copy, digests(again(filled)))
    assert is_outdated(copy, digests(again(filled), {"4.5": "Không phát sinh"}))
    Report.objects.filter(pk=filled.pk).update(signer_name="Người khác")
    assert is_outdated(copy, digests(again(filled)))
    with pytest.raises(Refused, match="changed after it was signed"):
        send_report(cast.clerk, again(filled))


def test_the_file_is_judged_before_the_report_is_locked(cast, filled, monkeypatch):
    done, out = [], whole(printed(cast, filled))
    for name in ("_stored", "judge", "content_of", "locked"):
        act = getattr(signing, name)
        monkeypatch.setattr(signing, name, lambda *a, _n=name, _a=act, **k: (done.append(_n), _a(*a, **k))[1])
    bring(cast, filled, out)
    assert done == ["_stored", "judge", "content_of", "locked"]


def test_what_is_saved_while_the_file_is_judged_is_a_change_after_signing(cast, filled, monkeypatch):
    def judged_slowly(*args):
        save_answer(cast.preparer, filled, "1.3", {"a": "1", "b": "100"}, version=1)
        return judge(*args)

    out = whole(printed(cast, filled))
    monkeypatch.setattr(signing, "judge", judged_slowly)
    assert is_outdated(bring(cast, filled, out), digests(again(filled)))


def test_another_units_report_is_told_by_its_bytes(cast, filled):
    other = printed(cast, report_of(filled.season_unit.season, "stp"))
    assert said(bring(cast, filled, whole(other), own_draft=True))[0] == ("content", "other_unit", "")


def test_last_years_report_is_told_by_its_bytes(cast, filled):
    before = printed(cast, report_of(make_season(cast, 2021)))
    assert said(bring(cast, filled, whole(before)))[0] == ("content", "other_year", "")


def test_some_other_pdf_is_not_the_report_unless_it_is_called_the_units_own_draft(cast, filled):
    in_office()
    other = whole(plain("Cong van khac"))
    assert said(bring(cast, filled, other))[0] == ("content", "other", "")
    own = bring(cast, filled, other, own_draft=True)
    assert said(own)[0] == ("content", "own_draft", "")
    assert worst(own.verdicts) == LOOK


def test_a_file_saved_anew_is_told_by_the_digest_that_it_states(cast, filled):
    in_office()
    digest = content_digest(filled)
    out = plain(f"So bam {digest[:32]}\\ {digest[32:]}")
    copy = bring(cast, filled, whole(rewritten(out)))
    assert said(copy)[0] == ("content", "stated", "")
    assert tone(copy.verdicts[0]) == LOOK


def test_a_pdf_without_signatures_says_so(cast, filled):
    assert said(bring(cast, filled, printed(cast, filled))) == [
        ("content", "printed", ""),
        ("file", "no_signature", ""),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xff\xd8\xff\xe0 a photograph", "damaged|not a PDF"),
        (encrypted(plain()), "password"),
        (with_attachment(plain()), "other files inside"),
        (whole(plain())[:-5000], "do not save it anew"),
        (b"%PDF-1.7\n" + b"0" * (50 * 1024 * 1024), "larger than 20 MB"),
    ],
    ids=["empty", "jpeg named pdf", "encrypted", "attachments", "cut off", "50 MB"],
)
def test_a_file_that_cannot_be_taken_says_what_to_do(cast, filled, content, words):
    with pytest.raises(Refused, match=words):
        bring(cast, filled, content)
    assert not filled.signed_copies.exists()


@pytest.mark.parametrize(
    ("numbering", "words"),
    [
        (Numbering(" ", TODAY), "number and symbol"),
        (Numbering("1", TODAY + timedelta(days=1)), "in the future"),
        (Numbering("1", TODAY - timedelta(days=1)), "taken out on 17/10/2022"),
        (Numbering("1", TODAY, datetime(2022, 10, 18, tzinfo=UTC)), "between the date of the report and now"),
        (Numbering("1", TODAY, datetime(2022, 10, 16, tzinfo=UTC)), "between the date of the report and now"),
    ],
    ids=["no number", "tomorrow", "before it was printed", "DMS tomorrow", "DMS before its date"],
)
def test_a_number_or_date_that_cannot_be_says_why(cast, filled, numbering, words):
    out = whole(printed(cast, filled))
    with pytest.raises(Refused, match=words):
        bring(cast, filled, out, numbering=numbering)
    assert again(filled).document_number == ""


@pytest.mark.parametrize("who", ["outsider", "lead", "verifier", "chair", "observer", "administrator"])
def test_only_the_units_people_record_its_copy(cast, filled, who):
    upload = SimpleUploadedFile("a.pdf", whole(plain()))
    with pytest.raises(NotAllowed):
        record_signed_copy(getattr(cast, who), filled, upload, NUMBER)


def test_a_season_that_asks_for_a_certificate_takes_no_report_without(cast, filled):
    with pytest.raises(Refused, match="Attach the signed report first"):
        send_report(cast.clerk, filled)
    with pytest.raises(Refused, match="a scan is not enough"):
        bring(cast, filled, plain(), kind=CopyKind.SCANNED)


def test_a_season_that_allows_scans_takes_one_marked_as_such(cast):
    report = fill(cast.preparer, report_of(make_season(cast, signed_copies=SignedCopies.SCAN)), ["1.3"])
    copy = bring(cast, report, plain("anh quet"), kind=CopyKind.SCANNED)
    assert said(copy) == [("content", "scan", "")]
    assert send_report(cast.clerk, again(report)).state == ReportState.SENT


def test_where_the_paper_travels_apart_number_and_copy_may_follow_later(cast, season):
    report = make_sent(cast, season)
    record_number(cast.clerk, report, NUMBER)
    bring(cast, report, whole(plain("sau khi gui")), own_draft=True)
    assert (again(report).document_number, report.signed_copies.count()) == ("123/BC-SYT", 1)


def test_a_report_that_was_sent_with_its_copy_gets_no_other_until_it_is_back(cast, filled):
    in_office()
    out = whole(printed(cast, filled))
    bring(cast, filled, out)
    sent = send_report(cast.clerk, again(filled))
    with pytest.raises(Refused, match="Withdraw it"):
        bring(cast, sent, out)
    withdraw_report(cast.clerk, sent)
    bring(cast, again(sent), out)
    return_report(cast.lead, send_report(cast.clerk, again(sent)), "Thiếu", until=date(2022, 10, 25))
    bring(cast, again(sent), out)


def test_nothing_is_recorded_for_a_report_that_was_not_begun(cast, demanding):
    with pytest.raises(Refused, match="Begin the report first"):
        bring(cast, report_of(demanding), whole(plain()))


def test_the_clock_of_the_installation_judges_a_certificate(cast, filled):
    """In the sample's 2022 a certificate of 2021 to 2040 holds; in 2045 it has expired."""
    in_office()
    out = whole(printed(cast, filled))
    assert said(bring(cast, filled, out)) == GOOD_ROWS
    at(2045, 1, 1)
    copy = SignedCopy.objects.filter(report=filled).first()
    Report.objects.filter(pk=filled.pk).update(state=ReportState.DRAFTING)
    assert {row["kind"] for row in check_again(cast.clerk, copy).verdicts[1:3]} == {"expired"}
