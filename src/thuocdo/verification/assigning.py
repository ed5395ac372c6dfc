"""Who verifies what: by rule (a component of every unit or of a tier's), by unit, by hand (R4.1-2).

Assignments add up: every agency named for a component may check it, and so may the lead department. One that names an
officer is that officer's alone. Nobody verifies their own unit, and the lead department's own report always goes to
another agency (I12).
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.enums import Duty, Role
from thuocdo.accounts.models import Post, Succession, Unit, UnitDuty, User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import Season, SeasonTier, SeasonUnit
from thuocdo.cycles.queries import law
from thuocdo.regulation import Component
from thuocdo.verification.models import Assignment

OPEN_PHASES = {Phase.PREPARING, Phase.REPORTING, Phase.VERIFYING}


@dataclass(frozen=True)
class Place:
    """What is given: a component (empty: a unit's whole report), of a tier's units, of one unit, or of every unit."""

    component: str = ""
    tier: SeasonTier | None = None
    unit: SeasonUnit | None = None

    @classmethod
    def of(cls, row: Assignment) -> "Place":
        return cls(row.component, row.season_tier, row.season_unit)


@transaction.atomic
def share_out(actor: User, season: Season) -> None:
    """The usual sharing: each component to the agency that the criteria set names (R4.1-2).

    The lead department's own report goes to the committee office (I12). An assignment that exists is left as it is.
    """
    agencies = {row.name_vi: row.unit for row in SeasonUnit.objects.filter(season=season).select_related("unit")}
    forms = law(season.pinned_set).forms.values()
    named = {(c.code, c.verified_with.vi) for form in forms for c in form.components if c.verified_with}
    rows = [
        Assignment(season=season, agency=agencies[name], component=code) for code, name in named if name in agencies
    ]
    rows += _lead_departments_own(season)
    Assignment.objects.bulk_create(rows, ignore_conflicts=True)
    record("verification.shared_out", actor=actor.pk, subject=f"season:{season.pk}", after={"assignments": len(rows)})


def _lead_departments_own(season: Season) -> list[Assignment]:
    units = SeasonUnit.objects.filter(season=season).select_related("unit")
    office = units.filter(unit__duties__duty=Duty.COMMITTEE_OFFICE).first()
    own = units.filter(unit__duties__duty=Duty.LEAD)
    return [Assignment(season=season, agency=office.unit, season_unit=unit) for unit in own if office]


@transaction.atomic
def assign(actor: User, season: Season, place: Place, agency: Unit, verifier: User | None = None) -> Assignment:
    """Gives a component or a report to an agency, or to one officer of it. Raises NotAllowed, Refused."""
    season = _changing(actor, season)
    _check_place(season, place)
    _check_agency(place, agency, verifier)
    _check_not_doubled(season, place, agency, verifier)
    row = Assignment.objects.create(
        season=season,
        agency=agency,
        verifier=verifier,
        component=place.component,
        season_tier=place.tier,
        season_unit=place.unit,
    )
    _note(actor, "verification.assigned", season, after=_said(row))
    return row


@transaction.atomic
def reassign(actor: User, row: Assignment, agency: Unit, verifier: User | None = None) -> Assignment:
    """The same component or report to another agency or officer. What was checked so far stands."""
    season = _changing(actor, row.season)
    row = _present(row)
    before, place = _said(row), Place.of(row)
    _check_agency(place, agency, verifier)
    _check_not_doubled(season, place, agency, verifier, but=row)
    row.agency, row.verifier = agency, verifier
    row.save(update_fields=["agency", "verifier"])
    _note(actor, "verification.reassigned", season, before=before, after=_said(row))
    return row


@transaction.atomic
def unassign(actor: User, row: Assignment) -> None:
    """The lead department checks it, and whoever else it is given to; what was checked so far stands."""
    season = _changing(actor, row.season)
    row = _present(row)
    before = _said(row)
    row.delete()
    if not row.component and row.season_unit and is_lead(row.season_unit.unit_id):
        _check_lead_is_given_away(row.season_unit)
    _note(actor, "verification.unassigned", season, before=before)


@transaction.atomic
def reset(actor: User, season: Season) -> None:
    """Back to the usual sharing; what was checked so far stands."""
    season = _changing(actor, season)
    rows = [_said(row) for row in Assignment.objects.filter(season=season)]
    Assignment.objects.filter(season=season).delete()
    share_out(actor, season)
    for unit in SeasonUnit.objects.filter(season=season, unit__duties__duty=Duty.LEAD):
        _check_lead_is_given_away(unit)
    _note(actor, "verification.sharing_reset", season, before={"assignments": rows})


def is_lead(unit: int) -> bool:
    """1 query."""
    return UnitDuty.objects.filter(UnitDuty.on(clock.today()), unit=unit, duty=Duty.LEAD).exists()


def may_change(season: Season) -> bool:
    """As long as some tier has not gone on to the council."""
    return season.phase in OPEN_PHASES


def _changing(actor: User, season: Season) -> Season:
    """The season, locked: assignments change one after the other."""
    require(runs_the_season(actor), _("Only the lead department shares out the verification."))
    row = Season.objects.select_for_update(of=["self"]).select_related("pinned_set").get(pk=season.pk)
    require(may_change(row), _("Verification is over in this season: take a tier back to verification first."), Refused)
    return row


def _present(row: Assignment) -> Assignment:
    found = Assignment.objects.select_related("season_tier__tier", "season_unit__unit", "agency").filter(pk=row.pk)
    kept = found.first()
    gone = _("Somebody else took this assignment back meanwhile.")
    require(kept, gone, Conflict)
    return kept


def _check_place(season: Season, place: Place) -> None:
    require(
        place.component or place.unit,
        _("Say what is given: a component, or the whole report of one unit."),
        Refused,
    )
    require(not (place.tier and place.unit), _("Choose a tier or one unit, not both: a unit has its tier."), Refused)
    if not place.component:
        return
    known = [c for c in components(season, place) if c.code == place.component]
    require(known, _("The form of this tier has no component %(code)s.") % {"code": place.component}, Refused)
    require(
        any(leaf.answered_by != "council" for c in known for leaf in c.leaves),
        _("The council scores component %(code)s: there is nothing to verify.") % {"code": place.component},
        Refused,
    )


def components(season: Season, place: Place) -> list[Component]:
    """The components and adjustments of the forms that the place is about."""
    tier = place.tier or (place.unit and place.unit.season_tier)
    forms = law(season.pinned_set).forms
    chosen = [forms[tier.tier.code]] if tier else list(forms.values())
    return [c for form in chosen for c in (*form.components, *(extra.component for extra in form.adjustments))]


def _check_agency(place: Place, agency: Unit, verifier: User | None) -> None:
    _check_exists(agency)
    require(
        place.unit is None or place.unit.unit_id != agency.pk,
        _("Nobody verifies their own unit: choose another agency for %(unit)s.") % {"unit": agency.name},
        Refused,
    )
    if verifier is None:
        return
    posts = Post.objects.filter(Post.on(clock.today()), user=verifier, unit=agency, role=Role.VERIFIER)
    require(
        posts.exists(),
        _("%(person)s is no verifier at %(unit)s today: choose an officer of that agency.")
        % {"person": verifier.full_name, "unit": agency.name},
        Refused,
    )


def _check_exists(agency: Unit) -> None:
    """An agency that was merged verifies nothing more; who took over from it can be given its part."""
    today = clock.today()
    after = Succession.objects.filter(predecessor=agency, on__lte=today).select_related("successor")
    names = ", ".join(row.successor.name for row in after)
    said = {"unit": agency.name, "successors": names}
    require(not names, _("%(unit)s was merged: choose who took over from it, %(successors)s.") % said, Refused)
    require(
        Unit.objects.filter(Unit.on(today), pk=agency.pk).exists(),
        _("%(unit)s does not exist today: choose another agency.") % said,
        Refused,
    )


def _check_not_doubled(
    season: Season, place: Place, agency: Unit, verifier: User | None, but: Assignment | None = None
) -> None:
    """An agency has a place once: as a whole, or by officers that are named."""
    rows = Assignment.objects.filter(
        season=season, agency=agency, component=place.component, season_tier=place.tier, season_unit=place.unit
    )
    others = list(rows.exclude(pk=but.pk) if but else rows)
    require(
        all(row.verifier_id != (verifier and verifier.pk) for row in others),
        _("%(unit)s has this already.") % {"unit": agency.name},
        Refused,
    )
    require(
        not others or (verifier and all(row.verifier_id for row in others)),
        _("%(unit)s has this already, otherwise: change that assignment instead of adding one.")
        % {"unit": agency.name},
        Refused,
    )


def _check_lead_is_given_away(unit: SeasonUnit) -> None:
    rows = Assignment.objects.filter(season_unit=unit, component="").exclude(agency=unit.unit_id)
    require(
        rows.exists(),
        _("The lead department's own report has to be verified by another agency: give it to one first."),
        Refused,
    )


def _said(row: Assignment) -> dict[str, object]:
    return {
        "component": row.component,
        "tier": row.season_tier_id,
        "unit": row.season_unit_id,
        "agency": row.agency_id,
        "verifier": row.verifier_id,
    }


def _note(actor: User, kind: str, season: Season, **states: object) -> None:
    record(kind, actor=actor.pk, subject=f"season:{season.pk}", **states)
