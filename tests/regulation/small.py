"""Small criteria sets for tests, written as an author would write them."""

from collections.abc import Mapping
from fractions import Fraction

from thuocdo.regulation import AnswerFacts, CriteriaSet, UnitFacts, read_set

NAME = "{vi: Tên, en: Name}"

HEAD = """\
id: small
version: '1'
status: OFFICIAL
title: {vi: Bộ tiêu chí nhỏ, en: A small set}
cite: Điều 3
instrument: {number: 1/QĐ, date: 2021-11-22, issuer: {vi: UBND, en: Committee}}
period: {from: 10-01, from_year: -1, until: 10-01, cite: Điều 4.3}
tiers:
  province:
    name: {vi: Cấp tỉnh, en: Province}
    form: I
    form_name: {vi: Phụ lục I, en: Appendix I}
    report_before: 10-20
  district:
    name: {vi: Cấp huyện, en: District}
    form: II
    form_name: {vi: Phụ lục II, en: Appendix II}
    report_before: 11-10
approval_before: 12-15
total: {scale: 100, unanswered: zero}
rounding: {places: 2, mode: half_up, at: total}
levels:
- {key: I, from: 90, group_ratio: 0.9, name: {vi: Mức I, en: Level I}}
- {key: II, from: 80, group_ratio: 0.8, name: {vi: Mức II, en: Level II}}
- {key: III, from: 75, group_ratio: 0.75, name: {vi: Mức III, en: Level III}}
- {key: IV, from: 70, group_ratio: 0.7, name: {vi: Mức IV, en: Level IV}}
below_lowest: {name: {vi: Không xếp hạng, en: Not ranked}}
rules: {level: total, group_minima: own, below_lowest: listed, ties: shared}
missing: not_reported
"""

# One component of every kind, a divided one of each combination, and both signs of adjustment: 100 points.
GROUPS = """\
groups:
- code: A
  name: {vi: Nhóm A, en: Group A}
  max: 60
  count: 4
  components:
  - code: ratio
    name: {vi: Tỷ lệ, en: Ratio}
    max: 20
    figures:
    - {key: a, name: {vi: Số đạt, en: Met}, unit: {vi: việc, en: tasks}, type: integer, at_most: b}
    - {key: b, name: {vi: Tổng số, en: All}, unit: {vi: việc, en: tasks}, type: integer}
    score: {ratio: {of: a, to: b, full: 0.9, below: scaled, zero: propose_exemption}}
  - code: count
    name: {vi: Số lượng, en: Count}
    max: 10
    figures: [{key: n, name: {vi: Số tin, en: Posts}, unit: {vi: tin, en: posts}, type: integer}]
    score: {tiers: {of: n, bands: [{from: 24, points: 10}, {from: 12, points: 5}, {from: 0, points: 0}]}}
  - code: percent
    name: {vi: Đúng hạn, en: On time}
    max: 10
    figures:
    - {key: a, name: {vi: Đúng hạn, en: On time}, unit: {vi: việc, en: tasks}, type: integer, at_most: b}
    - {key: b, name: {vi: Tổng số, en: All}, unit: {vi: việc, en: tasks}, type: integer}
    score:
      tiers: {of: a, to: b, zero: zero, bands: [{from: 95, points: 10}, {from: 70, points: 20/3}, {from: 0, points: 0}]}
  - code: parts
    name: {vi: Có nội dung, en: Divided}
    max: 20
    parts:
    - code: parts.1
      name: {vi: Nội dung 1, en: Part 1}
      max: 40/3
      figures: [{key: x, name: {vi: Giá trị, en: Value}, unit: {vi: điểm, en: points}, type: decimal, max: 100}]
      score: {measure: {of: x, worst: 0, best: 100}}
    - code: parts.2
      name: {vi: Nội dung 2, en: Part 2}
      max: 20/3
      combine: best
      parts:
      - {code: parts.2.a, name: {vi: Cách a, en: Way a}, max: 20/3, score: {points: {}}}
      - {code: parts.2.b, name: {vi: Cách b, en: Way b}, max: 5, score: {points: {}}}
- code: B
  name: {vi: Nhóm B, en: Group B}
  max: 40
  count: 4
  components:
  - code: choice
    name: {vi: Lựa chọn, en: Choice}
    max: 10
    score:
      choice:
        levels:
        - {key: none, name: {vi: Chưa có, en: None}, points: 0}
        - {key: some, name: {vi: Một phần, en: Some}, points: 5}
        - {key: full, name: {vi: Đầy đủ, en: Full}, points: 10}
  - code: list
    name: {vi: Danh mục, en: Checklist}
    max: 10
    figures: [{key: seen, name: {vi: Theo dõi, en: Watched}, unit: {vi: lần, en: times}, type: integer}]
    score:
      checklist:
        items:
        - {key: plan, name: {vi: Kế hoạch, en: Plan}, points: 4}
        - {key: rule, name: {vi: Quy chế, en: Rules}, points: 6}
  - code: peers
    name: {vi: So với cấp, en: Against peers}
    max: 10
    figures: [{key: x, name: {vi: Giá trị, en: Value}, unit: {vi: điểm, en: points}, type: decimal}]
    score: {measure: {of: x, worst: 0, best: peers}}
  - code: survey
    name: {vi: Hài lòng, en: Satisfaction}
    max: 10
    answered_by: council
    figures:
    - {key: sat, name: {vi: Hài lòng, en: Satisfied}, unit: {vi: '%', en: '%'}, type: decimal, max: 100}
    - {key: n, name: {vi: Số phiếu, en: Responses}, unit: {vi: phiếu, en: responses}, type: integer}
    score: {survey: {of: sat, sample: n, full: 100, min_sample: 30}}
adjustments:
- {code: bonus, name: {vi: Điểm cộng, en: Bonus}, sign: bonus, max: 5, answered_by: council, score: {points: {}}}
- {code: deduct, name: {vi: Điểm trừ, en: Deduction}, sign: deduct, max: 5, answered_by: council, score: {points: {}}}
"""

TEXT = HEAD + GROUPS


def small_set(*changes: tuple[str, str], text: str = TEXT) -> CriteriaSet:
    """The small set with some of its text replaced; each text to replace must be there."""
    return read_set({"set.yaml": changed(*changes, text=text)})


def changed(*changes: tuple[str, str], text: str = TEXT) -> str:
    for old, new in changes:
        assert old in text, f"not in the set: {old}"
        text = text.replace(old, new, 1)
    return text


def component_set(component: str, maximum: str = "10") -> CriteriaSet:
    """A set of one component, given as YAML without code, name and max."""
    lines = "\n".join("    " + line for line in component.strip("\n").splitlines())
    groups = f"groups:\n- code: G\n  name: {NAME}\n  max: {maximum}\n  components:\n"
    return read_set({"set.yaml": f"{HEAD}{groups}  - code: c\n    name: {NAME}\n    max: {maximum}\n{lines}\n"})


def answered(values: Mapping[str, object]) -> AnswerFacts:
    """An answer with whole numbers as exact numbers."""
    exact = {key: Fraction(value) if type(value) is int else value for key, value in values.items()}
    return AnswerFacts(exact)  # type: ignore[arg-type]


def full_answers() -> dict[str, AnswerFacts]:
    """Answers that earn every point of the small set."""
    values: dict[str, Mapping[str, object]] = {
        "ratio": {"a": 9, "b": 10},
        "count": {"n": 24},
        "percent": {"a": 95, "b": 100},
        "parts.1": {"x": 100},
        "parts.2.a": {"points": Fraction(20, 3)},
        "choice": {"level": "full"},
        "list": {"plan": True, "rule": True},
        "peers": {"x": 50},
        "survey": {"sat": 100, "n": 30},
    }
    return {code: answered(value) for code, value in values.items()}


def unit(name: str = "A", answers: Mapping[str, AnswerFacts] | None = None, **more: object) -> UnitFacts:
    """A provincial unit that answered everything in full, but for what the test states."""
    facts = {"tier": "province", "answers": full_answers() if answers is None else answers, **more}
    return UnitFacts(unit=name, name=name, **facts)  # type: ignore[arg-type]
