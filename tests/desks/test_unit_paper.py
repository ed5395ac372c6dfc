"""The official report at the unit's desk: looked at, taken out, its own draft handed in; the receipt as PDF."""

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.documents.papers import said_in, words
from tests.factories import again, fill, prove, report_of

from thuocdo.desks.unit.signing.paper_forms import OwnDraftForm
from thuocdo.reports.actions import save_answer, set_contacts
from thuocdo.reports.models import PrintedReport
from thuocdo.reports.sending import send_report


@pytest.fixture
def ready(cast, report):
    return prove(cast.preparer, fill(cast.preparer, report, ["1.1", "1.2"]), "1.1")


@pytest.fixture
def clerk(cast, client):
    client.force_login(cast.clerk)
    return client


def taken_out(client, report) -> bytes:
    answer = client.post(reverse("desks:paper_print", args=[report.pk]), follow=True)
    return b"".join(answer.streaming_content)


def test_the_page_shows_every_page_of_the_preview(clerk, ready):
    page = clerk.get(reverse("desks:paper", args=[ready.pk]))
    assert len(page.context["pages"]) >= 5
    for number in page.context["pages"]:
        picture = clerk.get(reverse("desks:paper_page", args=[ready.pk, number]))
        assert picture.content.startswith(b"\x89PNG")
    assert clerk.get(reverse("desks:paper_page", args=[ready.pk, len(page.context["pages"]) + 1])).status_code == 404


def test_a_preview_is_marked_and_not_kept(clerk, ready):
    preview = clerk.get(reverse("desks:paper_preview", args=[ready.pk]))
    assert preview["Content-Disposition"].startswith("inline")
    assert "BẢN XEM TRƯỚC" in words(preview.content)
    assert not PrintedReport.objects.exists()


def test_the_pdf_for_signing_is_handed_out_and_listed(clerk, ready):
    content = taken_out(clerk, ready)
    assert "BẢN XEM TRƯỚC" not in words(content)
    assert content == taken_out(clerk, ready)
    page = clerk.get(reverse("desks:paper", args=[ready.pk])).content.decode()
    assert reverse("desks:paper_file", args=[ready.pk, PrintedReport.objects.get().pk]) in page


def test_missing_contacts_are_asked_for_with_the_way_to_them(cast, client, report):
    client.force_login(cast.preparer)
    page = client.get(reverse("desks:paper", args=[report.pk])).content.decode()
    assert reverse("desks:contacts", args=[report.pk]) in page
    assert reverse("desks:paper_print", args=[report.pk]) not in page
    answer = client.post(reverse("desks:paper_print", args=[report.pk]), follow=True)
    assert [str(said) for said in answer.context["messages"]]
    assert not PrintedReport.objects.exists()


def test_a_change_afterwards_is_told(cast, clerk, ready):
    taken_out(clerk, ready)
    url = reverse("desks:paper", args=[ready.pk])
    assert not clerk.get(url).context["is_outdated"]
    save_answer(cast.preparer, ready, "2.2", {"a": "5", "b": "10"})
    assert clerk.get(url).context["is_outdated"]


def test_characters_that_cannot_be_printed_are_told(cast, clerk, ready):
    facts = {name: getattr(ready, name) for name in ("landline", "mobile", "email", "signer_name", "signer_title")}
    set_contacts(cast.preparer, ready, preparer_name="Lê 😀 Lập", **facts)
    assert clerk.get(reverse("desks:paper", args=[ready.pk])).context["unprintable"] == ["😀"]
    assert "Lê [?] Lập" in words(taken_out(clerk, ready))


def test_word_opens_and_says_the_same(clerk, ready):
    answer = clerk.get(reverse("desks:paper_word", args=[ready.pk]))
    text = said_in(docx.Document(BytesIO(answer.content)))
    assert "Trần Thị Lập" in text
    assert "Phụ lục I" in text


def test_a_report_of_the_units_own_is_kept_and_shown(clerk, ready):
    own = clerk.get(reverse("desks:paper_word", args=[ready.pk])).content
    upload = SimpleUploadedFile("Báo cáo của Sở.docx", own)
    page = clerk.post(reverse("desks:paper", args=[ready.pk]), {"file": upload}, follow=True)
    assert page.context["newest"].is_own
    assert "Báo cáo của Sở.docx" in page.content.decode()


def test_a_file_that_lies_about_its_type_is_refused_in_words(clerk, ready):
    upload = SimpleUploadedFile("bao-cao.docx", b"MZ not word")
    page = clerk.post(reverse("desks:paper", args=[ready.pk]), {"file": upload}, follow=True)
    assert [str(said) for said in page.context["messages"]]
    assert not PrintedReport.objects.exists()


def test_no_file_at_all_is_told_at_the_field(clerk, ready):
    assert clerk.post(reverse("desks:paper", args=[ready.pk]), {}).status_code == 422


def test_another_reports_file_is_not_handed_out(cast, client, clerk, ready, season):
    taken_out(clerk, ready)
    client.force_login(cast.outsider)
    address = reverse("desks:paper_file", args=[report_of(season, "stp").pk, PrintedReport.objects.get().pk])
    assert client.get(address).status_code == 404


def test_the_page_costs_the_same_however_much_is_answered(cast, clerk, report, django_assert_max_num_queries):
    url = reverse("desks:paper", args=[report.pk])
    fill(cast.preparer, report, ["1.1"])
    with django_assert_max_num_queries(60) as few:
        clerk.get(url)
    cost = len(few)
    prove(cast.preparer, fill(cast.preparer, again(report)), "1.1", "1.2", "2.1", "3.1")
    with django_assert_max_num_queries(cost):
        clerk.get(url)


def test_the_receipt_as_pdf_says_what_the_page_says(cast, clerk, ready):
    sent = send_report(cast.preparer, again(ready))
    page = clerk.get(reverse("desks:receipt", args=[sent.pk]))
    said = words(clerk.get(reverse("desks:receipt_file", args=[sent.pk, 1])).content)
    assert "PHIẾU XÁC NHẬN ĐÃ NHẬN BÁO CÁO" in said
    assert page.context["digest"] in said.replace(" ", "")
    for words_of_page in ("Sở Y tế", "hết ngày 19/10/2022", "đúng hạn", "Trần Thị Lập", "Lê Văn Ký, Giám đốc"):
        assert words_of_page in said
    assert clerk.get(reverse("desks:receipt_file", args=[sent.pk, 2])).status_code == 404


def test_hints_say_how_large_a_file_may_be_here(settings):
    settings.EVIDENCE_MAX_BYTES = 35 * 1024**2
    assert "35 MB" in str(OwnDraftForm().fields["file"].help_text)
