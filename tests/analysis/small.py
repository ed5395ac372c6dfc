"""Contents of editions for tests of the analysis, worked out by the law on sets of a few lines.

The plain set: group A (60) with components a1 (30), a2 (20), a3 (10); group B (40) with b1 (25), b2 (15). Levels from
90, 80, 70 with the same shares as group minima.
"""

from fractions import Fraction

from thuocdo.regulation import AnswerFacts, CriteriaSet, Text, UnitFacts, assess, read_set
from thuocdo.results.snapshot import snapshot

HEAD = """\
id: plain
version: '1'
status: OFFICIAL
title: {vi: Bộ nhỏ, en: Small set}
cite: Điều 3
instrument: {number: 1/QĐ, date: 2021-11-22, issuer: {vi: UBND, en: Committee}}
period: {from: 10-01, from_year: -1, until: 10-01, cite: Điều 4.3}
tiers:
  province: {name: {vi: Cấp tỉnh, en: Province}, form: I, form_name: {vi: Phụ lục I, en: Appendix I}}
total: {scale: 100, unanswered: zero}
rounding: {places: 2, mode: half_up, at: total}
levels:
- {key: I, from: 90, group_ratio: 0.9, name: {vi: Mức I, en: Level I}}
- {key: II, from: 80, group_ratio: 0.8, name: {vi: Mức II, en: Level II}}
- {key: III, from: 70, group_ratio: 0.7, name: {vi: Mức III, en: Level III}}
below_lowest: {name: {vi: Không xếp hạng, en: Not ranked}}
rules: {level: total, group_minima: own, below_lowest: listed, ties: shared}
missing: not_reported
groups:
"""
PLAIN = {"A": {"a1": 30, "a2": 20, "a3": 10}, "B": {"b1": 25, "b2": 15}}
ADJUSTED = """\
adjustments:
- {code: T, name: {vi: Cộng, en: Bonus}, sign: bonus, max: 5, score: {points: {}}}
- {code: P, name: {vi: Trừ, en: Deduction}, sign: deduct, max: 5, score: {points: {}}}
"""


def law(form=PLAIN, *, adjusted=False, closed=(), silent=(), head=HEAD) -> CriteriaSet:
    """`closed`: groups of which the sum alone is public; `silent`: groups of which nothing is."""
    rows = [row for code, lines in form.items() for row in _group(code, lines, closed, silent)]
    return read_set({"set.yaml": head + "\n".join(rows) + "\n" + (ADJUSTED if adjusted else "")})


def _group(code, lines, closed, silent):
    public = "none" if code in silent else "group" if code in closed else "points"
    name = f"{{vi: Nhóm {code}, en: Group {code}}}"
    yield f"- code: {code}\n  name: {name}\n  max: {sum(lines.values())}\n  public: {public}\n  components:"
    for line, top in lines.items():
        yield f"  - {{code: {line}, name: {{vi: Chỉ số {line}, en: Line {line}}}, max: {top}, score: {{points: {{}}}}}}"


def unit(key="syt", exempt=(), not_reported=None, **points) -> UnitFacts:
    """Points by component; a component that is not named is unanswered."""
    answers = {code: AnswerFacts({"points": Fraction(value)}) for code, value in points.items()}
    return UnitFacts(key, "province", key, answers, dict.fromkeys(exempt, "1/UBND"), not_reported)


def content(units, criteria_set=None, **rules) -> dict:
    criteria_set = criteria_set or law()
    names = {facts.unit: Text(facts.unit, facts.unit) for facts in units}
    return snapshot(criteria_set, assess(criteria_set, list(units), **rules), names)


def parts(made: dict, key="syt") -> tuple[dict, dict, dict]:
    """The set, the tier and the unit, as most functions ask for them."""
    tier = made["tiers"][0]
    return made["set"], tier, next(row for row in tier["units"] if row["unit"] == key)


FULL = {"a1": 30, "a2": 20, "a3": 10, "b1": 25, "b2": 15}
