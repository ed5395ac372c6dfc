"""Whose a signature under a report is: the head's, a deputy's, the agency's, or somebody else's (R4.5)."""

from datetime import date

import pytest
from tests.documents.signing import (
    by_agency,
    by_head,
    signers,
    whole,
)
from tests.reports.signed_copies import GOOD_ROWS, bring, in_office, issued, printed, said

from thuocdo.accounts.enums import Capacity
from thuocdo.reports.signing import (
    check_again,
)
from thuocdo.reports.verdicts import BAD, GOOD, LOOK, worst

pytestmark = pytest.mark.usefixtures("english", "trust")


def test_a_deputy_with_a_recorded_delegation_signs_for_the_head(cast, filled):
    in_office()
    in_office("Trần Thị Phó", is_head=False, capacity=Capacity.DEPUTY, mandate="Quyết định 12/QĐ-SYT ngày 05/01/2022")
    copy = bring(cast, filled, by_agency(by_head(printed(cast, filled), signers().deputy)))
    assert said(copy)[1] == ("signature", "valid", "delegated")
    assert copy.verdicts[1]["mandate"].startswith("Quyết định 12")
    assert worst(copy.verdicts) == GOOD


def test_a_deputy_without_a_recorded_delegation_does_not(cast, filled):
    in_office()
    in_office("Trần Thị Phó", is_head=False, capacity=Capacity.DEPUTY)
    copy = bring(cast, filled, by_agency(by_head(printed(cast, filled), signers().deputy)))
    assert said(copy)[1] == ("signature", "valid", "undelegated")
    assert worst(copy.verdicts) == BAD


def test_a_delegation_that_had_ended_on_the_reports_date_is_none(cast, filled):
    in_office()
    ended = {"valid_until": date(2022, 10, 1), "mandate": "Quyết định 12/QĐ-SYT"}
    in_office("Trần Thị Phó", is_head=False, capacity=Capacity.DEPUTY, **ended)
    copy = bring(cast, filled, by_agency(by_head(printed(cast, filled), signers().deputy)))
    assert said(copy)[1:] == [
        ("signature", "valid", "person"),
        ("signature", "valid", "agency"),
        ("head", "missing", ""),
    ]


def test_a_certificate_other_than_the_registered_one_is_not_the_heads(cast, filled):
    in_office(certificate_sha256="0" * 64)
    copy = bring(cast, filled, whole(printed(cast, filled)))
    assert said(copy)[1] == ("signature", "valid", "other_certificate")
    in_office("Tên khác trong hồ sơ", certificate_sha256=signers().head.sha256)
    assert said(check_again(cast.clerk, copy))[1] == ("signature", "valid", "head")


def test_where_nobody_in_office_is_recorded_the_declared_signer_is_looked_for(cast, filled):
    copy = bring(cast, filled, whole(printed(cast, filled)))
    assert said(copy)[1] == ("signature", "valid", "declared")
    assert worst(copy.verdicts) == LOOK


def test_the_agencys_signature_has_to_be_there_and_last(cast, filled):
    in_office()
    out = printed(cast, filled)
    assert said(bring(cast, filled, by_head(out)))[-1] == ("agency", "missing", "")
    assert said(bring(cast, filled, by_head(by_agency(out))))[-1] == ("agency", "not_last", "")


def test_another_units_seal_is_told_from_ones_own(cast, filled):
    in_office()
    copy = bring(cast, filled, by_agency(by_head(printed(cast, filled)), signers().other_agency))
    assert said(copy)[2:] == [("signature", "valid", "other_unit"), ("agency", "missing", "")]
    assert worst(copy.verdicts) == BAD


@pytest.mark.parametrize("body", ["Sở Tư pháp", "Sở Y tế tỉnh Quảng Trị", "UBND tỉnh Quảng Trị"])
def test_a_namesake_of_the_head_from_elsewhere_is_not_the_head(cast, filled, body):
    in_office()
    copy = bring(cast, filled, by_agency(by_head(printed(cast, filled), issued("Lê Văn Ký", body))))
    assert said(copy)[1] == ("signature", "valid", "other_unit")
    assert worst(copy.verdicts) == BAD


@pytest.mark.parametrize("body", ["Sở Y tế tỉnh Thử Nghiệm", "UBND tỉnh Thử Nghiệm", ""])
def test_the_heads_certificate_may_name_the_body_in_several_ways(cast, filled, body):
    in_office()
    copy = bring(cast, filled, by_agency(by_head(printed(cast, filled), issued("Lê Văn Ký", body))))
    assert said(copy) == GOOD_ROWS


@pytest.mark.parametrize(
    ("name", "body", "role"),
    [
        ("Sở Y tế tỉnh Thử Nghiệm", "", "agency"),
        ("SỞ Y TẾ", "UBND tỉnh Thử Nghiệm", "agency"),
        ("Sở Y tế tỉnh Quảng Trị", "", "other_unit"),
        ("Sở Y tế thành phố Đà Nẵng", "", "other_unit"),
        ("Sở Y tế", "UBND tỉnh Quảng Trị", "other_unit"),
        ("Sở Tư pháp tỉnh Thử Nghiệm", "", "other_unit"),
    ],
)
def test_the_seal_is_the_agencys_only_of_the_own_province(cast, filled, name, body, role):
    in_office()
    copy = bring(cast, filled, by_agency(by_head(printed(cast, filled)), issued(name, body)))
    assert said(copy)[2] == ("signature", "valid", role)
