"""What the components make of their arguments."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils.translation import override

from thuocdo.common.fields import DayField
from thuocdo.common.states import STATES
from thuocdo.common.templatetags import components

COMMON = Path(components.__file__).parents[1]
LAST_DAY = date(2022, 10, 19)


def drawn(source: str, language: str = "vi", **context: object) -> str:
    with override(language):
        html = Template("{% load words components %}" + source).render(Context(context))
    return " ".join(html.split())


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_deadline_names_the_last_day_its_weekday_and_the_days_left():
    source = "{% deadline last_day today=today %}"
    html = drawn(source, last_day=LAST_DAY, today=date(2022, 10, 16))
    assert words_of(html) == "hết ngày 19/10 (Thứ Tư), còn 3 ngày"
    html = drawn(source, "en", last_day=LAST_DAY, today=date(2022, 10, 16))
    assert words_of(html) == "until the end of 19 October (Wednesday), 3 days left"


def test_a_deadline_of_another_year_says_which():
    source = "{% deadline last_day today=today %}"
    html = drawn(source, last_day=LAST_DAY, today=date(2023, 1, 5))
    assert words_of(html).startswith("hết ngày 19/10/2022 (Thứ Tư), ")


@pytest.mark.parametrize(("day", "tone"), [(10, "plain"), (16, "warning"), (19, "warning"), (20, "danger")])
def test_a_deadline_grows_louder(day, tone):
    html = drawn("{% deadline last_day today=today %}", last_day=LAST_DAY, today=date(2022, 10, day))
    assert f"deadline-{tone}" in html


def test_a_deadline_asks_the_page_for_today():
    assert "còn 3 ngày" in drawn("{% deadline last_day %}", last_day=LAST_DAY, today=lambda: date(2022, 10, 16))


def test_no_answer_zero_exempt_and_council_never_look_alike():
    seen = [
        words_of(drawn("{% score points 10 state=state %}", points=points, state=state))
        for points, state in [(None, "answered"), (0, "answered"), (None, "exempt"), (None, "council")]
    ]
    assert [words.split(" /")[0] for words in seen] == ["Chưa trả lời", "0", "Không đưa vào đánh giá", "Hội đồng chấm"]


@pytest.mark.parametrize(("points", "width"), [("6.25", "62.50"), ("12", "100.00"), ("-1", "0.00")])
def test_a_bar_is_drawn_with_points_in_every_language_and_never_leaves_its_track(points, width):
    html = drawn("{% score_bar points maximum %}", points=Fraction(points), maximum=Fraction(10))
    assert f'class="fill" y="4" width="{width}"' in html


def test_a_bar_tells_its_marks_in_words():
    html = drawn("{% score_bar 8 10 minimum=9 median=7 %}")
    assert 'aria-label="8 trên 10 điểm; điểm tối thiểu của nhóm 9; mức giữa (trung vị) của cấp 7"' in html


def test_levels_differ_by_words_and_by_bars():
    html = [drawn("{% level key %}", key=key) for key in ("I", "II", "III", "IV", None)]
    assert [words_of(badge) for badge in html] == ["Mức I", "Mức II", "Mức III", "Mức IV", "Không xếp hạng"]
    assert [badge.count('class="full"') for badge in html] == [4, 3, 2, 1, 0]


def test_a_level_of_another_set_needs_no_bars():
    assert words_of(drawn('{% level "A" name="Hạng A" %}')) == "Hạng A"


def test_steps_before_the_current_one_are_done():
    rows = [{"key": key, "label": key} for key in ("a", "b", "c")]
    html = drawn('{% steps rows "b" %}', rows=rows)
    assert re.findall(r"step step-(\w+)", html) == ["done", "current", "next"]
    assert html.count('aria-current="step"') == 1


def test_crumbs_end_with_the_page_itself():
    html = drawn('{% crumbs "Kỳ đánh giá" "/ky/" "Năm 2022" %}')
    assert '<a href="/ky/">Kỳ đánh giá</a>' in html
    assert '<li aria-current="page">Năm 2022</li>' in html


def test_pages_keep_the_other_parts_of_the_address(rf):
    page = Paginator(range(100), 10).get_page(2)
    html = drawn("{% pagination page %}", page=page, request=rf.get("/?unit=so-tu-phap&page=2"))
    assert 'href="?unit=so-tu-phap&amp;page=3"' in html
    assert '<span aria-current="page">2</span>' in html


def test_one_page_needs_no_pages(rf):
    assert drawn("{% pagination page %}", page=Paginator([1], 10).get_page(1), request=rf.get("/")) == ""


def test_this_page_in_the_other_language_keeps_its_query(rf):
    request = rf.get("/thiet-ke/?page=2")
    assert drawn("{% translated_url 'en' %}", request=request) == "/en/thiet-ke/?page=2"


def test_what_people_typed_is_never_markup():
    html = drawn("{% notice 'warning' title %}{{ text }}{% endnotice %}", title="<b>", text="<script>")
    assert "<b>" not in html
    assert "<script>" not in html


def test_a_field_ties_its_hint_and_fault_to_the_input():
    class Report(forms.Form):
        number = forms.CharField(label="Số", help_text="Số văn bản")

    html = drawn("{% field form.number %}", form=Report({"number": ""}))
    assert 'aria-describedby="id_number_helptext id_number_error"' in html
    assert 'id="id_number_helptext"' in html
    assert 'id="id_number_error"' in html
    assert "Cần điền nội dung này." in html


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_day_is_read_day_first_in_both_languages(language):
    with override(language):
        assert DayField().clean("09/11/2022") == date(2022, 11, 9)


@pytest.mark.parametrize("typed", ["31/02/2022", "2022-13-01", "00.10.2022"])
def test_a_day_that_is_in_no_calendar_is_told_so(typed):
    with override("vi"), pytest.raises(ValidationError, match="Ngày này không có trong lịch"):
        DayField().clean(typed)


def test_every_sign_that_is_used_is_drawn():
    drawn_signs = set(re.findall(r'id="([a-z]+)"', (COMMON / "static/common/icons.svg").read_text("utf-8")))
    templates = "".join(path.read_text("utf-8") for path in COMMON.parent.rglob("*.html"))
    used = set(re.findall(r'{% icon "([a-z]+)"', templates)) | set(components.NOTICE_ICONS.values())
    used |= {state.icon for states in STATES.values() for state in states.values()}
    assert used <= drawn_signs
