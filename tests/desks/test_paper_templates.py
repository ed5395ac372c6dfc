"""The department's Word templates: handed in, looked at, taken, taken back; every fault told where it stands."""

from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.documents.templated import HOSTILE, word
from tests.factories import pdf

from thuocdo.documents.models import PaperTemplate, StoredFile
from thuocdo.documents.templates import EVERY_PAPER, PAPERS

PAGE = "/mau-van-ban/press/"
GOOD = ("Đôn đốc {{ so_don_vi }} đơn vị", "{{ noi_dung }}")


@pytest.fixture
def lead(cast, client):
    client.force_login(cast.lead)
    return client


def hand_in(client, *paragraphs: str, content: bytes = b"", **more):
    return client.post(PAGE, {"file": SimpleUploadedFile("mau.docx", content or word(*paragraphs))}, **more)


def taken(client, *paragraphs: str):
    """Handed in, looked at, taken."""
    address = hand_in(client, *paragraphs).url
    client.post(address, {"seen": client.get(address).context["seen"]})
    return PaperTemplate.objects.first()


def test_nothing_changes_before_the_sample_was_looked_at(lead):
    answer = hand_in(lead, *GOOD, follow=True)
    page = answer.content.decode()
    assert "Đôn đốc 3 đơn vị" in page
    assert "DỮ LIỆU MẪU" in page
    assert not PaperTemplate.objects.exists()


def test_the_sample_is_to_be_had_as_word_marked_on_its_pages(lead):
    made = lead.get(hand_in(lead, *GOOD).url + "ban-thu.docx").content
    header = docx.Document(BytesIO(made)).sections[0].header
    assert "DỮ LIỆU MẪU" in [paragraph.text for paragraph in header.paragraphs]


def test_from_then_on_the_letter_s_word_file_has_the_template_s_form(lead, season):
    assert taken(lead, *GOOD).paper == "press"
    made = lead.get(reverse("desks:press_letter", args=["2022", "province", "docx"])).content
    assert docx.Document(BytesIO(made)).paragraphs[0].text == "Đôn đốc 5 đơn vị"


def test_each_fault_is_told_with_the_paragraph_it_stands_in(lead):
    answer = hand_in(lead, "Kính gửi: {{ kinh_gu }}", "{{ ''.__class__ }}")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kính gửi: {{ kinh_gu }}" in page
    assert "“kinh_gui”" in page
    assert "__class__" in page
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("name", ["a template from elsewhere", "macros", "no Word file", "an object within"])
def test_a_harmful_file_is_refused_on_the_page(lead, name):
    assert hand_in(lead, content=HOSTILE[name][0]).status_code == 422


def test_neither_a_pdf_nor_nothing_at_all_is_a_template(lead):
    assert "docx" in lead.post(PAGE, {"file": pdf()}).content.decode()
    assert lead.post(PAGE, {}).status_code == 422


def test_a_template_without_the_body_warns(lead):
    assert hand_in(lead, "Chỉ có {{ nam }}", follow=True).context["lacks_body"]
    assert not hand_in(lead, *GOOD, follow=True).context["lacks_body"]


def test_a_colleague_s_template_is_not_replaced_unseen(lead):
    address = hand_in(lead, *GOOD).url
    taken(lead, "Của đồng nghiệp", "{{ noi_dung }}")
    lead.post(address, {"seen": "0"})
    assert PaperTemplate.objects.count() == 1


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "²"])
def test_nonsense_in_place_of_what_was_seen_changes_nothing(lead, seen):
    taken(lead, *GOOD)
    address = hand_in(lead, "Khác", "{{ noi_dung }}").url
    assert lead.post(address, {"seen": seen}).status_code == 302
    assert PaperTemplate.objects.count() == 1


def test_a_name_that_was_not_given_out_leads_nowhere(lead):
    for token in ("x", "WzEsMiwzXQ:abc:def"):
        assert lead.get(f"{PAGE}xem-truoc/{token}/").status_code == 404


def test_back_to_the_built_in_form_and_to_the_template_again(lead):
    row = taken(lead, *GOOD)
    lead.post(reverse("desks:paper_template_drop", args=["press"]), {"seen": row.pk})
    page = lead.get(PAGE)
    assert page.context["in_use"] is None
    again = next(past["token"] for past in page.context["history"] if past["token"])
    address = reverse("desks:paper_template_try", args=["press", again])
    lead.post(address, {"seen": lead.get(address).context["seen"]})
    assert lead.get(PAGE).context["in_use"].file == row.file


def test_a_template_is_handed_out_as_it_came(lead):
    row = taken(lead, *GOOD)
    answer = lead.get(reverse("desks:paper_template_file", args=["press", row.pk]))
    assert docx.Document(BytesIO(answer.getvalue())).paragraphs[0].text == GOOD[0]


def test_every_field_is_listed_as_it_is_typed(lead):
    page = lead.get(PAGE).content.decode()
    for field in (*EVERY_PAPER, *PAPERS["press"].own):
        assert field.name in page


def test_a_template_that_no_longer_fits_offers_the_built_in_form(lead, season):
    row = taken(lead, *GOOD)
    PaperTemplate.objects.filter(pk=row.pk).update(paper="opening")
    url = reverse("desks:opening_paper", args=["2022", "province", "docx"])
    answer = lead.get(url)
    assert answer.status_code == 422
    assert "so_don_vi" in answer.content.decode()
    assert lead.get(url, {"mau": "goc"}).status_code == 200


def test_the_list_costs_the_same_for_one_template_as_for_none(lead):
    with CaptureQueriesContext(connection) as none:
        lead.get("/mau-van-ban/")
    taken(lead, *GOOD)
    with CaptureQueriesContext(connection) as one:
        page = lead.get("/mau-van-ban/")
    assert len(one) == len(none)
    assert "mau.docx" in page.content.decode()


def test_a_paper_that_there_is_not_is_not_found(lead):
    assert lead.get("/mau-van-ban/khac/").status_code == 404
