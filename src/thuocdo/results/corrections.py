"""Corrections as pages and acts read them: what is under way, what replaced what. Part of this floor's queries."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from thuocdo.cycles.enums import OVER
from thuocdo.cycles.models import Season, SeasonTier
from thuocdo.cycles.queries import law
from thuocdo.cycles.readings import changes_of_reading
from thuocdo.reports.models import Report
from thuocdo.results.enums import EditionState
from thuocdo.results.models import Correction, Edition
from thuocdo.results.queries import compute, grounds, unit_names
from thuocdo.results.snapshot import snapshot


def draft(season: Season) -> dict:
    """What an edition would say if it were proposed now: some 10 queries, and the law for every unit."""
    changes = list(changes_of_reading(season).exclude(in_force_at=None).order_by("in_force_at"))
    return snapshot(law(season.pinned_set), compute(season), unit_names(season), grounds(season), changes)


def content_of(edition: Edition) -> dict:
    """Everything an edition says, read whole from the database: 1 query."""
    return Edition.objects.values_list("content", flat=True).get(pk=edition.pk)


def correction_under_way(season: Season) -> Correction | None:
    """With the edition that it corrects: 1 query."""
    rows = Correction.objects.filter(edition__season=season, ended_at=None)
    return rows.select_related("edition__decision", "opened_by").defer("edition__content", "edition__public").first()


def corrections(season: Season) -> QuerySet[Correction]:
    """Every one of the season, latest first, with its reports: 2 queries."""
    rows = Correction.objects.filter(edition__season=season).select_related("edition", "opened_by", "ended_by")
    rows = rows.defer("edition__content", "edition__public")
    return rows.prefetch_related(Prefetch("reports", Report.objects.select_related("season_unit")))


def in_force(season: Season) -> Edition | None:
    """The published edition that counts, without its content: 1 query."""
    rows = Edition.objects.filter(season=season, state=EditionState.PUBLISHED).select_related("season", "decision")
    return rows.defer("content", "public").order_by("-publication").first()


def replaced_by(editions: Iterable[Edition]) -> dict[int, Edition]:
    """Edition -> the published one that replaced it. No query."""
    return {row.replaces_id: row for row in editions if row.replaces_id and row.state == EditionState.PUBLISHED}


def published_seasons() -> set[int]:
    """Seasons that have a published edition, whatever is under way beside it: 1 query."""
    return set(Edition.objects.filter(state=EditionState.PUBLISHED).values_list("season", flat=True))


def moving_tiers(season: Season) -> list[SeasonTier]:
    """The tiers that a result under way is about, all of the season's under lock: in a correction those that were not
    taken up again stay published."""
    rows = SeasonTier.objects.select_for_update(of=("self",)).select_related("tier", "season__pinned_set")
    return [tier for tier in rows.filter(season=season) if tier.phase not in OVER]
