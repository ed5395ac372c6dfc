"""Agreement in bulk: one component of many units, where every figure is as a shared system holds it (R4.1-2)."""

import json
from collections.abc import Mapping
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.regulation import Component
from thuocdo.reports.enums import ReportState, Stage
from thuocdo.reports.facts import standing
from thuocdo.reports.models import Answer, Report
from thuocdo.reports.queries import arrived, with_answers
from thuocdo.verification.checking import agree
from thuocdo.verification.queries import assignments, unchecked
from thuocdo.verification.rules import may_verify
from thuocdo.verification.shared_figures import Values, all_equal, beside, shared_by_unit


def declared_of(report: Report) -> dict[str, Answer]:
    """Scored line -> what the unit declared; no query where answers are prefetched."""
    return standing(report.answers.all(), Stage.SELF)


def may_agree(user: User, report: Report, component: Component, values: Values, shared) -> bool:
    """The report waits, the component is the person's to check and unchecked, and every figure is equal. `shared`: the
    season's assignments."""
    return (
        report.state == ReportState.SENT
        and component.code in unchecked(report)
        and may_verify(user, report, component.code, shared)
        and all_equal(component, beside(component, declared_of(report), values))
    )


def seen_of(report: Report, component: Component, values: Values) -> str:
    """Names what a page showed of one unit: its answers in their versions, and the figures beside them."""
    declared = declared_of(report)
    versions = [[leaf.code, declared[leaf.code].version] for leaf in component.leaves if leaf.code in declared]
    figures = [[*line, figure.pk] for line, figure in sorted(values.items())]
    return sha256(json.dumps([versions, figures]).encode()).hexdigest()[:16]


@transaction.atomic
def agree_where_equal(actor: User, season: Season, code: str, seen: Mapping[int, str]) -> list[Report]:
    """Agrees with a component of these reports (key -> `seen_of`), all or nothing; gives back the reports.

    Raises Conflict where a figure is no longer the one that was seen, Refused where one is not equal or is not the
    person's to verify. Never the own unit's: `may_agree` asks `may_verify` (I12).
    """
    require(seen, _("Choose at least one unit."), Refused)
    reports = list(with_answers(arrived(season).filter(pk__in=list(seen)).order_by("pk")))
    require(len(reports) == len(seen), _("A report was withdrawn or returned meanwhile. Look again."), Conflict)
    given, values = assignments(season), shared_by_unit(season)
    for report in reports:
        _agree_with_one(actor, report, code, seen[report.pk], values.get(report.season_unit_id, {}), given)
    return reports


def _agree_with_one(actor: User, report: Report, code: str, seen: str, values: Values, given) -> None:
    component = next((c for c in form_of(report.season_unit).components if c.code == code), None)
    name = {"unit": report.season_unit.name}
    require(component, _("%(unit)s has no such component.") % name, Refused)
    ours = lines_of(component, values)
    require(
        seen_of(report, component, ours) == seen,
        _("The figures of %(unit)s were changed meanwhile. Look at them again.") % name,
        Conflict,
    )
    require(
        may_agree(actor, report, component, ours, given),
        _("%(unit)s: not every figure is equal, or it is not yours to check any more.") % name,
        Refused,
    )
    declared = declared_of(report)
    versions = {leaf.code: declared[leaf.code].version for leaf in component.leaves if leaf.code in declared}
    agree(actor, report, code, seen={Stage.SELF: versions})


def lines_of(component: Component, values: Values) -> Values:
    """The figures of this component alone."""
    lines = {leaf.code for leaf in component.leaves}
    return {line: figure for line, figure in values.items() if line[0] in lines}
