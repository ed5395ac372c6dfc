"""Which components of a season are in dispute: verification found other points than the unit declared (R4.1-2, I9).

Only answers that verification wrote otherwise than they were declared are put to the law; the database finds them, so
that 4,000 units cost what their differences cost.
"""

from collections import defaultdict
from collections.abc import Mapping

from django.db import connection

from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law
from thuocdo.desks.board.scores import NOTHING, Said, Scorer, answers_of, differ, is_councils, scorer_of, scores
from thuocdo.reports.enums import ARRIVED, Stage
from thuocdo.reports.facts import Exempt
from thuocdo.reports.models import Report
from thuocdo.reports.queries import reports

Disputes = dict[int, set[str]]  # report -> components
BOTH = [Stage.SELF, Stage.VERIFIED]
WRITTEN_OTHERWISE = """
SELECT report.id, unit.id, level.code, verified.component,
  own."values"::text, own.settled, verified."values"::text, verified.settled
FROM reports_answer verified
JOIN reports_report report ON report.id = verified.report_id
JOIN cycles_seasonunit unit ON unit.id = report.season_unit_id
JOIN cycles_seasontier tier ON tier.id = unit.season_tier_id
JOIN accounts_tier level ON level.id = tier.tier_id
LEFT JOIN reports_answer own
  ON own.report_id = report.id AND own.component = verified.component AND own.stage = 'self'
WHERE unit.season_id = %(season)s AND verified.stage = 'verified' AND report.state = ANY(%(arrived)s)
AND (coalesce(own."values", '{}') <> verified."values" OR own.settled IS DISTINCT FROM verified.settled)
"""


def disputes(season: Season, exempt: Exempt) -> Disputes:
    """Reports that arrived with the components in dispute; those without any are left out: 1 query, 3 more where a
    divided component was changed. `exempt`: of appraisal.queries."""
    found: Disputes = defaultdict(set)
    divided = set()
    scorers = _scorers(season)
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN_OTHERWISE, {"season": season.pk, "arrived": list(ARRIVED)})
        for report, unit, tier, line, *texts in cursor:
            scorer = scorers[tier]
            if line not in scorer.codes:
                divided.add(report)
            elif _differs(scorer, line, texts, exempt.get(unit, {})):
                found[report].add(line)
    _add_divided(found, divided, exempt)
    return dict(found)


def _scorers(season: Season) -> dict[str, Scorer]:
    """Tier -> its scorer, remembered as `scores` remembers it: no query but what the season still needs."""
    forms = law(season.pinned_set).forms
    return {tier: scorer_of(season.pinned_set.digest, form) for tier, form in forms.items()}


def _differs(scorer: Scorer, code: str, texts: list[str | None], exempt: Mapping[str, str]) -> bool:
    """An undivided component, whose two answers are all that it is scored from."""
    if code in exempt or is_councils(scorer.codes[code]):
        return False
    own_values, own_settled, values, settled = texts
    own = ((code, Said(own_values, own_settled)),) if own_values is not None else ()
    accepted = tuple(sorted(exempt.items()))
    declared = scorer.result(code, own, accepted)
    return differ(declared, scorer.result(code, ((code, Said(values or "{}", settled)),), accepted))


def _add_divided(found: Disputes, keys: set[int], exempt: Exempt) -> None:
    """A divided component is scored from all of its lines, which are read for these reports."""
    if not keys:
        return
    rows: list[Report] = list(reports().filter(pk__in=keys))
    answers = answers_of(rows, BOTH)
    for report in rows:
        unit = report.season_unit
        lines = scores(unit, answers.get(report.pk, NOTHING), exempt.get(unit.pk, {}))
        found[report.pk] |= {score.component.code for score in lines if score.is_disputed}
        if not found[report.pk]:
            del found[report.pk]
