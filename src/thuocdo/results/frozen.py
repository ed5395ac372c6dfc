"""What an edition keeps of its facts on the day it is proposed, so that its bundle never reads a live row: the answers
of the final and the verified column, digests of evidence, the secret of the salts. Never public.
"""

import secrets
from collections.abc import Iterable

from thuocdo.bundle.facts import answer_data, reason_data
from thuocdo.cycles.models import Season
from thuocdo.regulation import UnitFacts
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Report
from thuocdo.reports.queries import reports, with_evidence
from thuocdo.results.queries import facts


def frozen(season: Season) -> dict:
    """All of a season's facts: 12 queries."""
    verified = {unit.unit: _answers(unit) for unit in facts(season, Stage.VERIFIED)}
    return frozen_facts(facts(season), verified, evidence(with_evidence(reports(season))))


def frozen_facts(final: Iterable[UnitFacts], verified: dict[str, dict], found: dict[str, dict]) -> dict:
    """Of a unit without a report nothing but the reason: what lies in its draft is nobody's business (I8)."""
    units = {}
    for unit in final:
        has_report = unit.not_reported is None
        units[unit.unit] = {
            "tier": unit.tier,
            "order": unit.order,
            "not_reported": reason_data(unit.not_reported),
            "final": _answers(unit),
            "verified": verified.get(unit.unit, {}) if has_report else {},
            "exempt": dict(unit.exempt),
            "evidence": found.get(unit.unit, {}) if has_report else {},
        }
    return {"secret": secrets.token_hex(32), "units": units}


def _answers(unit: UnitFacts) -> dict:
    if unit.not_reported is not None:
        return {}
    return {code: answer_data(answer) for code, answer in unit.answers.items()}


def evidence(rows: Iterable[Report]) -> dict[str, dict[str, list[str]]]:
    """Unit -> component -> digests of the files that count; what no component cites stands under an empty code."""
    found: dict[str, dict[str, set[str]]] = {}
    for report in rows:
        own = found.setdefault(report.season_unit.unit.key, {})
        for document in report.evidence.all():
            codes = {citation.component for citation in document.citations.all()} or {""}
            for code in codes:
                own.setdefault(code, set()).update(row.file.sha256 for row in document.current_files)
    return {unit: {code: sorted(files) for code, files in own.items() if files} for unit, own in found.items()}
