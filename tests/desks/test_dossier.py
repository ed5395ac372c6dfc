"""The dossier of a result on its pages: what it offers, what it lacks, its papers as one file, the signed decision."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.desks.test_council import signed_in
from tests.desks.test_dossier_papers import corrected_season
from tests.documents.papers import said_in, words
from tests.documents.templated import word
from tests.factories import POSTS, Cast, make_cast, make_season, pdf
from tests.recorded import play
from tests.results.province import appraised_province, published_province

from thuocdo.accounts.letterhead_actions import add_signatory
from thuocdo.accounts.models import Unit, User
from thuocdo.common.clock import now, today
from thuocdo.cycles.models import Season
from thuocdo.documents import files
from thuocdo.documents.actions import record_document
from thuocdo.documents.models import DocumentKind, PaperTemplate
from thuocdo.reports.models import Answer
from thuocdo.results import actions
from thuocdo.results.models import Edition

PAGE = "/ket-qua-ky/2022/ho-so/"
NOTICES = f"{PAGE}thong-bao-don-vi/"
NAMES = ["to-trinh", "du-thao-quyet-dinh", "phu-luc", "bao-cao-tham-tra", "thong-bao-cong-bo", "danh-sach-noi-vu"]


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """Four units before the council's proposal."""
    play("appraised_province", lambda: _played(appraised_province))
    return Cast(**User.objects.in_bulk(POSTS, field_name="username"))


def _played(build) -> None:
    cast = make_cast()
    build(cast, make_season(cast))


@pytest.fixture
def season(cast: Cast) -> Season:
    return Season.objects.select_related("pinned_set").get()


@pytest.fixture
def lead(cast: Cast) -> Client:
    return signed_in(cast.lead)


@pytest.fixture
def edition(cast: Cast, season: Season) -> Edition:
    return actions.propose(cast.lead, season)


def body(client: Client, url: str) -> str:
    return client.get(url).content.decode()


class TestPage:
    def test_offers_every_paper_as_pdf_and_word(self, lead):
        said = body(lead, PAGE)
        for slug in NAMES:
            assert f"{PAGE}{slug}.pdf" in said
            assert f"{PAGE}{slug}.docx" in said

    def test_says_what_is_missing_and_where_it_is_mended(self, lead):
        said = body(lead, PAGE)
        assert "Kết quả chưa trình" in said
        assert "Chưa có phiên họp nào của Hội đồng kết thúc" in said
        assert "7 đơn vị chưa ghi nhận người đứng đầu" in said

    def test_a_proposed_result_is_no_longer_a_draft(self, lead, edition):
        said = body(lead, PAGE)
        assert "Kết quả đã trình" in said
        assert "Chưa nhập quyết định phê duyệt" in said

    def test_costs_as_many_queries_with_one_head_as_with_three(self, cast, lead, edition):
        assert self.queries(cast, lead, "syt") == self.queries(cast, lead, "stp", "snv")

    def queries(self, cast: Cast, lead: Client, *units: str) -> int:
        for key in units:
            facts = {"title": "Giám đốc", "is_head": True, "valid_from": date(2021, 1, 1)}
            add_signatory(cast.lead, Unit.objects.get(key=key), full_name=f"Người {key}", **facts)
        with CaptureQueriesContext(connection) as found:
            lead.get(PAGE)
        return len(found)

    def test_there_is_no_dossier_of_an_edition_that_does_not_exist(self, lead, edition):
        assert lead.get(f"{PAGE}?ban=1").status_code == 200
        for number in ("2", "0", "-1", "x", "²", "99999999999"):
            assert lead.get(PAGE, {"ban": number}).status_code == 404

    def test_there_is_no_other_paper_and_no_other_kind(self, lead, edition):
        for rest in ("to-trinh.exe", "bi-mat.pdf", "tat-ca-exe.zip", "thong-bao-don-vi/khong-co.pdf"):
            assert lead.get(f"{PAGE}{rest}").status_code == 404

    def test_a_season_without_reports_has_its_dossier(self, db):
        cast = make_cast()
        make_season(cast)
        lead = signed_in(cast.lead)
        assert lead.get(PAGE).status_code == 200
        for slug in NAMES:
            assert lead.get(f"{PAGE}{slug}.pdf").status_code == 200


class TestZip:
    def test_holds_every_paper_in_the_order_of_the_page(self, lead, edition):
        with ZipFile(BytesIO(lead.get(f"{PAGE}tat-ca-pdf.zip").content)) as archive:
            assert archive.namelist() == [f"{number}-{slug}.pdf" for number, slug in enumerate(NAMES, 1)]
            assert "TỜ TRÌNH" in words(archive.read("1-to-trinh.pdf"))

    def test_holds_word_files(self, lead, edition):
        with ZipFile(BytesIO(lead.get(f"{PAGE}tat-ca-docx.zip").content)) as archive:
            assert "QUYẾT ĐỊNH" in said_in(docx.Document(BytesIO(archive.read("2-du-thao-quyet-dinh.docx"))))

    def test_a_template_that_cannot_be_filled_is_told_and_the_built_in_form_offered(self, cast, lead, edition):
        put_template(cast, "result_submission", word("{{ khong_co }}", "{{ noi_dung }}"))
        answer = lead.get(f"{PAGE}tat-ca-docx.zip?ban=1")
        assert answer.status_code == 422
        assert "?ban=1&amp;mau=goc" in answer.content.decode()
        assert lead.get(f"{PAGE}tat-ca-docx.zip?ban=1&mau=goc").status_code == 200

    def test_a_department_s_template_shapes_the_word_file(self, cast, lead, edition):
        put_template(cast, "result_submission", word("Trình {{ nam }}: {{ ban_ket_qua }}", "{{ noi_dung }}"))
        said = said_in(docx.Document(BytesIO(lead.get(f"{PAGE}to-trinh.docx").content)))
        assert "Trình 2022: Bản kết quả lần 1" in said
        assert "Nội dung cần lưu ý" in said


def put_template(cast: Cast, key: str, content: bytes) -> None:
    stored = files.keep(content, files.WORD)
    PaperTemplate.objects.create(paper=key, file=stored, file_name="mau.docx", put_by=cast.lead, put_at=now())


class TestSignedDecision:
    def enter(self, cast: Cast, edition: Edition, content: bytes | None = None) -> None:
        upload = pdf() if content is None else SimpleUploadedFile("qd.pdf", content, "application/pdf")
        facts = {"number": "3301/QĐ-UBND", "date": today(), "signer": "Phan Văn Ký"}
        decision = record_document(cast.lead, kind=DocumentKind.APPROVAL, upload=upload, **facts)
        actions.enter_decision(cast.lead, edition, decision)

    def draft(self, lead: Client) -> bytes:
        return lead.get(f"{PAGE}du-thao-quyet-dinh.pdf").content

    def test_the_second_officer_reads_what_was_found_before_approving(self, cast, lead, edition):
        self.enter(cast, edition, self.draft(lead))
        said = body(signed_in(cast.second_lead), "/ket-qua-ky/2022/kiem-tra-quyet-dinh/")
        assert "Tệp PDF chưa được ký số" in said
        assert "Nội dung: đúng như bản kết quả này" in said
        assert "Mã kết quả: bản này" in said

    def test_a_decision_on_an_earlier_draft_is_told(self, cast, lead, season):
        draft = self.draft(lead)  # of the draft: its code is the same as long as nothing changed
        Answer.objects.filter(report__season_unit__unit__key="syt", stage="final", component="1.1").update(settled="0")
        self.enter(cast, actions.propose(cast.lead, season), draft)
        said = body(signed_in(cast.second_lead), f"{PAGE}quyet-dinh-da-ky/")
        assert "Mã kết quả: không phải bản này" in said
        assert "Nội dung: khác bản kết quả này" in said
        assert "Sở Y tế" in said

    def test_another_file_says_nothing_of_the_result(self, cast, lead, edition):
        self.enter(cast, edition)
        assert "phụ lục không có trong tệp này" in body(lead, f"{PAGE}quyet-dinh-da-ky/")

    def test_there_is_nothing_to_look_at_before_it_is_entered(self, lead, edition):
        assert lead.get(f"{PAGE}quyet-dinh-da-ky/").status_code == 404


class TestCorrected:
    def test_the_page_names_what_is_corrected(self, db):
        play("dossier_of_a_correction", corrected_season)
        lead = signed_in(User.objects.get(username="lead"))
        said = body(lead, PAGE)
        assert "3301/QĐ-UBND" in said
        assert "Chấm nhầm chỉ số 1.1" in said
        assert "ban=1" in said

    def test_a_published_one_keeps_its_papers(self, db):
        play("published_province", lambda: _played(published_province))
        lead = signed_in(User.objects.get(username="lead"))
        assert "3301/QĐ-UBND" in words(lead.get(f"{PAGE}thong-bao-cong-bo.pdf").content)
