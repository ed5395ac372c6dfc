"""From rows to the law's facts: texts read back, each column showing the one before it until decided (I9)."""

from fractions import Fraction

import pytest
from tests.factories import again, fill, make_sent, report_of

from thuocdo.regulation import Text, load_set, parse_value
from thuocdo.reports.enums import Stage
from thuocdo.reports.facts import law_values, season_facts, standing, stored_text, unit_facts
from thuocdo.reports.models import Answer
from thuocdo.reports.queries import reports, with_answers

FORM = load_set("qd-3043-2021").forms["province"]


@pytest.mark.parametrize(
    ("code", "typed", "read"),
    [("1.3", {"a": "9", "b": "10"}, {"a": 9, "b": 10}), ("3.2", {"bandwidth": "12,5"}, {"bandwidth": Fraction(25, 2)})],
)
def test_a_typed_number_survives_storing_exactly(code, typed, read):
    component = FORM.component(code)
    stored = {key: stored_text(parse_value(component.figure(key), text)) for key, text in typed.items()}
    assert law_values(component, stored) == read


def test_items_and_levels_are_read_as_truth_and_key():
    assert law_values(FORM.component("1.1"), {"lead": stored_text(True), "meet": stored_text(False)}) == {
        "lead": True,
        "meet": False,
    }
    level = FORM.component("3.5").score.levels[0].key
    assert law_values(FORM.component("3.5"), {"level": level}) == {"level": level}


def _answer(stage: str, component: str = "1.3") -> Answer:
    return Answer(component=component, stage=stage, values={"a": stage})


def test_a_column_shows_the_one_before_it_until_decided():
    answers = [_answer("final"), _answer("self"), _answer("self", "2.2"), _answer("verified")]
    assert {code: row.stage for code, row in standing(answers, Stage.FINAL).items()} == {"1.3": "final", "2.2": "self"}
    assert standing(answers, Stage.VERIFIED)["1.3"].stage == "verified"
    assert standing(answers, Stage.SELF)["1.3"].stage == "self"


def test_a_draft_is_seen_by_its_unit_alone(cast, report):
    draft = with_answers(reports()).get(pk=fill(cast.preparer, report, ["1.3"]).pk)
    assert unit_facts(draft, Stage.SELF, draft=True).not_reported is None
    assert unit_facts(draft, Stage.SELF).not_reported


def test_no_unit_vanishes_from_a_season(cast, season):
    make_sent(cast, season)
    facts = {row.unit: row for row in season_facts(with_answers(reports(season)), Stage.SELF, {})}
    assert set(facts) == {"vpubnd", "stp", "syt", "stttt", "snv", "hue", "phongdien"}
    assert [unit for unit, row in facts.items() if row.not_reported is None] == ["syt"]


def test_the_reason_for_an_absence_is_the_recorded_one(cast, season):
    report = report_of(season, "stp")
    type(report).objects.filter(pk=report.pk).update(absence_reason_vi="Giải thể trong kỳ")
    row = with_answers(reports()).get(pk=again(report).pk)
    assert unit_facts(row, Stage.FINAL).not_reported == Text("Giải thể trong kỳ", "Giải thể trong kỳ")
    row.absence_reason_en = "Dissolved meanwhile"
    assert unit_facts(row, Stage.FINAL).not_reported == Text("Giải thể trong kỳ", "Dissolved meanwhile")
