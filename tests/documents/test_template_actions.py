"""Taking a Word template into use: by the lead department, after it was looked at, on record, and back again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.documents.papers import PAPER
from tests.documents.templated import HOSTILE, word
from tests.documents.test_filling import FILLED
from tests.factories import Cast, pdf

from thuocdo.audit.queries import entries_about
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.documents.filling.faults import Reason, Unfit
from thuocdo.documents.filling.reading import shown
from thuocdo.documents.filling.values import SHAPE, shape_of
from thuocdo.documents.filling.writing import filled
from thuocdo.documents.models import PaperTemplate, StoredFile
from thuocdo.documents.official import as_word
from thuocdo.documents.sample_papers import form_to_begin_from, sample_paper
from thuocdo.documents.template_actions import drop_template, hand_in_template, put_template
from thuocdo.documents.template_words import WORDS
from thuocdo.documents.templates import EVERY_PAPER, PAPERS
from thuocdo.documents.word_forms import template_of, templates_in_use, word_of

KIND = PAPERS["report"]


def upload(content: bytes, name: str = "mẫu của sở.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def put(cast: Cast, text: str = "Mẫu của Sở: {{ don_vi }}") -> PaperTemplate:
    stored = hand_in_template(cast.lead, KIND, upload(word(text)))
    before = template_of(KIND.key)
    return put_template(cast.lead, KIND, stored, "mẫu.docx", seen=before.pk if before else None)


def test_a_paper_s_word_file_has_the_template_s_form_from_then_on(cast):
    put(cast)
    assert "Mẫu của Sở: Sở Y tế" in shown(word_of("report", FILLED))


def test_other_papers_keep_the_built_in_form(cast):
    put(cast)
    assert shown(word_of("press", PAPER)) == shown(as_word(PAPER))
    assert list(templates_in_use()) == ["report"]


def test_the_newest_template_counts_and_the_earlier_ones_stay(cast):
    put(cast, "Một {{ nam }}")
    put(cast, "Hai {{ nam }}")
    assert "Hai 2022" in shown(word_of("report", FILLED))
    assert PaperTemplate.objects.count() == 2


def test_the_way_back_to_the_built_in_form(cast):
    row = put(cast)
    drop_template(cast.lead, KIND, seen=row.pk)
    assert template_of("report") is None
    assert templates_in_use() == {}
    assert shown(word_of("report", FILLED)) == shown(as_word(FILLED))


def test_the_built_in_form_is_to_be_had_beside_a_template(cast):
    put(cast)
    assert shown(word_of("report", FILLED, built_in=True)) == shown(as_word(FILLED))


def test_each_act_is_on_record_with_the_file_before_and_after(cast):
    row = put(cast)
    drop_template(cast.lead, KIND, seen=row.pk)
    entries = entries_about("paper_template:report")
    assert [entry.act for entry in entries.order_by("pk")] == ["paper_template.put", "paper_template.dropped"]


def test_nobody_but_the_lead_department_replaces_a_form(cast):
    row = put(cast)
    for person in (cast.verifier, cast.coordinator, cast.chair, cast.observer, cast.administrator):
        with pytest.raises(NotAllowed):
            hand_in_template(person, KIND, upload(word("x")))
        with pytest.raises(NotAllowed):
            put_template(person, KIND, row.file, "x.docx", seen=row.pk)
        with pytest.raises(NotAllowed):
            drop_template(person, KIND, seen=row.pk)


def test_a_colleague_who_was_faster_is_not_overwritten(cast):
    stored = hand_in_template(cast.lead, KIND, upload(word("{{ nam }}")))
    put(cast)
    with pytest.raises(Conflict):
        put_template(cast.second_lead, KIND, stored, "x.docx", seen=None)
    with pytest.raises(Conflict):
        drop_template(cast.second_lead, KIND, seen=None)


def test_the_same_template_is_not_put_twice(cast):
    row = put(cast)
    with pytest.raises(Refused):
        put_template(cast.lead, KIND, row.file, "x.docx", seen=row.pk)


@pytest.mark.parametrize("name", ["a class through a text", "an object within", "the body twice"])
def test_what_is_unfit_is_neither_kept_nor_put(cast, name):
    with pytest.raises(Unfit):
        hand_in_template(cast.lead, KIND, upload(HOSTILE[name][0]))
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("name", ["a template from elsewhere", "macros", "no Word file"])
def test_a_file_that_is_harmful_in_any_place_is_refused_as_everywhere(cast, name):
    with pytest.raises(Refused):
        hand_in_template(cast.lead, KIND, upload(HOSTILE[name][0]))


def test_a_pdf_is_no_template_and_the_words_say_so(cast):
    with pytest.raises(Refused, match="docx"):
        hand_in_template(cast.lead, KIND, pdf())


def test_a_template_that_no_longer_fits_says_why(cast):
    row = put(cast)
    other = hand_in_template(cast.lead, PAPERS["press"], upload(word("{{ so_don_vi }}")))
    PaperTemplate.objects.filter(pk=row.pk).update(file=other)
    with pytest.raises(Refused, match="so_don_vi"):
        word_of("report", FILLED)


@pytest.mark.parametrize("key", PAPERS)
def test_every_paper_has_a_form_to_begin_from_that_can_be_filled_at_once(key, db):
    kind = PAPERS[key]
    paper = sample_paper(kind)
    lines = shown(filled(form_to_begin_from(kind, paper.moment), paper, shape_of(f.name for f in kind.own)))
    assert "Đoạn văn mẫu thứ hai." in lines
    assert not [line for line in lines if "{" in line]


def test_every_field_is_explained_and_every_reason_has_words():
    assert {field.name for field in EVERY_PAPER} == set(SHAPE)
    assert set(WORDS) == set(Reason)


def test_no_paper_gives_a_field_a_name_that_every_paper_has():
    for kind in PAPERS.values():
        names = [field.name for field in kind.own]
        assert len(names) == len({*names} - {*SHAPE})
