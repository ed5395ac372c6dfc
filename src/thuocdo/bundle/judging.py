"""The last steps: the published result against what the facts lead to, unit by unit, then the order of each tier."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain
from typing import Any, NamedTuple

from thuocdo.bundle.amounts import read_exact, read_published, six
from thuocdo.bundle.facts import FILE as FACTS
from thuocdo.bundle.findings import Finding
from thuocdo.bundle.outcome import FILE, differences, lines_data, unit_data
from thuocdo.bundle.recompute import Given, Span, Worked, impossible, placed, work_out, work_out_partly
from thuocdo.bundle.sight import Sight
from thuocdo.regulation import CriteriaSet, Form, UnitFacts
from thuocdo.regulation.levels import levels_of
from thuocdo.regulation.model import LevelRule
from thuocdo.regulation.ranking import rank

Data = dict[str, Any]
NOTHING_HIDDEN = Sight(frozenset(), frozenset(), frozenset(), False)


class Case(NamedTuple):
    """All that the judgement rests on. `is_whole`: every fact is there, as in a full bundle."""

    law: CriteriaSet
    rule: LevelRule
    facts: list[UnitFacts]
    given: Mapping[str, Given]
    has_facts: bool
    is_whole: bool


def work_out_all(case: Case) -> dict[str, Worked]:
    """Tier -> its units worked out, by the law itself wherever nothing is left out."""
    law = case.law
    whole = {tier for tier in law.tiers if case.is_whole or (case.has_facts and Sight.of(law.forms[tier]).is_whole)}
    found = {}
    if whole:
        known = [unit for unit in case.facts if unit.tier in whole]
        found = {tier: worked for tier, worked in work_out(law, known, case.rule).items() if tier in whole}
    for tier in law.tiers:
        if tier not in whole:
            units = [unit for unit in case.facts if unit.tier == tier]
            found[tier] = work_out_partly(law, tier, units, case.given, case.rule)
    return found


def check_results(
    case: Case, worked: Mapping[str, Worked], ranking: Data, *, is_complete: bool = False
) -> Iterator[Finding]:
    """Every published amount. `is_complete`: the ranking with the lines that are not public, of a full bundle."""
    for tier in ranking["tiers"]:
        form = case.law.forms[tier["tier"]]
        sight = NOTHING_HIDDEN if is_complete else Sight.of(form)
        for unit in tier["units"]:
            yield from _unit(case, form, sight, worked[tier["tier"]].spans[unit["unit"]], unit)
        if case.has_facts:
            yield from _peers(tier["peers"], worked[tier["tier"]].peers, sight)


def _unit(case: Case, form: Form, sight: Sight, span: Span, stated: Data) -> Iterator[Finding]:
    low = unit_data(span.low)
    high = low if span.low is span.high else unit_data(span.high)
    for side in (low, high):
        side["lines"].update(lines_data(span.inner))
    lines = stated["lines"]
    if not case.has_facts:  # lines are published, but not what they come from
        stated = {**stated, "lines": {}}
    elif lines.keys() != low["lines"].keys():
        left_out = low["lines"].keys() - sight.hidden - lines.keys()
        yield from (Finding("points", FILE, stated["unit"], code, "", None, low["lines"][code]) for code in left_out)
    yield from (
        _closed(case, stated, low, high)
        if _is_closed(case, form, sight)
        else differences(stated["unit"], stated, low, high)
    )
    if sight is not NOTHING_HIDDEN:
        given = case.given.get(stated["unit"], {})
        yield from _given(given, stated, lines)
        wrong = () if case.is_whole else impossible(form, given, span.low)
        yield from (Finding("given", FACTS, stated["unit"], code, "", points) for code, points in wrong)


def _is_closed(case: Case, form: Form, sight: Sight) -> bool:
    silent = not case.has_facts and any(group.public == "none" for group in form.groups)
    return not case.is_whole and (sight.is_closed or silent)


def _given(given: Given, stated: Data, lines: Mapping[str, str]) -> Iterator[Finding]:
    """What stands in for facts is what was published."""
    for code, row in given.items():
        group = code.removeprefix("group/")
        said = lines.get(code) if group == code else stated["groups"].get(group, {}).get("points")
        points = None if row["points"] is None else six(read_exact(row["points"]))
        is_same = said == points if points is not None else said is None or not said[:1].isdigit()
        if not is_same:
            yield Finding("given", FACTS, stated["unit"], group, "", points, said)


def _closed(case: Case, stated: Data, low: Data, high: Data) -> Iterator[Finding]:
    """Of a tier with a closed group the total is taken as stated; its level still has to follow from it."""
    open_part = {name: low[name] for name in low if name not in ("groups", "lines")}
    groups = {code: _shared(group) for code, group in stated["groups"].items() if code in low["groups"]}
    worked = [
        {**open_part, **_as_stated(stated), "groups": _all_shared(side), "lines": side["lines"]} for side in (low, high)
    ]
    yield from differences(stated["unit"], {**stated, "groups": groups}, worked[0], worked[1])
    if stated["total"] is None:
        return
    level = levels_of(case.law.levels, read_published(stated["total"]), {}).by_total
    found = None if level is None else level.key
    if stated["level_total"] != found:
        yield Finding("level", FILE, stated["unit"], "", "level_total", str(stated["level_total"]), str(found))
    chosen = stated["level_groups" if case.rule == "total_and_groups" else "level_total"]
    state = "ranked" if chosen is not None or not case.law.levels else "below_lowest"
    if stated["level"] != chosen or stated["state"] != state:
        yield Finding("level", FILE, stated["unit"], "", "level", str(stated["level"]), str(chosen))


TAKEN = (
    "state", "total", "scored", "percent", "exempt_max", "done_max", "level", "level_total", "level_groups",
    "levels_differ", "level_changed_by_rounding",
)  # fmt: skip


def _as_stated(stated: Data) -> Data:
    return {name: stated[name] for name in TAKEN}


def _shared(group: Data) -> Data:
    """Without what depends on the total."""
    return {**group, "credited": None, "minima": {}}


def _all_shared(side: Data) -> Data:
    return {code: _shared(group) for code, group in side["groups"].items()}


def _peers(stated: Data, found: Mapping[str, Fraction], sight: Sight) -> Iterator[Finding]:
    for code in sorted(stated.keys() | {code for code in found if code not in sight.hidden}):
        best = six(found[code]) if code in found else None
        if stated.get(code) != best:
            yield Finding("points", FILE, "", code, "peers", stated.get(code), best)


def check_order(case: Case, worked: Mapping[str, Worked], ranking: Data) -> Iterator[Finding]:
    """Article 7: the order of the table and the positions."""
    for tier in ranking["tiers"]:
        form = case.law.forms[tier["tier"]]
        is_taken = _is_closed(case, form, Sight.of(form))
        stated = {unit["unit"]: {**unit, "is_taken": is_taken} for unit in tier["units"]}
        table = rank(placed(worked[tier["tier"]].spans, stated), case.law.rules)
        positions = {unit.unit: unit.position for unit in table}
        for unit in tier["units"]:
            if unit["position"] != positions[unit["unit"]]:
                told = (str(unit["position"]), str(positions[unit["unit"]]))
                yield Finding("position", FILE, unit["unit"], "", "", *told)
        order = [unit["unit"] for unit in tier["units"]]
        wrong = next(chain((pair for pair in zip(order, positions, strict=True) if pair[0] != pair[1]), [None]))
        if wrong:
            yield Finding("order", FILE, wrong[0], "", "", wrong[0], wrong[1])
