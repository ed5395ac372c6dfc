"""The form made from a component's rule: what is typed, what is kept, what is said when it cannot be read."""

import pytest
from django.utils import translation
from tests.factories import built_in
from tests.tables.demo import DEMO

from thuocdo.desks.unit.answer_form import AnswerForm
from thuocdo.regulation import read_set
from thuocdo.reports.models import Answer

FORM = built_in().forms["province"]
PARTED = read_set({"set.yaml": DEMO}).forms["province"].component("1.2")


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


def form_of(code: str, typed: dict[str, str] | None, stored: dict[str, str] | None = None, version: int = 1):
    answers = {} if stored is None else {code: Answer(component=code, values=stored, version=version)}
    data = None if typed is None else {f"p0-{key}": value for key, value in typed.items()}
    return AnswerForm(FORM.component(code), answers, data)


def kept(form: AnswerForm) -> dict[str, dict[str, str]]:
    assert form.is_valid(), form.errors
    return {code: dict(draft.values) for code, draft in form.drafts().items()}


@pytest.mark.parametrize(("typed", "stored"), [("12,5", "25/2"), ("12.5", "25/2"), (" 7 ", "7"), ("0", "0")])
def test_a_decimal_is_read_with_comma_or_point(typed, stored):
    assert kept(form_of("3.2", {"bandwidth": typed})) == {"3.2": {"bandwidth": stored}}


def test_a_stored_decimal_is_shown_with_the_comma_of_the_language():
    stored = {"bandwidth": "25/2"}
    assert form_of("3.2", None, stored)["p0-bandwidth"].value() == "12,5"
    with translation.override("en"):
        assert form_of("3.2", None, stored)["p0-bandwidth"].value() == "12.5"


@pytest.mark.parametrize("typed", ["nhiều", "1.234,5", "-3", "2,5"])
def test_what_cannot_be_read_stays_on_the_page_with_what_to_do(typed):
    form = form_of("1.3", {"a": typed, "b": "10"})
    assert not form.is_valid()
    assert f'value="{typed}"' in str(form["p0-a"])
    assert any(advice in form.errors["p0-a"][0] for advice in ("Nhập ", "Chỉ ghi chữ số, ví dụ 12"))
    assert "thập phân" not in form.errors["p0-a"][0]  # a whole number takes none


def test_the_advice_takes_up_the_number_that_was_typed():
    assert "ví dụ 15." in form_of("1.3", {"a": "15 trạm", "b": "20"}).errors["p0-a"][0]


@pytest.mark.parametrize("typed", ["12.000", "12,000", "12 000", "12\u00a0000", "1.234", "1.200.000"])
def test_a_thousands_separator_is_never_taken_for_a_decimal_one(typed):
    """12.000 dossiers are not 12."""
    form = form_of("1.3", {"a": "10", "b": typed})
    assert not form.is_valid()
    plain = "".join(sign for sign in typed if sign.isdigit())
    assert form.errors["p0-b"] == [f"“{typed}” có dấu ngăn hàng nghìn. Hãy viết liền: {plain}."]
    assert f'value="{typed}"' in str(form["p0-b"])


@pytest.mark.parametrize(
    ("language", "typed", "is_read"),
    [
        ("vi", "1.234", False),
        ("vi", "1,234", True),
        ("en", "1,234", False),
        ("en", "1.234", True),
        ("vi", "0.125", True),
    ],
)
def test_where_decimals_are_allowed_only_the_other_mark_is_asked_about(language, typed, is_read):
    with translation.override(language):
        assert form_of("3.2", {"bandwidth": typed}).is_valid() is is_read


def test_a_number_longer_than_any_figure_is_a_slip():
    assert form_of("1.3", {"a": "10", "b": "9" * 15}).is_valid()
    form = form_of("1.3", {"a": "10", "b": "9" * 16})
    assert form.errors["p0-b"] == ["Số này dài hơn 15 chữ số. Hãy kiểm tra lại."]


def test_a_part_above_its_whole_names_the_whole():
    form = form_of("1.3", {"a": "11", "b": "10"})
    assert not form.is_valid()
    whole = FORM.component("1.3").figure("b").name.vi
    assert form.errors["p0-a"] == [f"Số này không được lớn hơn “{whole}” (10). Hãy sửa một trong hai số liệu."]


def test_nothing_ticked_is_no_answer():
    assert kept(form_of("1.1", {})) == {}


def test_none_of_these_is_an_answer_of_nothing_met():
    assert kept(form_of("1.1", {"none": "on"})) == {"1.1": {"lead": "no", "meet": "no", "direct": "no"}}


def test_a_ticked_item_answers_the_others_too():
    assert kept(form_of("1.1", {"lead": "on"})) == {"1.1": {"lead": "yes", "meet": "no", "direct": "no"}}


def test_an_item_and_none_of_them_contradict_each_other():
    form = form_of("1.1", {"lead": "on", "none": "on"})
    assert "p0-none" in form.errors


def test_none_of_these_is_ticked_again_when_it_was_the_answer():
    stored = {"lead": "no", "meet": "no", "direct": "no"}
    assert form_of("1.1", None, stored)["p0-none"].value() is True


def test_a_choice_is_kept_by_its_key_and_another_is_refused():
    key = FORM.component("3.5").score.levels[0].key
    assert kept(form_of("3.5", {"level": key})) == {"3.5": {"level": key}}
    assert "p0-level" in form_of("3.5", {"level": "xyz"}).errors


def test_what_did_not_change_is_not_saved_again():
    assert kept(form_of("1.3", {"a": "9", "b": "10"}, stored={"a": "9", "b": "10"})) == {}


def test_blanks_take_an_answer_back():
    assert kept(form_of("1.3", {"a": "", "b": ""}, stored={"a": "9", "b": "10"})) == {"1.3": {}}


def test_the_version_that_was_seen_goes_with_the_draft():
    form = form_of("1.3", {"a": "1", "b": "10", "version": "3"}, stored={"a": "9", "b": "10"}, version=4)
    assert form.is_valid()
    assert form.drafts()["1.3"].version == 3


def test_every_part_has_its_own_fields():
    form = AnswerForm(PARTED, {}, {"p0-a": "9", "p0-b": "10", "p1-n": "6"})
    assert kept(form) == {"1.2.a": {"a": "9", "b": "10"}, "1.2.b": {"n": "6"}}
    assert [section.leaf.code for section in form.sections()] == ["1.2.a", "1.2.b"]


def test_the_preview_leaves_out_what_cannot_be_read():
    form = form_of("1.3", {"a": "11", "b": "10"})
    form.is_valid()
    assert form.preview()["1.3"].values == {"b": 10}
