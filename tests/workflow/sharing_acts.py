"""Who verifies what, and the figures that shared systems hold of all units."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.transaction import atomic
from tests.workflow.checking_acts import CHECKERS
from tests.workflow.registry import TWO, act
from tests.workflow.season_acts import LEADS
from tests.workflow.world import MERGED, World

from thuocdo.accounts.models import Succession, Unit, User
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.cycles.models import SeasonUnit
from thuocdo.cycles.queries import form_of
from thuocdo.reports.enums import ReportState
from thuocdo.reports.models import Report
from thuocdo.reports.queries import with_answers
from thuocdo.verification import assigning
from thuocdo.verification import shared_figures as shared
from thuocdo.verification.assigning import Place
from thuocdo.verification.models import Assignment
from thuocdo.verification.queries import assignments
from thuocdo.verification.shared_agreeing import agree_where_equal, lines_of, may_agree, seen_of

FIGURED = "4.3"  # its points follow from two figures that a shared system may hold


@act(*LEADS, weight=0.2, entries=TWO)
def assignments_reset(w: World, actor: User) -> None:
    assigning.reset(actor, w.season)


@act(*LEADS, weight=1)
def assignment_give(w: World, actor: User) -> None:
    """A component of all, of a tier, of a unit, or a whole report; sometimes to who cannot have it."""
    unit = w.one(SeasonUnit.objects.filter(season=w.season))
    ways = [Place(w.component()), Place(w.component(), w.tier()), Place(w.component(), unit=unit), Place(unit=unit)]
    assigning.assign(actor, w.season, w.usually(w.rng.choice(ways), Place()), *_to(w))


def _to(w: World) -> tuple[Unit, User | None]:
    """An agency, or an officer who is of it or of another."""
    names = {"vpubnd": "verifier", "snv": "heir", "stp": "units_verifier", MERGED: "merged_verifier"}
    key, name = w.rng.choice(list(names.items()))
    agency = Unit.objects.get(key=w.usually(key, "syt"))
    return agency, w.rng.choice([None, w.people[w.usually(name, "lead")]])


def an_assignment(w: World) -> Assignment:
    return w.one(Assignment.objects.filter(season=w.season))


@act(*LEADS, weight=0.3)
def assignment_change(w: World, actor: User) -> None:
    assigning.reassign(actor, an_assignment(w), *_to(w))


@act("administrator", weight=0.2)
@atomic
def units_merge(w: World, actor: User) -> None:
    """Once: the product's list of units says so, and nobody thinks of the people's posts."""
    merged, heir = Unit.objects.get(key=MERGED), Unit.objects.get(key="snv")
    Succession.objects.get_or_create(predecessor=merged, successor=heir, defaults={"on": clock.today()})
    record("unit.merged", actor=actor.pk, subject=f"unit:{merged.pk}")


@act(*LEADS, weight=0.2)
def assignment_take_back(w: World, actor: User) -> None:
    assigning.unassign(actor, an_assignment(w))


@act(*LEADS, weight=0.5)
def figures_hand_in(w: World, actor: User) -> None:
    """Of two units: as they are mostly declared, or else; now and then with a wrong row."""
    wrong = ["ai,4.3,a,100", "syt,4.3,a,100", "stp,4.3,b,mười", "hue,9.9,a,1"]
    rows = [f"{unit},{FIGURED},{figure},{w.usually(100, 60)}" for unit in ("syt", "hue") for figure in "ab"]
    text = "\n".join(["unit,component,figure,value", *rows, *w.usually([], [w.rng.choice(wrong)])])
    upload = SimpleUploadedFile(w.usually("so-lieu.csv", "so-lieu.xlsx"), text.encode())
    shared.hand_in(actor, w.season, upload, system="Cổng dịch vụ công", as_of=date(w.year, 10, 1))


@act(*LEADS)
def figures_apply(w: World, actor: User) -> None:
    kept = shared.waiting(actor, w.season)
    shared.apply_import(actor, w.season, w.usually(kept.sha256 if kept else "", "another"))


@act(*CHECKERS, entries=None)
def agree_where_figures_are_equal(w: World, actor: User) -> None:
    """One entry a report; offered or not."""
    values = shared.shared_by_unit(w.season)
    rows = list(with_answers(w.reports().filter(season_unit_id__in=values, state=ReportState.SENT)))
    given = assignments(w.season)
    rows = w.usually([row for row in rows if _is_offered(actor, row, values, given)], rows)
    seen = {}
    for row in rows:
        component = form_of(row.season_unit).component(FIGURED)
        print_ = seen_of(row, component, lines_of(component, values[row.season_unit_id]))
        seen[row.pk] = w.usually(print_, "0")
    agree_where_equal(actor, w.season, FIGURED, seen)


def _is_offered(actor: User, row: Report, values, given) -> bool:
    component = form_of(row.season_unit).component(FIGURED)
    return may_agree(actor, row, component, lines_of(component, values[row.season_unit_id]), given)
