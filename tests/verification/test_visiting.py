"""On-site checks: planned by who verifies, held with whole minutes, two editors, signed minutes that stay."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories import Cast, at, make_person, pdf, report_of

from thuocdo.accounts.enums import Role
from thuocdo.audit.models import Entry
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.cycles.models import Season, SeasonUnit
from thuocdo.verification import visiting
from thuocdo.verification.enums import Side, VisitState
from thuocdo.verification.models import Visit
from thuocdo.verification.queries import assignments
from thuocdo.verification.visiting import Plan
from thuocdo.verification.visits import findings_about, own_visits, readable_visits

PLAN = Plan(
    day=date(2022, 10, 20),
    place="Trụ sở Sở Y tế",
    purpose="Xem hồ sơ một cửa",
    components=("4.3", "1.1"),
    signers=((Side.TEAM, "Trần Đoàn", "Trưởng đoàn"), (Side.UNIT, "Lê Đơn Vị", "Giám đốc")),
)
FOUND = {"4.3": "Khớp hồ sơ", "1.1": "Thiếu 2 văn bản"}


@pytest.fixture
def unit(season: Season) -> SeasonUnit:
    return report_of(season).season_unit


@pytest.fixture
def visit(cast: Cast, unit: SeasonUnit) -> Visit:
    return visiting.plan_visit(cast.lead, unit, PLAN)


def now(visit: Visit) -> Visit:
    return Visit.objects.get(pk=visit.pk)


def minutes(actor, visit: Visit, **facts) -> Visit:
    said = {"minutes": "Làm việc từ 8 giờ.", "findings": FOUND, "unit_opinion": "Nhất trí", "held": True}
    return visiting.write_minutes(actor, visit, **{**said, "version": now(visit).version, **facts})


def held(cast: Cast, visit: Visit) -> Visit:
    at(2022, 10, 20, 16)
    return minutes(cast.lead, visit)


def test_a_plan_keeps_its_components_and_signers(visit: Visit) -> None:
    assert [row.component for row in visit.findings.all()] == ["4.3", "1.1"]
    assert {(row.side, row.full_name) for row in visit.signers.all()} == {("team", "Trần Đoàn"), ("unit", "Lê Đơn Vị")}


def test_nobody_plans_a_visit_to_their_own_unit(cast: Cast, season: Season) -> None:
    with pytest.raises(NotAllowed):
        visiting.plan_visit(cast.lead, report_of(season, "stttt").season_unit, PLAN)


def test_an_agency_visits_for_its_own_components_alone(cast: Cast, unit: SeasonUnit) -> None:
    mine = [row.component for row in assignments() if row.agency.key == "vpubnd" and row.component]
    visiting.plan_visit(cast.verifier, unit, replace(PLAN, components=mine[:2]))
    other = next(code for code in ("1.1", "4.3", "2.1") if code not in mine)
    with pytest.raises(NotAllowed):
        visiting.plan_visit(cast.verifier, unit, replace(PLAN, components=[mine[0], other]))


@pytest.mark.parametrize(
    "wrong", [{"components": ()}, {"components": ("99",)}, {"day": date(2022, 10, 16)}, {"signers": ()}, {"place": " "}]
)
def test_a_plan_is_whole(cast: Cast, unit: SeasonUnit, wrong: dict) -> None:
    with pytest.raises(Refused):
        visiting.plan_visit(cast.lead, unit, replace(PLAN, **wrong))
    assert not Visit.objects.exists()


def test_the_second_of_two_editors_overwrites_nothing(cast: Cast, visit: Visit) -> None:
    visiting.change_plan(cast.lead, visit, replace(PLAN, place="Trung tâm 1"), version=1)
    with pytest.raises(Conflict):
        visiting.change_plan(cast.second_lead, visit, replace(PLAN, place="Trung tâm 2"), version=1)
    assert now(visit).place == "Trung tâm 1"


def test_minutes_are_kept_as_a_draft_before_they_are_whole(cast: Cast, visit: Visit) -> None:
    minutes(cast.lead, visit, findings={"4.3": "Đang xem"}, minutes="", held=False)
    assert now(visit).state == VisitState.PLANNED
    assert visit.findings.get(component="4.3").text == "Đang xem"


def test_a_visit_is_not_held_before_its_day(cast: Cast, visit: Visit) -> None:
    with pytest.raises(Refused):
        minutes(cast.lead, visit)


def test_held_minutes_have_a_finding_of_every_component(cast: Cast, visit: Visit) -> None:
    at(2022, 10, 20, 16)
    with pytest.raises(Refused, match=r"1\.1"):
        minutes(cast.lead, visit, findings={"4.3": "Khớp"})
    assert minutes(cast.lead, visit).state == VisitState.HELD


def test_findings_are_told_once_the_visit_was_held(cast: Cast, unit: SeasonUnit, visit: Visit) -> None:
    minutes(cast.lead, visit, held=False)
    assert not findings_about(unit, "1.1")
    held(cast, visit)
    assert [row.text for row in findings_about(unit, "1.1")] == ["Thiếu 2 văn bản"]


def test_signed_minutes_are_no_longer_changed(cast: Cast, visit: Visit) -> None:
    with pytest.raises(Refused):
        visiting.put_signed(cast.lead, visit, pdf())
    held(cast, visit)
    visiting.put_signed(cast.lead, visit, pdf("bien-ban-ky.pdf"))
    assert now(visit).signed_file_name == "bien-ban-ky.pdf"
    with pytest.raises(Refused):
        minutes(cast.lead, visit)


def test_signed_minutes_are_a_pdf(cast: Cast, visit: Visit) -> None:
    held(cast, visit)
    with pytest.raises(Refused):
        visiting.put_signed(cast.lead, visit, SimpleUploadedFile("x.pdf", b"khong phai pdf"))


def test_a_cancelled_visit_says_why_and_ends_there(cast: Cast, visit: Visit) -> None:
    with pytest.raises(Refused):
        visiting.cancel(cast.lead, visit, "")
    visiting.cancel(cast.lead, visit, "Mưa lũ")
    for act in (lambda: minutes(cast.lead, visit), lambda: visiting.change_plan(cast.lead, visit, PLAN, version=2)):
        with pytest.raises(Refused):
            act()


@pytest.mark.parametrize("name", ["preparer", "head", "verifier", "observer", "chair"])
def test_nobody_else_writes(cast: Cast, visit: Visit, name: str) -> None:
    actor = getattr(cast, name)
    for act in (lambda: minutes(actor, visit, held=False), lambda: visiting.cancel(actor, visit, "Không")):
        with pytest.raises(NotAllowed):
            act()


def test_the_visited_unit_its_verifiers_and_overseers_read(cast: Cast, season: Season, visit: Visit) -> None:
    assert list(own_visits(cast.clerk)) == [visit]
    assert not own_visits(cast.outsider)
    assert readable_visits(cast.observer, season) == [visit]
    assert readable_visits(make_person("kiem.snv", Role.VERIFIER, "snv"), season) == []


def test_names_of_signers_stay_out_of_the_audit(visit: Visit) -> None:
    assert "Trần Đoàn" not in str([entry.body for entry in Entry.objects.filter(subject=f"visit:{visit.pk}")])
