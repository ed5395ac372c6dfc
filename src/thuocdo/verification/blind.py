"""Two verifiers blind to each other: which verdicts still wait for their second, and where two differ (R4.1-2).

A verdict is open while nothing was applied after it and what the unit declared is still what it rests on.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from thuocdo.accounts.models import User
from thuocdo.reports.answers import Draft
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Report
from thuocdo.verification.models import Check

Open = Mapping[str, list[Check]]  # component -> the newest open verdict of each verifier, the earliest first


def stored_drafts(drafts: Mapping[str, Draft]) -> dict[str, dict[str, object]]:
    """Scored line -> what a verdict says of it, as a `Check` keeps it."""
    return {
        code: {
            "values": dict(draft.values),
            "settled": None if draft.settled is None else str(draft.settled),
            "reason": draft.reason,
        }
        for code, draft in drafts.items()
    }


def read_drafts(check: Check) -> dict[str, Draft]:
    return {
        code: Draft(kept["values"], None if kept["settled"] is None else Fraction(kept["settled"]), kept["reason"])
        for code, kept in check.drafts.items()
    }


def same(one: Mapping[str, Draft], other: Mapping[str, Draft]) -> bool:
    """Two verdicts come to the same figures and points; reasons and comments may differ."""
    return _said(one) == _said(other)


def _said(drafts: Mapping[str, Draft]) -> dict[str, tuple[dict[str, str], Fraction | None]]:
    return {code: (dict(draft.values), draft.settled) for code, draft in drafts.items()}


def open_checks(reports: Iterable[Report], component: str = "") -> dict[int, Open]:
    """Report -> its open verdicts, of this component where one is given: none, and no query, where the season has
    single checks; else 1 query, and 1 per report whose answers are not prefetched."""
    double = {report.pk: report for report in reports if report.season_unit.season.double_checks}
    if not double:
        return {}
    found: dict[int, dict[str, dict[int, Check]]] = {}
    rows_of = Check.objects.filter(report__in=double, **({"component": component} if component else {}))
    for check in rows_of.select_related("verifier").order_by("pk"):
        rows = found.setdefault(check.report_id, {}).setdefault(check.component, {})
        if check.is_applied:
            rows.clear()
        else:
            rows.pop(check.verifier_id, None)
            rows[check.verifier_id] = check
    return {pk: _fresh(double[pk], rows) for pk, rows in found.items()}


def open_of(report: Report) -> Open:
    return open_checks([report]).get(report.pk, {})


def _fresh(report: Report, rows: Mapping[str, Mapping[int, Check]]) -> Open:
    declared = {row.component: row.version for row in report.answers.all() if row.stage == Stage.SELF}
    kept = {code: [check for check in checks.values() if _rests_on(check, declared)] for code, checks in rows.items()}
    return {code: checks for code, checks in kept.items() if checks}


def _rests_on(check: Check, declared: Mapping[str, int]) -> bool:
    return all(declared.get(code, 0) == version for code, version in check.seen.items())


def is_difference(checks: list[Check]) -> bool:
    """Two people have given their verdict and neither was applied: they do not come to the same."""
    return len(checks) > 1


def gave(user: User, checks: list[Check]) -> bool:
    return any(check.verifier_id == user.pk for check in checks)


def how_far(user: User, checks: list[Check]) -> str:
    """For this person: their verdict is `given` and waits for another's, theirs is `asked`, the two are `different`;
    empty where nothing is open. What the other said is told to nobody."""
    if not checks:
        return ""
    if is_difference(checks):
        return "different"
    return "given" if gave(user, checks) else "asked"
