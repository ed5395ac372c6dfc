"""A filled-in workbook coming back: what it declares, for which report, from which answers."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import best_answer, built_in, fill, make_season, report_of
from tests.reports.workbooks import MACHINE, Raw, blank, download, faults, filled, form_sheet, read, refused, typed

from thuocdo.cycles.queries import form_of
from thuocdo.regulation.model import Checklist, Choice
from thuocdo.reports.actions import save_answers
from thuocdo.reports.answers import Draft
from thuocdo.reports.facts import NO, YES
from thuocdo.reports.workbook import book
from thuocdo.reports.workbook.layout import option_names, own_leaves

THE_SAME = HealthCheck.function_scoped_fixture


# --- there and back ---


def test_what_is_stored_comes_back_as_it_is(cast, report):
    fill(cast.preparer, report)
    reading = read(report, download(report))
    stored = {answer.component: answer.values for answer in report.answers.all()}
    assert not reading.faults
    assert {code: values for code, values in reading.values.items() if values} == stored


def test_an_empty_form_declares_nothing(report):
    reading = read(report, blank(report))
    assert not reading.faults
    assert not any(reading.values.values())


def answers_to(leaf) -> st.SearchStrategy[dict[str, str]]:
    """Any stored values of one line: some of its figures, and its items or option."""
    numbers = {
        figure.key: st.integers(0, 10**9).map(str)
        if figure.type == "integer"
        else st.decimals(0, 99, places=2).map(str)
        for figure in leaf.figures
    }
    figures = st.fixed_dictionaries({}, optional=numbers)
    match leaf.score:
        case Checklist(items=items):
            rule = st.one_of(
                st.just({}), st.fixed_dictionaries({item.key: st.sampled_from([YES, NO]) for item in items})
            )
        case Choice(levels=levels):
            rule = st.one_of(st.just({}), st.fixed_dictionaries({"level": st.sampled_from([x.key for x in levels])}))
        case _:
            rule = st.just({})
    return st.builds(lambda one, other: one | other, figures, rule)


@settings(max_examples=8, suppress_health_check=[THE_SAME])
@given(data=st.data())
def test_whatever_is_typed_comes_back_exactly(report, data):
    leaves = own_leaves(form_of(report.season_unit))
    chosen = {leaf.code: data.draw(answers_to(leaf), label=leaf.code) for leaf in leaves}
    for leaf in leaves:  # a part may not be above its whole
        for figure in leaf.figures:
            if figure.at_most and figure.key in chosen[leaf.code]:
                chosen[leaf.code][figure.at_most] = str(10**9)
    texts = {(leaf.code, key): _typed(leaf, key, text) for leaf in leaves for key, text in chosen[leaf.code].items()}
    reading = read(report, filled(blank(report), texts))
    assert not reading.faults
    assert {code: _meant(values) for code, values in reading.values.items()} == {
        code: _meant(values) for code, values in chosen.items()
    }


def _typed(leaf, key: str, text: str) -> object:
    if key == "level":
        return option_names(leaf)[text]
    return {YES: "có", NO: "không"}.get(text) or float(text)


def _meant(values: dict[str, str]) -> dict[str, object]:
    return {key: text if text in (YES, NO) or key == "level" else Fraction(text) for key, text in values.items()}


# --- checklists and choices ---


def items(report):
    leaf = form_of(report.season_unit).component("1.1")
    return [item.key for item in leaf.score.items]


def test_items_left_empty_beside_one_that_is_met_are_not_met(report):
    one, *others = items(report)
    values = read(report, filled(blank(report), {("1.1", one): "Có"})).values["1.1"]
    assert values == {one: YES, **dict.fromkeys(others, NO)}


TICKED = ["x", "X", " x ", "✓", "✔", "✔\ufe0f", "√", "☑", "v", "co", "Đạt"]


@pytest.mark.parametrize("word", ["có", "CÓ", "yes", 1, "1", Raw('t="b"|<v>1</v>'), " có ", *TICKED])
def test_yes_is_read_however_it_is_said(report, word):
    one = items(report)[0]
    assert read(report, filled(blank(report), {("1.1", one): word})).values["1.1"][one] == YES


def test_a_tick_beside_none_is_met_is_a_yes_too(report):
    values = read(report, filled(blank(report), {("1.1", "none"): "x"})).values["1.1"]
    assert values == dict.fromkeys(items(report), NO)


def test_none_is_met_is_an_answer(report):
    values = read(report, filled(blank(report), {("1.1", "none"): "có"})).values["1.1"]
    assert values == dict.fromkeys(items(report), NO)


def test_all_no_is_an_answer(report):
    answers = {("1.1", key): "không" for key in items(report)}
    assert read(report, filled(blank(report), answers)).values["1.1"] == dict.fromkeys(items(report), NO)


@pytest.mark.parametrize(
    ("one", "none", "words"),
    [("có", "có", "không thể cùng đúng"), ("không", None, "Trả lời nốt"), ("chưa", None, "“chưa”")],
)
def test_a_checklist_that_contradicts_itself_is_said(report, one, none, words):
    content = filled(blank(report), {("1.1", items(report)[0]): one, ("1.1", "none"): none})
    assert any(words in said for said in faults(report, content).values())


def test_an_option_is_read_by_its_name_in_either_language_or_its_key(report):
    leaf = form_of(report.season_unit).component("3.5")
    level = leaf.score.levels[1]
    for text in (level.name.vi, level.name.en.upper(), level.key):
        assert read(report, filled(blank(report), {("3.5", "level"): text})).values["3.5"] == {"level": level.key}


def test_an_option_that_is_none_is_said(report):
    assert "không phải là một trong các phương án" in " ".join(
        faults(report, filled(blank(report), {("3.5", "level"): "Phương án khác"})).values()
    )


@pytest.mark.parametrize("tier", ["province", "district"])
def test_no_two_options_of_a_choice_are_called_the_same(season, tier):
    for leaf in own_leaves(built_in().form(tier)):
        if isinstance(leaf.score, Choice):
            assert len(set(option_names(leaf).values())) == len(leaf.score.levels)


# --- whose workbook ---


def test_another_units_workbook_is_named(cast, season, report):
    words = refused(report, download(report_of(season, "stp")))
    assert "Sở Tư pháp" in words
    assert "Sở Y tế" in words


def test_another_seasons_workbook_is_named(cast, report):
    words = refused(report, download(report_of(make_season(cast, 2021))))
    assert "năm 2021" in words
    assert "năm 2022" in words


@pytest.mark.parametrize(
    ("name", "words"), [("set", "phiên bản khác của bộ tiêu chí"), ("schema", "phiên bản khác của phần mềm")]
)
def test_another_version_is_said(report, name, words):
    content = blank(report)
    row = next(row for row in range(1, 9) if book.read_book(content)[3].text(row, 1) == name)
    assert words in refused(report, typed(content, {f"C{row}": "khác"}, MACHINE))


def test_another_installations_workbook_is_said(report):
    content = blank(report)
    row = next(row for row in range(1, 9) if book.read_book(content)[3].text(row, 1) == "report")
    assert "hệ thống khác" in refused(report, typed(content, {f"C{row}": "987654"}, MACHINE))


# --- versions ---


def test_the_file_says_which_answers_it_was_made_from(cast, report):
    leaf = form_of(report.season_unit).component("1.3")
    save_answers(cast.preparer, report, {"1.3": Draft(best_answer(leaf), version=0)})
    assert read(report, download(report)).versions == {"1.3": 1}
    assert form_sheet(download(report))
