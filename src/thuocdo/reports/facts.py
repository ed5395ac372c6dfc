"""The only builder of the law's facts from rows; "shows the one before until decided" lives here (I9)."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from thuocdo.cycles.enums import Phase
from thuocdo.cycles.models import SeasonUnit
from thuocdo.cycles.queries import form_of
from thuocdo.regulation import AnswerFacts, Component, Text, UnitFacts
from thuocdo.reports.enums import ARRIVED, STAGES, Stage
from thuocdo.reports.models import Answer, Report

YES, NO = "yes", "no"
Exempt = Mapping[int, Mapping[str, str]]  # season unit -> component -> number of the written acceptance


def law_values(component: Component, stored: Mapping[str, str]) -> dict[str, str | bool | Fraction]:
    """Stored texts as the law's values: numbers exact, items of a checklist true or false, a level by its key."""
    numbers = {figure.key for figure in component.figures} | {"points"}
    return {key: Fraction(text) if key in numbers else _word(key, text) for key, text in stored.items()}


def _word(key: str, text: str) -> str | bool:
    return text if key == "level" else text == YES


def stored_text(value: str | bool | int | Fraction) -> str:
    """One of the law's values (of `parse_value`) as it is stored."""
    if isinstance(value, bool):
        return YES if value else NO
    return str(value)


def answer_facts(component: Component, answer: Answer) -> AnswerFacts:
    settled = Fraction(answer.settled) if answer.settled is not None else None
    return AnswerFacts(values=law_values(component, answer.values), settled=settled)


def standing(answers: Iterable[Answer], stage: Stage) -> dict[str, Answer]:
    """Component -> the answer that counts in the column `stage`: its own, else the one of the stage before."""
    rank = {name: n for n, name in enumerate(STAGES)}
    chosen: dict[str, Answer] = {}
    for answer in answers:
        before = chosen.get(answer.component)
        if rank[answer.stage] <= rank[stage] and (before is None or rank[before.stage] < rank[answer.stage]):
            chosen[answer.component] = answer
    return chosen


def unit_facts(
    report: Report, stage: Stage, exempt: Mapping[str, str] | None = None, *, draft: bool = False
) -> UnitFacts:
    """One unit as the law sees it in the column `stage`. `draft`: before it is sent, for the unit's own eyes.

    Needs season_unit__season_tier__tier, season_unit__unit selected and answers prefetched.
    """
    unit: SeasonUnit = report.season_unit
    answers = standing(report.answers.all(), stage)
    lines = form_of(unit).index()
    return UnitFacts(
        unit=unit.unit.key,
        tier=unit.season_tier.tier.code,
        name=unit.name_vi,
        order=unit.order,
        answers={code: answer_facts(lines[code], answer) for code, answer in answers.items()},
        exempt=dict(exempt or {}),
        not_reported=None if draft or report.state in ARRIVED else absence(report),
    )


NOT_YET = Text("Chưa gửi báo cáo.", "The report has not been sent.")
NEVER = Text("Đơn vị không gửi báo cáo.", "The unit sent no report.")


def absence(report: Report) -> Text:
    """Why there are no points (I8): the recorded reason, or that it is not sent so far while reporting is open."""
    is_open = report.season_unit.season_tier.phase in {Phase.PREPARING, Phase.REPORTING}
    said = report.absence_reason_vi
    if said:
        return Text(said, report.absence_reason_en or said)
    return NOT_YET if is_open else NEVER


def season_facts(reports: Iterable[Report], stage: Stage, exempt: Exempt) -> list[UnitFacts]:
    """Every unit of a season, those without a report included (I8)."""
    return [unit_facts(report, stage, exempt.get(report.season_unit_id)) for report in reports]
