"""Opening a practice season: a copy of a real one's frame beside it, with the units and the people as they are."""

from collections.abc import Collection

from django.db import transaction

from thuocdo.accounts.models import User
from thuocdo.cycles.actions import Calendar, create_season
from thuocdo.cycles.enums import LateReports
from thuocdo.cycles.models import Season
from thuocdo.regulation import CriteriaSet
from thuocdo.reports.actions import prepare_reports
from thuocdo.verification.assigning import share_out
from thuocdo.verification.models import Assignment


@transaction.atomic
def begin_practice(
    actor: User,
    year: int,
    criteria_set: CriteriaSet,
    *,
    calendar: Calendar,
    units: Collection[int],
    like: Season | None,
    **settings: object,
) -> Season:
    """A practice season in preparation, with an empty report for each of these units (primary keys).

    `like`: the real season whose sharing of the verification is taken over, as far as its units practise; none: the
    usual sharing. People take part in the posts that they hold. Raises as `create_season` does.
    """
    settings.setdefault("late_reports", LateReports.ACCEPTED)
    season = create_season(actor, year, criteria_set, calendar=calendar, practising=units, **settings)  # type: ignore[arg-type]
    prepare_reports(season)
    if like is None:
        share_out(actor, season)
    else:
        _share_like(season, like)
    return season


def _share_like(season: Season, like: Season) -> None:
    tiers = {row.tier_id: row for row in season.tiers.all()}
    units = {row.unit_id: row for row in season.units.all()}
    rows = Assignment.objects.filter(season=like).select_related("season_tier", "season_unit")
    Assignment.objects.bulk_create(
        Assignment(
            season=season,
            agency_id=row.agency_id,
            verifier_id=row.verifier_id,
            component=row.component,
            season_tier=row.season_tier and tiers[row.season_tier.tier_id],
            season_unit=row.season_unit and units[row.season_unit.unit_id],
        )
        for row in rows
        if (row.season_tier is None or row.season_tier.tier_id in tiers)
        and (row.season_unit is None or row.season_unit.unit_id in units)
    )
