"""Every write to a season: opening it, extending a deadline, moving its tiers from phase to phase."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import Dated, Tier, Unit, User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.audit.actions import record
from thuocdo.common.faults import Refused, require
from thuocdo.cycles import going_back
from thuocdo.cycles.enums import Phase, SignedCopies
from thuocdo.cycles.models import (
    Extension,
    PinnedSet,
    ReferenceMedian,
    ReferencePoints,
    Season,
    SeasonTier,
    SeasonUnit,
)
from thuocdo.cycles.queries import law
from thuocdo.cycles.references import Earned, middles
from thuocdo.cycles.transitions import FROM_THE_TOP_DOWN, SEASON, TAKEN_ABOVE
from thuocdo.documents.models import Document
from thuocdo.regulation import CriteriaSet
from thuocdo.regulation.calendar import approval_before, deadline


@dataclass(frozen=True)
class Calendar:
    """Dates of one season where a document sets others than the regulation's; each is the first day too late."""

    document: str
    report_before: Mapping[str, date]  # by tier
    approval_before: date


def pin(criteria_set: CriteriaSet) -> PinnedSet:
    """Keeps the set word for word; the same content is kept once."""
    facts = {"set_id": criteria_set.id, "version": criteria_set.version, "source": dict(criteria_set.source)}
    return PinnedSet.objects.get_or_create(digest=criteria_set.digest, defaults=facts)[0]


@transaction.atomic
def create_season(
    actor: User,
    year: int,
    criteria_set: CriteriaSet,
    *,
    level_rule: str,
    level_rule_document: str = "",
    late_reports: str,
    signed_copies: str = SignedCopies.APART,
    double_checks: bool = False,
    budget_document: str = "",
    calendar: Calendar | None = None,
    practising: Collection[int] | None = None,
) -> Season:
    """A season in preparation, with the units that exist on the day each tier's reporting ends (R4.3-4, I2).

    Deadlines are those of the set's calendar, or of `calendar` where a document of the season sets others. Raises
    Refused when the year has a season already, or the installation lacks a tier of the set.

    `practising`: the units that practise, in a season of its own beside the year's real one; then tiers without a day
    in `calendar` have no part in it.
    """
    require(runs_the_season(actor), _("Only the lead department may open a season."))
    is_practice = practising is not None
    taken = Season.objects.filter(year=year, is_practice=is_practice).exists()
    require(not taken, _("There is a season for this year already."), Refused)
    season = Season.objects.create(
        year=year,
        is_practice=is_practice,
        pinned_set=pin(criteria_set),
        level_rule=level_rule,
        level_rule_document=level_rule_document,
        late_reports=late_reports,
        signed_copies=signed_copies,
        double_checks=double_checks,
        budget_document=budget_document,
        calendar_document=calendar.document if calendar else "",
        approval_before=calendar.approval_before if calendar else approval_before(criteria_set, year),
    )
    for code in criteria_set.tiers:
        if calendar is None or code in calendar.report_before:
            day = calendar.report_before[code] if calendar else deadline(criteria_set, code, year).date()
            _add_tier(season, code, day, practising)
    record(
        "season.created",
        actor=actor.pk,
        subject=f"season:{season.pk}",
        after={"set": criteria_set.digest, "year": year} | ({"practice": True} if is_practice else {}),
    )
    return season


def _add_tier(season: Season, code: str, day: date, only: Collection[int] | None) -> None:
    tier = Tier.objects.filter(code=code).first()
    require(tier, _("This installation has no tier “%(code)s”. Add it with its units first.") % {"code": code}, Refused)
    season_tier = SeasonTier.objects.create(season=season, tier=tier, report_before=day)
    units = Unit.objects.filter(Dated.on(day), tier=tier)
    if only is not None:
        units = units.filter(pk__in=only)
    SeasonUnit.objects.bulk_create(
        SeasonUnit(
            season=season,
            season_tier=season_tier,
            unit=unit,
            order=unit.order,
            name_vi=unit.name_vi,
            name_en=unit.name_en,
        )
        for unit in units
    )


@transaction.atomic
def move(actor: User, season_tier: SeasonTier, act: str, *, reason: str = "", from_above: bool = False) -> None:
    """Takes one tier of the season one step on, or back with a reason. `from_above`: a higher floor has done its part.

    Raises NotAllowed for anyone but the lead department, Refused when the step does not fit the phase.
    """
    step = SEASON[act]
    require(actor.holds(set(step.roles)), _("Only the lead department may change the phase of a season."))
    require(from_above or act not in TAKEN_ABOVE, _("This step is taken on the result page."), Refused)
    require(from_above or act not in FROM_THE_TOP_DOWN, _("This step is taken on the season's page."), Refused)
    locked = SeasonTier.objects.select_for_update().select_related("season__pinned_set").get(pk=season_tier.pk)
    step.check(locked.phase, reason)
    if step.target == Phase.REPORTING and locked.phase == Phase.PREPARING:
        _check_opening(locked)
    SeasonTier.objects.filter(pk=locked.pk).update(phase=step.target)
    season_tier.phase = step.target
    subject = going_back.subject_of(locked)
    if step.needs_reason:
        going_back.keep(actor, locked.season_id, subject, act, reason)
    record(step.act, actor=actor.pk, subject=subject, reason=reason, after={"phase": step.target})


def _check_opening(season_tier: SeasonTier) -> None:
    season = season_tier.season
    require(
        season.opening_document_id,
        _("Record the opening letter first: its number, date and file."),
        Refused,
    )
    require(
        season.level_rule_document.strip(),
        _("Name the document that settles how Article 6 is read before reporting opens."),
        Refused,
    )
    law(season.pinned_set)


@transaction.atomic
def attach_opening_letter(actor: User, season: Season, document: Document) -> None:
    require(runs_the_season(actor), _("Only the lead department may record the opening letter."))
    Season.objects.filter(pk=season.pk).update(opening_document=document)
    record("season.opening_letter", actor=actor.pk, subject=f"season:{season.pk}", after={"document": document.pk})


@transaction.atomic
def extend(actor: User, season_unit: SeasonUnit, last_day: date, document: Document) -> Extension:
    """A later last day for one unit (I5). Raises Refused when it is not later than the tier's."""
    require(runs_the_season(actor), _("Only the lead department may record an extension."))
    require(
        last_day > season_unit.season_tier.last_day,
        _("The new last day must be later than %(day)s.")
        % {"day": season_unit.season_tier.last_day.strftime("%d/%m/%Y")},
        Refused,
    )
    extension = Extension.objects.create(season_unit=season_unit, last_day=last_day, document=document)
    record(
        "season.extended",
        actor=actor.pk,
        subject=f"season_unit:{season_unit.pk}",
        after={"last_day": last_day.isoformat(), "document": document.pk},
    )
    return extension


@transaction.atomic
def keep_references(actor: User, season: Season, earned: Mapping[int, Mapping[str, Earned]]) -> None:
    """Writes down what next year's forms show beside: each unit's points, and the middle of its tier.

    `earned`: season unit -> component -> what the published result says. What an earlier edition left is replaced.
    Costs 6 statements, and 1 for the law.
    """
    require(runs_the_season(actor), _("Only the lead department publishes the result."))
    ReferencePoints.objects.filter(season_unit__season=season).delete()
    ReferenceMedian.objects.filter(season_tier__season=season).delete()
    ReferencePoints.objects.bulk_create(
        ReferencePoints(
            season_unit_id=unit,
            component=code,
            points=None if line.points is None else str(line.points),
            max=str(line.max),
        )
        for unit, lines in earned.items()
        for code, line in lines.items()
    )
    ReferenceMedian.objects.bulk_create(_medians(season, earned))
    record("season.references", actor=actor.pk, subject=f"season:{season.pk}", after={"units": len(earned)})


def _medians(season: Season, earned: Mapping[int, Mapping[str, Earned]]) -> Iterator[ReferenceMedian]:
    tier_of = dict(SeasonUnit.objects.filter(season=season).values_list("pk", "season_tier_id"))
    for season_tier in season.tiers.select_related("tier"):
        form = law(season.pinned_set).forms[season_tier.tier.code]
        units = [lines for unit, lines in earned.items() if tier_of[unit] == season_tier.pk]
        for code, middle in middles(form, units).items():
            yield ReferenceMedian(
                season_tier=season_tier, component=code, points=str(middle.points), units=middle.units
            )
