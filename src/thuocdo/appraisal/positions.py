"""What an item before the council may end in, as drafts of answers with the points that the law makes of them.

Part of this floor's queries: it reads and reckons, and keeps nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from thuocdo.appraisal.models import DisputedItem, Position
from thuocdo.appraisal.queries import exempt
from thuocdo.cycles.queries import form_of, law
from thuocdo.regulation import AnswerFacts, Component, ComponentResult, assess_unit
from thuocdo.reports.answers import Draft
from thuocdo.reports.enums import Stage
from thuocdo.reports.facts import answer_facts, standing, unit_facts
from thuocdo.reports.models import Answer, Report

DECLARED, VERIFIED = "declared", "verified"  # labels of the positions that are made automatically
AUTOMATIC = {DECLARED: Stage.SELF, VERIFIED: Stage.VERIFIED}
Kept = dict[str, dict[str, object]]  # scored line -> {"values": …, "settled": text or none}


def as_it_stands(report: Report, component: Component, stage: Stage) -> Kept:
    """The answers that count in a column, scored line by scored line; 1 query unless answers are prefetched."""
    counting = standing(report.answers.all(), stage)
    return {leaf.code: _kept(counting.get(leaf.code)) for leaf in component.leaves}


def _kept(answer: Answer | None) -> dict[str, object]:
    return {"values": answer.values, "settled": answer.settled} if answer else {"values": {}, "settled": None}


def kept_of(drafts: Mapping[str, Draft]) -> Kept:
    return {
        code: {"values": dict(draft.values), "settled": None if draft.settled is None else str(draft.settled)}
        for code, draft in drafts.items()
    }


def drafts_of(position: Position, reason: str) -> dict[str, Draft]:
    """The position as the council's answers; every line bears the reason, for the unit reads it there."""
    return {
        code: Draft(kept["values"], None if kept["settled"] is None else Fraction(kept["settled"]), reason)
        for code, kept in position.drafts.items()
    }


def reckoned(report: Report, component: Component, kept: Kept) -> ComponentResult:
    """What the law makes of these answers: 2 queries unless answers are prefetched."""
    exempted = exempt(report.season_unit.season).get(report.season_unit_id, {})
    facts = unit_facts(report, Stage.VERIFIED, exempted)
    lines = {leaf.code: leaf for leaf in component.leaves}
    tried = {code: _facts(lines[code], row) for code, row in kept.items()}
    answers = {**{code: known for code, known in facts.answers.items() if code not in lines}, **tried}
    whole = assess_unit(law(report.season_unit.season.pinned_set), replace(facts, answers=answers))
    return next(result for result in whole.components if result.code == component.code)


def _facts(leaf: Component, row: Mapping[str, object]) -> AnswerFacts:
    return answer_facts(leaf, Answer(values=row["values"], settled=row["settled"]))


def component_of(item: DisputedItem) -> Component:
    return form_of(item.report.season_unit).component(item.component)


def is_outdated(item: DisputedItem) -> bool:
    """Whether what was declared or verified has changed since the item's positions were made: 2 queries."""
    component = component_of(item)
    return any(
        position.drafts != as_it_stands(item.report, component, AUTOMATIC[position.label])
        for position in item.positions.all()
        if position.label in AUTOMATIC
    )
