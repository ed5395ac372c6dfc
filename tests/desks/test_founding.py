"""Setting the council up (R4.6a): papers, opinions, the decision entered by one officer and checked by a second."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from tests.desks.test_council import signed_in
from tests.desks.test_council_sessions import words_of
from tests.factories import Cast, pdf

from thuocdo.accounts.models import Unit
from thuocdo.appraisal.founding import record_opinion
from thuocdo.appraisal.models import Council, FoundingOpinion
from thuocdo.common.faults import NotAllowed
from thuocdo.cycles.models import Season

PAGE = "/ky-danh-gia/2022/hoi-dong/"
DECISION = {"date": "15/09/2022", "signer": "Phan Văn Ký", "issuer": "UBND tỉnh"}


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


def decision(**facts: object) -> dict[str, object]:
    return {"number": "15/QĐ-UBND", **DECISION, "file": pdf("qd.pdf"), "quorum": "2/3", **facts}


def opinion(**facts: object) -> dict[str, object]:
    said = {"number": "7/SNV", **DECISION, "file": pdf("yk.pdf")}
    return {**said, "opinion": "changes", "text": "Bổ sung Sở Tài chính", **facts}


def test_one_officer_enters_the_decision_and_a_second_checks_it(cast: Cast, season: Season) -> None:
    lead, second = signed_in(cast.lead), signed_in(cast.second_lead)
    lead.post("/ky-danh-gia/2022/thanh-lap-hoi-dong/", decision(quorum="3/4", votes_anonymously="on"))
    assert (Council.objects.get().quorum, Council.objects.get().votes_anonymously) == ("3/4", True)
    assert lead.post(f"{PAGE}kiem-tra/").status_code == 403
    assert 'name="seen"' in second.get(PAGE).content.decode()
    second.post(f"{PAGE}kiem-tra/", {"seen": Council.objects.get().decision.file.sha256})
    assert Council.objects.get().decision.checked_by == cast.second_lead


@pytest.mark.parametrize("share", ["0", "4/3", "quá bán"])
def test_a_quorum_that_is_no_share_is_told(cast: Cast, season: Season, share: str) -> None:
    answer = signed_in(cast.lead).post("/ky-danh-gia/2022/thanh-lap-hoi-dong/", decision(quorum=share))
    assert answer.status_code == 422
    assert "phân số lớn hơn 0" in answer.content.decode()
    assert not Council.objects.exists()


class TestOpinions:
    def test_are_recorded_with_their_document_and_stand_in_the_submission(self, cast: Cast, season: Season) -> None:
        lead = signed_in(cast.lead)
        assert lead.post(f"{PAGE}y-kien/snv/", opinion()).status_code == 302
        assert "Bổ sung Sở Tài chính" in lead.get(PAGE).content.decode()
        assert lead.get(f"{PAGE}y-kien/snv/tep/").status_code == 200
        said = words_of(lead.get(f"{PAGE}van-ban/to-trinh.docx").content)
        for words in ("TỜ TRÌNH", "Bổ sung Sở Tài chính", "Văn phòng UBND tỉnh", "Chưa có ý kiến", "Người chair"):
            assert words in said

    def test_a_change_that_is_wanted_is_written_down(self, cast: Cast, season: Season) -> None:
        assert signed_in(cast.lead).post(f"{PAGE}y-kien/snv/", opinion(text=" ")).status_code == 422
        assert not FoundingOpinion.objects.exists()

    def test_an_agency_that_is_not_asked_has_no_page(self, cast: Cast, season: Season) -> None:
        assert signed_in(cast.lead).get(f"{PAGE}y-kien/syt/").status_code == 404

    def test_nobody_but_the_lead_department_records_them(self, cast: Cast, season: Season) -> None:
        facts = {"opinion": "agrees", "text": "", "document": None}
        with pytest.raises(NotAllowed):
            record_opinion(cast.chair, season, Unit.objects.get(key="snv"), **facts)


def test_the_draft_decision_names_the_members_and_their_quorum(cast: Cast, season: Season) -> None:
    lead = signed_in(cast.lead)
    said = words_of(lead.get(f"{PAGE}van-ban/du-thao-quyet-dinh.docx").content)
    for words in ("QUYẾT ĐỊNH", "DỰ THẢO", "Người secretary", "Thư ký Hội đồng", "2/3"):
        assert words in said
    assert lead.get(f"{PAGE}van-ban/du-thao-quyet-dinh.pdf").content.startswith(b"%PDF")
