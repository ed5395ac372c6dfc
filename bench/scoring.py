"""How fast the law scores, explains, levels and ranks: the province's 29 units, and 4,000 units x 100 components.

    python bench/scoring.py

Prints seconds of one core, and ratios that mean the same on any machine: against plain Python arithmetic over as many
figures in the same run, and of 4,000 units against 1,000 (4 is linear). Run by hand; no test is timed.
"""

import random
import sys
import time
from collections.abc import Callable, Mapping
from fractions import Fraction

from thuocdo.regulation import AnswerFacts, Assessment, CriteriaSet, UnitFacts, assess, explain, load_set, read_set
from thuocdo.regulation.facts import Value
from thuocdo.regulation.model import Checklist, Choice, Component, Points

SEED = 3043
GROUPS, COMPONENTS = 10, 10  # of the generated set
UNITS_OF_PROVINCE = {"province": 20, "district": 9}
TRIES = 3

HEAD = """\
id: generated
version: "1"
status: PROVISIONAL
title: {vi: Bộ sinh ra, en: Generated set}
notice: {vi: Chỉ để đo., en: For measuring only.}
cite: Điều 3
instrument: {number: 1/QĐ, date: 2021-11-22, issuer: {vi: UBND tỉnh, en: People's Committee}}
tiers: {province: {name: {vi: Cấp tỉnh, en: Tier}, form: I, form_name: {vi: Phụ lục I, en: Appendix I}}}
total: {scale: 100, unanswered: zero}
rounding: {places: 2, mode: half_up, at: total}
levels:
- {key: I, from: 90, group_ratio: 0.9, name: {vi: Mức I, en: Level I}}
- {key: II, from: 70, group_ratio: 0.7, name: {vi: Mức II, en: Level II}}
below_lowest: {name: {vi: Không xếp hạng, en: Not ranked}}
rules: {level: total, group_minima: own, below_lowest: listed, ties: shared}
missing: not_reported
groups:
"""
GROUP = """\
- code: "{group}"
  name: {{vi: Nhóm, en: Group}}
  max: 10
  count: 10
  public: points
  cite: Điều 3
  components:
"""
FIGURES = """\
    figures:
    - {key: a, name: {vi: Số đạt, en: Met}, unit: {vi: việc, en: tasks}, type: integer, at_most: b}
    - {key: b, name: {vi: Tổng số, en: All}, unit: {vi: việc, en: tasks}, type: integer}
"""
RATIO = """\
    score: {ratio: {of: a, to: b, full: 0.9, below: scaled, zero: propose_exemption}}
"""
TIERS = """\
    score:
      tiers:
        of: a
        to: b
        bands: [{from: 80, points: 1}, {from: 50, points: 0.5}, {from: 0, points: 0}]
        zero: propose_exemption
"""
CHECKLIST = """\
    score:
      checklist:
        items: [{key: p, name: {vi: P, en: P}, points: 0.5}, {key: q, name: {vi: Q, en: Q}, points: 0.5}]
"""
CHOICE = """\
    score:
      choice:
        levels: [{key: none, name: {vi: Không, en: None}, points: 0}, {key: full, name: {vi: Đủ, en: Full}, points: 1}]
"""
RULES = (FIGURES + RATIO, FIGURES + TIERS, CHECKLIST, CHOICE)


def generated_set() -> CriteriaSet:
    """100 components of the kinds that a form is made of; half of them ratios, the costliest in exact fractions."""
    text = HEAD
    for group in range(1, GROUPS + 1):
        text += GROUP.format(group=group)
        for number in range(1, COMPONENTS + 1):
            text += f'  - code: "{group}.{number}"\n    name: {{vi: Chỉ số, en: Component}}\n    max: 1\n'
            text += RULES[0 if number % 2 else number // 2 % len(RULES)]
    return read_set({"set.yaml": text})


def facts_of(criteria_set: CriteriaSet, units: Mapping[str, int]) -> list[UnitFacts]:
    """As many units a tier as asked for, every line answered at random (the same at each run)."""
    chance = random.Random(SEED)  # noqa: S311 (figures, not secrets)
    return [
        UnitFacts(f"{tier}-{number}", tier, f"Đơn vị {number}", _answers(criteria_set, tier, chance), order=number)
        for tier, count in units.items()
        for number in range(count)
    ]


def _answers(criteria_set: CriteriaSet, tier: str, chance: random.Random) -> dict[str, AnswerFacts]:
    leaves = (leaf for component in criteria_set.form(tier).components for leaf in component.leaves)
    return {leaf.code: AnswerFacts(_values(leaf, chance)) for leaf in leaves}


def _values(leaf: Component, chance: random.Random) -> dict[str, Value]:
    match leaf.score:
        case Checklist(items=items):
            return {item.key: chance.random() < 0.8 for item in items}
        case Choice(levels=levels):
            return {"level": chance.choice(levels).key}
        case Points():
            return {"points": leaf.max * chance.randint(0, 4) / 4}
        case _:
            whole = chance.randint(30, 90)
            return {figure.key: Fraction(whole if figure.at_most is None else chance.randint(20, whole))
                    for figure in leaf.figures}  # fmt: skip


def explained(assessment: Assessment) -> int:
    """Every explanation of every component in one language; gives back how many there were."""
    said = 0
    for tier in assessment.tiers:
        for unit in tier.units:
            for component in unit.components:
                explain(component.why, "vi")
                said += 1
    return said


def plainly(facts: list[UnitFacts]) -> float:
    """The baseline: one division of machine numbers a line, summed and sorted; no rule, no exactness, no reason."""
    totals = []
    for unit in facts:
        total = 0.0
        for answer in unit.answers.values():
            numbers = [float(value) for value in answer.values.values() if not isinstance(value, str)]
            total += numbers[0] / (sum(numbers) or 1.0) if numbers else 0.0
        totals.append(total)
    return max(sorted(totals))


def seconds(work: Callable[[], object]) -> float:
    """Seconds of one core, the best of a few tries: other programs on the machine do not count."""
    taken = []
    for _ in range(TRIES):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def _report(name: str, taken: float, facts: list[UnitFacts]) -> None:
    ratio = taken / seconds(lambda: plainly(facts))
    sys.stdout.write(f"{name:<58}{taken:9.4f} s {ratio:9.1f} x plain Python\n")


def main() -> None:
    province = load_set("qd-3043-2021")
    few = facts_of(province, UNITS_OF_PROVINCE)
    _report("29 units x 30 components: score, level, rank", seconds(lambda: assess(province, few)), few)
    large = generated_set()
    many = facts_of(large, {"province": 4000})
    quarter = seconds(lambda: assess(large, many[:1000]))
    whole = seconds(lambda: assess(large, many))
    _report("4,000 units x 100 components: score, level, rank", whole, many)
    assessment = assess(large, many)
    _report("400,000 explanations put into one language", seconds(lambda: explained(assessment)), many)
    sys.stdout.write(f"4,000 units against 1,000: {whole / quarter:.2f} times as long (4 is linear)\n")


if __name__ == "__main__":
    main()
