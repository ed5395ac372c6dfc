"""Taking the official report out: kept, the same file for the same content, only for the unit's own people."""

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.documents.papers import opened, words
from tests.documents.signing import with_altered_page
from tests.factories import Cast, again, at, best_answer, fill, make_season, report_of
from tests.reports.test_official import whole

from thuocdo.accounts.letterhead_actions import add_signatory
from thuocdo.audit.actions import seal
from thuocdo.audit.models import Entry
from thuocdo.common import clock
from thuocdo.common.faults import NotAllowed, Refused
from thuocdo.documents import files
from thuocdo.documents.official import as_word, typeset
from thuocdo.reports import printing
from thuocdo.reports.actions import clear_answers, save_answer
from thuocdo.reports.content import content_digest
from thuocdo.reports.models import PrintedReport, Report
from thuocdo.reports.official import Beside, report_paper
from thuocdo.reports.printing import print_report, use_own_draft
from thuocdo.reports.sending import send_report

BESIDE = Beside()


@pytest.fixture
def ready(cast: Cast, report: Report) -> Report:
    return fill(cast.preparer, report, ["1.1", "1.2"])


def content(printed: PrintedReport) -> bytes:
    return files.path(printed.file.sha256).read_bytes()


def word(report: Report) -> SimpleUploadedFile:
    return SimpleUploadedFile("Báo cáo của Sở.docx", as_word(report_paper(whole(report), BESIDE, clock.now())))


def test_the_pdf_is_kept_with_the_content_that_it_states(cast: Cast, ready: Report) -> None:
    printed = print_report(cast.clerk, ready, BESIDE)
    assert printed.content_sha256 == content_digest(ready)
    assert printed.file.media_type == files.PDF
    assert printed.content_sha256 in words(content(printed)).replace(" ", "")
    with opened(content(printed)) as file:
        assert printed.content_sha256 in str(file.docinfo["/Keywords"])


def test_the_same_content_is_the_same_file(cast: Cast, ready: Report) -> None:
    first = print_report(cast.clerk, ready, BESIDE)
    at(2022, 10, 18)
    assert print_report(cast.preparer, again(ready), BESIDE) == first
    assert PrintedReport.objects.count() == 1


def test_it_prints_the_audits_checkpoint_of_its_time(cast: Cast, ready: Report) -> None:
    seal()
    first = print_report(cast.clerk, ready, BESIDE)
    shown = words(content(first))
    assert f"mốc kiểm soát gồm {first.checkpoint.size} mục, giá trị gốc {first.checkpoint.short}" in " ".join(
        shown.split()
    )
    seal()
    assert print_report(cast.clerk, again(ready), BESIDE) == first


def test_another_figure_makes_another_file(cast: Cast, ready: Report) -> None:
    first = print_report(cast.clerk, ready, BESIDE)
    component = "1.1"
    answer = ready.answers.get(component=component, stage="self")
    save_answer(cast.preparer, ready, component, answer.values | {"meetings": "11"}, version=answer.version)
    second = print_report(cast.clerk, again(ready), BESIDE)
    assert (second.content_sha256 != first.content_sha256, second.file != first.file) == (True, True)


def test_another_signer_makes_another_file_of_the_same_content(cast: Cast, ready: Report) -> None:
    first = print_report(cast.clerk, ready, BESIDE)
    unit = ready.season_unit.unit
    facts = {"title": "Phó Giám đốc", "is_head": False, "capacity": "TL.", "mandate": "12/QĐ-SYT"}
    add_signatory(None, unit, full_name=ready.signer_name, **facts)
    second = print_report(cast.clerk, again(ready), BESIDE)
    assert second.file != first.file
    assert second.content_sha256 == first.content_sha256


def test_content_that_came_back_is_the_file_of_then(cast: Cast, ready: Report) -> None:
    first = print_report(cast.clerk, ready, BESIDE)
    save_answer(cast.preparer, ready, "2.1", best_answer_of(ready, "2.1"))
    print_report(cast.clerk, again(ready), BESIDE)
    clear_answers(cast.preparer, ready, {"2.1": None})
    third = print_report(cast.clerk, again(ready), BESIDE)
    assert third.file == first.file
    assert again(ready).printed.first() == third


def best_answer_of(report: Report, code: str) -> dict[str, str]:
    from thuocdo.cycles.queries import form_of

    return best_answer(form_of(report.season_unit).component(code))


def test_without_contacts_nothing_is_taken_out_for_signing(cast: Cast, report: Report) -> None:
    fill(cast.preparer, report, ["1.1"], contacts=None)
    with pytest.raises(Refused):
        print_report(cast.preparer, again(report), BESIDE)
    assert not PrintedReport.objects.exists()


def test_other_units_people_take_nothing_out(cast: Cast, ready: Report) -> None:
    for user in (cast.outsider, cast.lead, cast.verifier, cast.administrator):
        with pytest.raises(NotAllowed):
            print_report(user, ready, BESIDE)
        with pytest.raises(NotAllowed):
            use_own_draft(user, ready, word(ready))


def test_nothing_is_taken_out_before_reporting_opens(cast: Cast) -> None:
    report = report_of(make_season(cast, 2023, opened=False))
    Report.objects.filter(pk=report.pk).update(**dict.fromkeys(("preparer_name", "landline", "mobile"), "1"))
    Report.objects.filter(pk=report.pk).update(email="a@b.example", signer_name="A", signer_title="B")
    with pytest.raises(Refused):
        print_report(cast.preparer, report, BESIDE)


def test_a_sent_report_can_still_be_taken_out(cast: Cast, ready: Report) -> None:
    before = print_report(cast.clerk, ready, BESIDE)
    send_report(cast.clerk, again(ready))
    assert print_report(cast.clerk, again(ready), BESIDE) == before


def test_taking_it_out_is_in_the_audit_once(cast: Cast, ready: Report) -> None:
    print_report(cast.clerk, ready, BESIDE)
    print_report(cast.clerk, ready, BESIDE)
    assert Entry.objects.filter(act="report.printed", subject=f"report:{ready.pk}").count() == 1


def test_the_units_own_word_file_is_kept_and_counts(cast: Cast, ready: Report) -> None:
    own = use_own_draft(cast.preparer, ready, word(ready))
    assert (own.is_own, own.file_name, own.file.media_type) == (True, "Báo cáo của Sở.docx", files.WORD)
    assert own.content_sha256 == content_digest(ready)
    assert docx.Document(files.path(own.file.sha256)).sections
    assert again(ready).printed.first() == own


def test_its_figures_stay_those_of_the_form(cast: Cast, ready: Report) -> None:
    before = content_digest(ready)
    use_own_draft(cast.preparer, ready, word(ready))
    assert content_digest(again(ready)) == before


def test_the_form_s_pdf_can_be_taken_out_again_afterwards(cast: Cast, ready: Report) -> None:
    first = print_report(cast.clerk, ready, BESIDE)
    use_own_draft(cast.preparer, ready, word(ready))
    newest = print_report(cast.clerk, ready, BESIDE)
    assert newest.file == first.file
    assert again(ready).printed.first() == newest


def test_an_own_pdf_is_taken_too_and_anything_else_refused(cast: Cast, ready: Report) -> None:
    own = typeset(report_paper(whole(ready), BESIDE, clock.now()))
    assert use_own_draft(cast.preparer, ready, SimpleUploadedFile("own.pdf", own)).is_own
    for name, bytes_ in (("x.docx", b"not at all"), ("empty.pdf", b"")):
        with pytest.raises(Refused):
            use_own_draft(cast.preparer, ready, SimpleUploadedFile(name, bytes_))


@pytest.mark.parametrize(("year", "unit"), [(2022, "stp"), (2021, "syt")])
def test_another_report_s_pdf_is_no_draft_of_ones_own(cast: Cast, ready: Report, year: int, unit: str) -> None:
    season = ready.season_unit.season if year == 2022 else make_season(cast, year)
    other = report_of(season, unit)
    pdf = typeset(report_paper(whole(other), BESIDE, clock.now()))
    facts = {"content_sha256": content_digest(other), "printed_by": cast.lead, "printed_at": clock.now()}
    PrintedReport.objects.create(report=other, file=files.keep(pdf, files.PDF), **facts)
    with pytest.raises(Refused):
        use_own_draft(cast.preparer, ready, SimpleUploadedFile("own.pdf", pdf))
    assert not again(ready).printed.exists()


def test_our_pdf_altered_or_outdated_is_no_draft_of_ones_own(cast: Cast, ready: Report) -> None:
    out = content(print_report(cast.clerk, ready, BESIDE))
    with pytest.raises(Refused):
        use_own_draft(cast.preparer, ready, SimpleUploadedFile("own.pdf", with_altered_page(out)))
    save_answer(cast.preparer, ready, "2.1", best_answer_of(ready, "2.1"))
    with pytest.raises(Refused):
        use_own_draft(cast.preparer, again(ready), SimpleUploadedFile("own.pdf", out))


def test_the_draft_is_looked_at_before_the_report_is_locked(cast: Cast, ready: Report, monkeypatch) -> None:
    done = []
    for name in ("content_of", "locked"):
        act = getattr(printing, name)
        monkeypatch.setattr(printing, name, lambda *a, _n=name, _a=act, **k: (done.append(_n), _a(*a, **k))[1])
    own = typeset(report_paper(whole(ready), BESIDE, clock.now()))
    use_own_draft(cast.preparer, ready, SimpleUploadedFile("own.pdf", own))
    assert done == ["content_of", "locked"]
