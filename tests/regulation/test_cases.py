"""Runs the worked examples of `cases/`: each case of each file is one test, named by its own sentence."""

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from thuocdo.regulation import (
    AnswerFacts,
    Component,
    CriteriaSet,
    FactFaults,
    UnitFacts,
    UnitResult,
    assess,
    explain,
    load_set,
    parse_value,
)
from thuocdo.regulation import calendar as season
from thuocdo.regulation.facts import parse_amount
from thuocdo.regulation.model import Checklist

CASES = Path(__file__).parent / "cases"
AMOUNTS = {
    "total",
    "raw_total",
    "scored",
    "percent",
    "max_total",
    "exempt_max",
    "done_max",
    "open_max",
    "open_council_max",
}
WORDS = {"state", "reason"}
FLAGS = {"levels_differ", "level_changed_by_rounding"}
LEVELS = {"level", "level_total", "level_groups"}


def _examples(key: str) -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yaml")):
        document = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # text only
        for example in document.get(key, ()):
            yield pytest.param(document, example, id=f"{file.stem}: {example['name']}")


@pytest.mark.parametrize(("document", "case"), list(_examples("cases")))
def test_worked_case(document: dict[str, Any], case: dict[str, Any]) -> None:
    criteria_set = _set_of(document)
    facts = [_unit(criteria_set, case, name, given, index) for index, (name, given) in enumerate(case["units"].items())]
    if "refused" in case:
        _check_refused(criteria_set, facts, case["refused"])
        return
    assessment = assess(criteria_set, facts, level_rule=case.get("level_rule"))
    results = {unit.unit: unit for tier in assessment.tiers for unit in tier.units}
    expected = dict(case["expect"])
    table = expected.pop("table", None)
    assert expected or table, "a case that expects nothing proves nothing"
    if table is not None:
        assert [unit.unit for tier in assessment.tiers for unit in tier.units] == table
    for name, wanted in expected.items():
        _check_unit(results[name], wanted)


@pytest.mark.parametrize(("document", "moment"), list(_examples("calendar")))
def test_worked_date(document: dict[str, Any], moment: dict[str, Any]) -> None:
    criteria_set, year, tier = _set_of(document), int(moment["year"]), moment.get("tier", "")
    found: dict[str, Any] = {}
    if "moment" in moment:
        too_late = season.deadline(criteria_set, tier, year)
        found["in_time"] = season.in_time(datetime.fromisoformat(moment["moment"]), too_late)
    if "last_day" in moment:
        found["last_day"] = season.last_day(criteria_set, tier, year).isoformat()
    if "period" in moment:
        found["period"] = [day.isoformat() for day in season.data_period(criteria_set, year)]
    if "dated" in moment:
        period = season.data_period(criteria_set, year)
        found["place"] = season.place_in_period(period, date.fromisoformat(moment["dated"]))
    if "approval_last_day" in moment:
        found["approval_last_day"] = season.approval_last_day(criteria_set, year).isoformat()
    assert found == {key: moment[key] if key != "in_time" else moment[key] == "yes" for key in found}
    assert found, "a date that is held against nothing proves nothing"


def _set_of(document: dict[str, Any]) -> CriteriaSet:
    beside = CASES / document["set"]
    return load_set(beside if beside.exists() else document["set"])


def _unit(criteria_set: CriteriaSet, case: dict[str, Any], unit: str, given: dict[str, Any], index: int) -> UnitFacts:
    assert set(given) <= {"tier", "name", "order", "exempt", "fill", "answers", "not_reported"}, given
    tier = given.get("tier", case.get("tier"))
    lines = criteria_set.forms[tier].index()
    answers = {code: _answer(lines.get(code), values) for code, values in given.get("answers", {}).items()}
    if given.get("fill", "none") != "none" and "not_reported" not in given:
        share = {"max": Fraction(1), "zero": Fraction(0)}[given["fill"]]
        for component in criteria_set.forms[tier].components:
            for leaf in component.leaves:
                answers.setdefault(leaf.code, AnswerFacts({}, settled=leaf.max * share))
    return UnitFacts(
        unit=unit,
        tier=tier,
        name=given.get("name", unit),
        answers=answers,
        exempt=given.get("exempt", {}),
        not_reported=given.get("not_reported"),
        order=int(given.get("order", index + 1)),
    )


def _answer(line: Component | None, given: dict[str, str]) -> AnswerFacts:
    settled = parse_amount(given["settled"]) if "settled" in given else None
    values = {key: _value(line, key, text) for key, text in given.items() if key != "settled"}
    return AnswerFacts(values, settled)


def _value(line: Component | None, key: str, text: str) -> Any:
    """As typed where the law can read it; what it cannot read is left for the law to refuse."""
    if line is None:
        return text
    figures = {figure.key: figure for figure in line.figures}
    own = key in ("level", "points") or (
        isinstance(line.score, Checklist) and key in {item.key for item in line.score.items}
    )
    try:
        return parse_value(figures[key], text) if key in figures else parse_value(line, text) if own else text
    except Exception:
        return _number_or_text(text)


def _number_or_text(text: str) -> Any:
    try:
        return parse_amount(text)
    except Exception:
        return text


def _check_refused(criteria_set: CriteriaSet, facts: list[UnitFacts], wanted: list[dict[str, str]]) -> None:
    with pytest.raises(FactFaults) as refusal:
        assess(criteria_set, facts)
    found = refusal.value.faults
    shown = [{key: getattr(fault, key) for key in want} for fault, want in zip(found, wanted, strict=False)]
    assert (len(found), shown) == (len(wanted), wanted), str(refusal.value)


def _check_unit(result: UnitResult, wanted: dict[str, Any]) -> None:
    lines = {line.code: line for top in (*result.components, *result.adjustments) for line in _walk(top)}
    groups = {group.code: group for group in result.groups}
    found: dict[str, Any] = {}
    for key, want in wanted.items():
        if key in AMOUNTS:
            found[key] = want if getattr(result, key) == _amount(want) else str(getattr(result, key))
        elif key in WORDS:
            found[key] = getattr(result, key)
        elif key in FLAGS:
            found[key] = "yes" if getattr(result, key) else "no"
        elif key in LEVELS:
            found[key] = getattr(result, key) or "none"
        elif key == "position":
            found[key] = "none" if result.position is None else str(result.position)
        elif key == "components":
            found[key] = {code: _points_or_state(lines[code], text) for code, text in want.items()}
        elif key == "groups":
            found[key] = {code: _same(groups[code].points, text) for code, text in want.items()}
        elif key == "credited":
            found[key] = {code: _same((groups.get(code) or lines[code]).credited, text) for code, text in want.items()}
        elif key == "minima":
            found[key] = {code: _minima(groups[code].minima, levels) for code, levels in want.items()}
        elif key == "why":
            found[key] = {code: explain(lines[code].why, "vi") for code in want}
        else:
            raise AssertionError(f"unknown expectation: {key}")
    assert found == wanted


def _minima(minima: Any, wanted: Any) -> Any:
    if isinstance(wanted, str):
        return "none" if not minima else "some"
    return {key: ("yes" if minima[key].met else "no") if key in minima else "none" for key in wanted}


def _walk(line: Any) -> Iterator[Any]:
    yield line
    for part in line.parts:
        yield from _walk(part)


def _points_or_state(line: Any, wanted: str) -> str:
    return line.state if wanted.isalpha() else _same(line.points, wanted)


def _amount(text: str) -> Fraction | None:
    return None if text == "none" else Fraction(text.replace(",", "."))


def _same(value: Fraction | None, wanted: str) -> str:
    """The text that was wanted where it is this value, else the value."""
    return wanted if value == _amount(wanted) else str(value)
