"""The built-in set says what Decision 3043 says, and the keys under which answers travel never change."""

from fractions import Fraction

import pytest

from thuocdo.regulation import Component, load_set
from thuocdo.regulation.calendar import approval_last_day, data_period, last_day
from thuocdo.regulation.model import Checklist, Choice

SET = load_set("qd-3043-2021")
TIERS = ("province", "district")
# Article 3: points and components of the eight groups
ARTICLE_3 = [(8, 3), (5, 2), (10, 5), (52, 5), (5, 3), (12, 8), (6, 2), (2, 2)]
# Article 6 calls four groups otherwise than Article 3
TABLE_NAMES = {
    "1": "Chuyển đổi nhận thức số",
    "4": "Nền tảng Chính quyền số",
    "7": "An toàn an ninh mạng",
    "8": "Đào tạo và phát triển nguồn nhân lực CNTT",
}
KEYS = {
    "1.1": "meetings directives lead meet direct",
    "1.2": "posts",
    "1.3": "a b",
    "2.1": "reports_due reports_ontime plan rule report",
    "2.2": "a b",
    "3.1": "a b",
    "3.2": "bandwidth lan tslcd backup ipv6",
    "3.3": "a b",
    "3.4": "a b",
    "3.5": "rooms level=none/vc/both",
    "4.1": "a b",
    "4.2": "a b",
    "4.3": "a b",
    "4.4": "updates intro news legal proc plan qa access https",
    "4.5": "a b",
    "5.1": "a b",
    "5.2": "services level=none/file/lgsp/lgsp2",
    "5.3": "datasets",
    "6.1": "a b",
    "6.2": "a b",
    "6.3": "a b",
    "6.4": "a b",
    "6.5": "a b",
    "6.6": "apps level=none/some/main",
    "6.7": "a b",
    "6.8": "sat n",
    "7.1": "a b",
    "7.2": "incidents rule av soc backup drill staff",
    "8.1": "it_staff level=none/part/full",
    "8.2": "a b",
}
KEYS_BY_TIER = {"province": KEYS, "district": {**KEYS, "3.5": "a b", "6.6": "a b"}}


def keys(component: Component) -> str:
    words = [figure.key for figure in component.figures]
    if isinstance(component.score, Checklist):
        words += [item.key for item in component.score.items]
    if isinstance(component.score, Choice):
        words.append("level=" + "/".join(level.key for level in component.score.levels))
    return " ".join(words)


@pytest.mark.parametrize("tier", TIERS)
def test_groups_points_and_components_are_those_of_article_3(tier: str) -> None:
    groups = SET.form(tier).groups
    assert [(group.max, len(group.components)) for group in groups] == ARTICLE_3
    assert [group.code for group in groups] == list("12345678")
    assert {group.cite.text.vi for group in groups} == {"Điều 3"}


def test_the_names_of_article_6_are_kept_beside_those_of_article_3() -> None:
    groups = SET.form("province").groups
    assert {group.code: str(group.table_name) for group in groups if group.table_name} == TABLE_NAMES
    assert groups[0].name.vi == "Chuyển đổi số nhận thức"


def test_levels_and_group_minima_are_those_of_article_6() -> None:
    levels = [(level.key, level.from_, level.group_ratio, level.cite.text.vi) for level in SET.levels]
    assert levels == [
        (key, Fraction(points), Fraction(points, 100), "Điều 6")
        for key, points in (("I", 90), ("II", 80), ("III", 75), ("IV", 70))
    ]


def test_dates_are_those_of_article_4() -> None:
    assert [f"{day:%d/%m/%Y}" for day in data_period(SET, 2022)] == ["01/10/2021", "01/10/2022"]
    assert [f"{last_day(SET, tier, 2022):%d/%m}" for tier in TIERS] == ["19/10", "09/11"]
    assert f"{approval_last_day(SET, 2022):%d/%m}" == "14/12"


@pytest.mark.parametrize("tier", TIERS)
def test_the_keys_of_answers_are_the_binding_ones(tier: str) -> None:
    assert {component.code: keys(component) for component in SET.form(tier).components} == KEYS_BY_TIER[tier]


@pytest.mark.parametrize("tier", TIERS)
def test_what_the_project_drafted_says_so(tier: str) -> None:
    kinds = {component.code: component.cite.kind for component in SET.form(tier).components}
    assert [code for code, kind in kinds.items() if kind == "cite"] == ["6.8"]
    assert SET.form(tier).component("6.8").cite.text.vi == "Điều 4.6"
    assert SET.status == "PROVISIONAL"
    assert str(SET.notice).startswith("BẢN TẠM")


@pytest.mark.parametrize("tier", TIERS)
def test_only_security_is_public_as_a_group_alone(tier: str) -> None:
    form = SET.form(tier)
    assert {component.code for component in form.components if component.public == "group"} == {"7.1", "7.2"}
    assert {component.public for component in form.components} == {"points", "group"}


@pytest.mark.parametrize("tier", TIERS)
def test_only_the_survey_is_the_councils(tier: str) -> None:
    answered_by = {component.code: component.answered_by for component in SET.form(tier).components}
    assert [code for code, who in answered_by.items() if who != "unit"] == ["6.8"]


@pytest.mark.parametrize("tier", TIERS)
def test_every_component_is_complete_in_both_languages(tier: str) -> None:
    for component in SET.form(tier).components:
        texts = [component.name, component.guidance, component.collected_from, component.verified_with]
        texts += [*component.evidence, *(figure.name for figure in component.figures)]
        assert component.evidence, component.code
        assert all(text and text.vi and text.en and text.vi != text.en for text in texts), component.code


def test_the_files_can_be_read_without_scrolling_sideways() -> None:
    lines = [line for text in SET.source.values() for line in text.splitlines()]
    assert max(map(len, lines)) <= 140
