"""Templates of the department: what they may say, what is refused and how it is told, what comes of a good one."""

import json
from dataclasses import replace
from io import BytesIO
from subprocess import TimeoutExpired

import docx
import pytest
from tests.documents.papers import PAPER
from tests.documents.templated import HOSTILE, in_the_header, torn, word

from thuocdo.documents.filling import apart, child, writing
from thuocdo.documents.filling.faults import Fault, Reason, Unfit
from thuocdo.documents.filling.reading import faults_in, shown
from thuocdo.documents.filling.values import shape_of, values
from thuocdo.documents.filling.writing import filled
from thuocdo.documents.official import paper_data, paper_of

OWN = ("nam", "don_vi")
SHAPE = shape_of(OWN)
FILLED = replace(PAPER, fields=(("nam", "2022"), ("don_vi", "Sở Y tế")), marks=("DỮ LIỆU MẪU",))

TYPED = ["{{ nam }}", "<w:p/>", "{% for x in y %}", "a & b", "\x00\x0b", "\ue000noi_dung\ue000"]


def text_of(template: bytes, paper=FILLED) -> list:
    return shown(filled(template, paper, SHAPE))


def told(template: bytes) -> list[Fault]:
    """As the person who handed it in is told: what reading finds, else what filling finds."""
    if faults := faults_in(template, SHAPE):
        return faults
    with pytest.raises(Unfit) as refusal:
        filled(template, FILLED, SHAPE)
    return refusal.value.faults


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_is_refused_with_its_reason(name):
    template, reason = HOSTILE[name]
    assert reason in [fault.reason for fault in told(template)]


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_not_filled_either_where_nobody_read_it_first(name):
    with pytest.raises(Unfit):
        filled(HOSTILE[name][0], FILLED, SHAPE)


def test_every_fault_is_told_with_its_paragraph_and_the_field_that_was_meant():
    faults = faults_in(word("Kính gửi: {{ kinh_gu }}", "Tốt: {{ nam }}", "{{ don_v }}"), SHAPE)
    assert faults == [
        Fault(Reason.UNKNOWN, "kinh_gu", "Kính gửi: {{ kinh_gu }}", "kinh_gui"),
        Fault(Reason.UNKNOWN, "don_v", "{{ don_v }}", "don_vi"),
    ]


def test_a_loop_without_an_end_hides_no_other_fault():
    faults = faults_in(word("{%p for doan in cac_doan %}", "{{ don_v }}"), SHAPE)
    assert [fault.reason for fault in faults] == [Reason.SYNTAX, Reason.UNKNOWN]


def test_fields_torn_into_runs_are_filled():
    assert text_of(torn("Năm {", "{ na", "m }", "}"))[0] == "Năm 2022"


def test_fields_stand_in_headers_as_well():
    made = docx.Document(BytesIO(filled(in_the_header("Năm {{ nam }}"), FILLED, SHAPE)))
    assert "Năm 2022" in [paragraph.text for paragraph in made.sections[0].header.paragraphs]


def test_conditions_loops_and_filters_may_be_used():
    template = word(
        "{%p if don_vi and not luu_y %}",
        "{{ don_vi|upper }}",
        "{%p endif %}",
        "{%p if nam == '2021' %}",
        "Năm ngoái",
        "{%p endif %}",
        "{%p for noi in noi_nhan_tung_dong %}",
        "{{ loop.index }}) {{ noi }}",
        "{%p endfor %}",
    )
    assert text_of(template)[:3] == ["SỞ Y TẾ", "1) Như trên;", "2) Lưu: VT."]


def test_a_table_goes_through_rows_and_cells():
    table = replace(FILLED, blocks=PAPER.annexes[0].blocks)
    template = word(
        "{%p for bang in cac_bang %}",
        "{{ bang.ten }}",
        "{%p for dong in bang.dong %}",
        "{% for o in dong.o %}{{ o }};{% endfor %}",
        "{%p endfor %}",
        "{%p endfor %}",
    )
    assert text_of(template, table)[:2] == ["Bảng", "1;Nhóm;8;"]


def test_the_body_takes_the_place_of_its_paragraph_and_annexes_come_last():
    lines = text_of(word("Trước", "{{ noi_dung }}", "Sau"))
    assert lines[:5] == ["Trước", "1. Thông tin chung", "Đoạn văn.", "- Nhãn: giá trị", "Sau"]
    assert "Phụ lục I" in lines[5:]


def test_annexes_stand_where_the_template_wants_them():
    lines = text_of(word("{{ phu_luc }}", "Sau"))
    assert lines.index("Phụ lục I") < lines.index("Sau")


def test_a_paragraph_of_the_body_has_the_style_that_the_template_gives_it():
    def change(document) -> None:
        document.styles.add_style("Thân bài", 1).font.name = "Arial"

    made = docx.Document(BytesIO(filled(word("{{ noi_dung }}", change=change), FILLED, SHAPE)))
    assert next(p for p in made.paragraphs if p.text == "Đoạn văn.").style.font.name == "Arial"


def test_marks_stand_on_every_page_whatever_headers_the_template_has():
    def change(document) -> None:
        document.settings.odd_and_even_pages_header_footer = True
        document.add_section().different_first_page_header_footer = True
        document.sections[1].header.is_linked_to_previous = False

    made = docx.Document(BytesIO(filled(word("x", change=change), FILLED, SHAPE)))
    first, second = made.sections
    for header in (first.header, first.even_page_header, second.header, second.first_page_header):
        if not header.is_linked_to_previous:
            assert "DỮ LIỆU MẪU" in [paragraph.text for paragraph in header.paragraphs]
    assert not first.header.is_linked_to_previous


def test_a_draft_says_so_even_where_the_template_does_not():
    draft = replace(FILLED, notices=("DỰ THẢO",))
    silent = docx.Document(BytesIO(filled(word("x"), draft, SHAPE)))
    saying = docx.Document(BytesIO(filled(word("{{ luu_y }}"), draft, SHAPE)))
    assert "DỰ THẢO" in silent.sections[0].header.paragraphs[-1].text
    assert "DỰ THẢO" not in saying.sections[0].header.paragraphs[-1].text


@pytest.mark.parametrize("typed", TYPED)
def test_what_somebody_typed_stays_text(typed):
    paper = replace(FILLED, fields=(("nam", "2022"), ("don_vi", typed)))
    kept = "".join(letter for letter in typed if letter >= " " and letter != "\ue000")
    assert text_of(word("[{{ don_vi }}]"), paper)[0] == f"[{kept}]"


def test_lines_of_a_field_stay_lines():
    assert text_of(word("{{ chuc_danh_ky }}"))[0] == "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"


def test_every_field_of_a_paper_has_a_shape():
    assert set(values(FILLED)) | {"noi_dung", "phu_luc"} == set(SHAPE)


def test_a_paper_goes_to_another_process_and_comes_back_the_same():
    assert paper_of(json.loads(json.dumps(paper_data(FILLED)))) == FILLED


def test_the_work_is_done_in_a_process_of_its_own():
    looked = apart.look(word("{{ noi_dung }}", "{{ nam }}"), FILLED, OWN)
    assert "2022" in looked.shown
    assert looked.used == {"noi_dung", "nam"}
    assert docx.Document(BytesIO(apart.fill(word("{{ nam }}"), FILLED, OWN))).paragraphs[0].text == "2022"


def test_faults_come_back_from_there_with_their_paragraph():
    with pytest.raises(Unfit) as refusal:
        apart.look(word("Có {{ na }}"), FILLED, OWN)
    assert refusal.value.faults == [Fault(Reason.UNKNOWN, "na", "Có {{ na }}", "nam")]


def test_a_template_that_takes_too_long_ends_with_its_process(monkeypatch):
    def runs_out(*_given, **_more):
        raise TimeoutExpired("child", 30)

    monkeypatch.setattr(apart.alone, "run", runs_out)
    with pytest.raises(Unfit) as refusal:
        apart.fill(word("x"), FILLED, OWN)
    assert refusal.value.faults == [Fault(Reason.TOO_LARGE)]


def test_memory_that_runs_out_is_told_as_too_large(monkeypatch):
    def runs_out(*_given):
        raise MemoryError

    monkeypatch.setattr(child, "filled", runs_out)
    order = {"template": "", "paper": paper_data(FILLED), "shape": SHAPE, "look": False}
    assert child.answer(order) == {"faults": [Fault(Reason.TOO_LARGE)]}


def test_a_file_that_grows_too_large_is_not_handed_out(monkeypatch):
    monkeypatch.setattr(writing, "MOST_FILLED", 1000)
    with pytest.raises(Unfit) as refusal:
        filled(word("{{ noi_dung }}"), FILLED, SHAPE)
    assert refusal.value.faults == [Fault(Reason.TOO_LARGE)]
