"""An edition's JSON: complete in itself, exact, and of its public part only what the set allows (I11)."""

import json
from fractions import Fraction

from tests.portal.editions import contents, figures, small_set, unit

from thuocdo.regulation import builtin_sets, load_set
from thuocdo.results.amounts import points, printed
from thuocdo.results.snapshot import public_part


def public(*units) -> dict:
    return public_part(contents(small_set(), list(units)))


def line(unit: dict, code: str) -> dict:
    return next(row for row in unit["components"] if row["code"] == code)


def first(content: dict) -> dict:
    return content["tiers"][0]["units"][0]


def test_of_a_line_that_is_not_public_only_code_and_maximum_are_left():
    got = first(public(unit("syt")))
    assert line(got, "1.3") == {"code": "1.3", "max": "10.000000"}
    assert line(got, "2.1") == {"code": "2.1", "max": "30.000000"}
    assert line(got, "1.2")["parts"][1] == {"code": "1.2.b", "max": "10.000000"}
    assert got["adjustments"] == [{"code": "T", "max": "5.000000"}]


def test_of_a_closed_group_only_code_and_maximum_are_left_and_of_the_next_its_sum():
    groups = {group["code"]: group for group in first(public(unit("syt")))["groups"]}
    assert groups["3"] == {"code": "3", "max": "10.000000"}
    assert groups["2"]["points"] == "30.000000"


def test_the_best_value_of_a_closed_line_is_not_public():
    answers = {**unit("syt").answers, "3.1": figures(x="64999")}
    content = contents(small_set(), [unit("syt", answers=answers)])
    assert content["tiers"][0]["peers"] == {"3.1": "64999.000000"}
    assert public_part(content)["tiers"][0]["peers"] == {}


def test_the_public_part_leaves_the_whole_untouched():
    content = contents(small_set(), [unit("syt")])
    before = json.dumps(content)
    public_part(content)
    assert json.dumps(content) == before


def test_every_built_in_set_can_be_kept_as_data():
    for name in builtin_sets():
        law = load_set(name)
        content = contents(law, [])
        rules = [row["rule"] for tier in content["tiers"] for group in tier["groups"] for row in group["components"]]
        assert all(rule is None or rule["kind"] for rule in rules)
        assert content["set"]["digest"] == law.digest


def test_the_set_of_an_edition_tells_what_was_asked():
    tier = contents(small_set(), [])["tiers"][0]
    share = tier["groups"][1]["components"][0]
    asked = {"kind": "ratio", "of": "a", "to": "b", "full": "1.000000", "below": "scaled", "zero": "zero"}
    assert share["rule"] == asked
    assert [figure["key"] for figure in share["figures"]] == ["a", "b"]
    assert tier["groups"][0]["cite"] == {"kind": "cite", "vi": "Điều 3", "en": "Article 3"}


def test_amounts_are_exact_strings():
    assert points(Fraction(20, 3)) == "6.666667"
    assert points(None) is None
    assert printed(Fraction(9355, 100)) == "93.55"
    assert printed(Fraction(2, 3)) == "0.666667"
    assert printed(None) is None


def test_a_unit_without_a_report_has_no_amounts():
    row = first(public(unit("syt", not_reported="Đang sáp nhập")))
    assert (row["state"], row["reason"]) == ("not_reported", {"vi": "Đang sáp nhập", "en": "Đang sáp nhập"})
    assert row["total"] is row["scored"] is row["percent"] is None
    assert row["components"] == row["groups"] == []
