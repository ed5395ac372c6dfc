"""Which editions a result is told from: the season's own that counts, and those of earlier years."""

from thuocdo.cycles.models import Season
from thuocdo.results.enums import EditionState
from thuocdo.results.models import Edition
from thuocdo.results.queries import published


def counting(season: Season) -> Edition | None:
    """The season's newest published edition with its contents: 1 query."""
    rows = Edition.objects.filter(season=season, state=EditionState.PUBLISHED).select_related("decision", "season")
    return rows.order_by("-number").first()


def earlier_contents(season: Season) -> dict[int, dict]:
    """Year -> the whole content of what counted in it, of real seasons before this one; of practice none: 2 queries."""
    if season.is_practice:
        return {}
    newest: dict[int, int] = {}
    for edition in published():
        if edition.season.year < season.year:
            newest.setdefault(edition.season.year, edition.pk)
    rows = Edition.objects.filter(pk__in=newest.values()).values_list("season__year", "content")
    return dict(rows)
