"""Accepted exemptions are published with their ground and document; those of a line that is not public stay unsaid."""

from datetime import date

import pytest
from django.test import Client
from tests.portal.editions import keep, named, sample_installation, season_of, small_set, unit
from tests.portal.test_pages import rows, text

from thuocdo.appraisal.enums import Ground
from thuocdo.appraisal.models import Exemption
from thuocdo.documents.models import Document
from thuocdo.regulation import assess
from thuocdo.results.snapshot import snapshot

pytestmark = pytest.mark.django_db
OPEN, CLOSED = "1.1", "1.3"  # of the small set: one line whose points are public, one whose are not


def accepted(component: str, number: str, ground: str = Ground.NO_CONTENT) -> Exemption:
    paper = Document(number=number, date=date(2021, 12, 1), signer="Phan Văn Ký", issuer="UBND tỉnh")
    return Exemption(component=component, ground=ground, acceptance=paper)


@pytest.fixture
def published() -> None:
    sample_installation()
    papers = {"syt": [accepted(OPEN, "12/UBND-KGVX"), accepted(CLOSED, "CANARY-13")]}
    papers["stp"] = [accepted(OPEN, "14/UBND-KGVX", Ground.PERMITTED)]
    units = [unit(key, exempt={row.component: row.acceptance.number for row in papers[key]}) for key in ("syt", "stp")]
    law = small_set()
    keep(snapshot(law, assess(law, units), named(units), papers), season_of(2021))


def test_a_units_page_names_ground_number_day_issuer_and_signer(client: Client, published: None) -> None:
    words = text(client, "/ket-qua/2021/don-vi/syt/")
    assert "1.1 Không có nội dung thực hiện Số 12/UBND-KGVX ngày 01/12/2021, UBND tỉnh (Phan Văn Ký)" in words


def test_the_page_of_the_criteria_set_lists_them_for_all_units(client: Client, published: None) -> None:
    listed = [row[:3] for row in rows(client, "/ket-qua/2021/bo-tieu-chi/") if row[1:2] == [OPEN]]
    assert {tuple(row) for row in listed} == {
        ("Đơn vị syt", OPEN, "Không có nội dung thực hiện"),
        ("Đơn vị stp", OPEN, "Được phép không thực hiện"),
    }


@pytest.mark.parametrize("address", ["don-vi/syt/", "bo-tieu-chi/", "tai-ve/ket-qua.json", "tai-ve/ket-qua.csv"])
def test_that_a_closed_line_was_accepted_is_nowhere_said(client: Client, published: None, address: str) -> None:
    answer = client.get(f"/ket-qua/2021/{address}")
    assert answer.status_code == 200
    assert b"CANARY" not in answer.getvalue()


def test_both_languages_tell_them(client: Client, published: None) -> None:
    assert "Nothing to carry out" in text(client, "/en/ket-qua/2021/bo-tieu-chi/")
