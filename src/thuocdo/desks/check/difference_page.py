"""Two verdicts in words: figure by figure and in points, each beside the other."""

from dataclasses import dataclass, replace

from thuocdo.desks.check.queue import brief
from thuocdo.desks.check.sheet import Sheet
from thuocdo.desks.unit.answer_form import as_typed
from thuocdo.regulation import AnswerFacts, ComponentResult
from thuocdo.reports.facts import law_values
from thuocdo.reports.models import Answer
from thuocdo.verification.blind import read_drafts
from thuocdo.verification.differences import Difference
from thuocdo.verification.models import Check


@dataclass(frozen=True)
class Said:
    """One verdict: what it comes to in a few characters, points in place of the rule, reasons."""

    check: Check
    figures: str
    settled: str
    reason: str
    points: ComponentResult | None = None


def said(difference: Difference) -> list[Said]:
    return [_said(difference, check) for check in difference.checks]


def with_points(sheet: Sheet, verdicts: list[Said]) -> list[Said]:
    """The same, with what each would earn."""
    return [replace(one, points=sheet.tried(one.check.component, _facts(sheet, one.check))) for one in verdicts]


def _facts(sheet: Sheet, check: Check) -> dict[str, AnswerFacts]:
    lines = sheet.form.index()
    drafts = read_drafts(check)
    return {code: AnswerFacts(law_values(lines[code], draft.values), draft.settled) for code, draft in drafts.items()}


def _said(difference: Difference, check: Check) -> Said:
    lines = check.drafts
    answers = {code: Answer(component=code, values=kept["values"]) for code, kept in lines.items()}
    points = {code: as_typed(kept["settled"]) for code, kept in lines.items() if kept["settled"] is not None}
    settled = [f"{code}: {text}" if len(lines) > 1 else text for code, text in points.items()]
    reasons = dict.fromkeys([*(kept["reason"] for kept in lines.values()), check.comment])
    figures = brief(difference.component, answers)
    return Said(check, figures, "; ".join(settled), " ".join(filter(None, reasons)))
