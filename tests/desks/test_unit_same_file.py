"""A file that the unit's own list has already: the page leads to its document, and cites it with one button."""

import pytest
from django.urls import reverse
from tests.factories import pdf

from thuocdo.reports.evidence import Details, list_evidence
from thuocdo.reports.evidence_files import add_file
from thuocdo.reports.models import Evidence
from thuocdo.sample import papers

FIGURES = {"p0-a": "9", "p0-b": "10", "p0-version": "0", "stay": "1"}


@pytest.fixture
def preparer(cast, client):
    client.force_login(cast.preparer)
    return client


@pytest.fixture
def listed(cast, report) -> Evidence:
    return list_evidence(cast.preparer, report, Details("Báo cáo cũ"), [same()], ["1.1"])


@pytest.fixture
def replaced(cast, listed) -> Evidence:
    """Its first file has a revision: whoever attaches the first one again means another file than the document has."""
    add_file(cast.preparer, listed, pdf("moi.pdf"), revision_of=listed.files.get())
    return listed


def same(name: str = "cu.pdf"):
    return papers.pdf(name, "always the same")


def at(name: str, *args) -> str:
    return reverse(f"desks:{name}", args=args)


def leads_to(text: str, evidence: Evidence) -> bool:
    return f'href="{at("evidence_document", evidence.pk)}"' in text and f"{evidence.number}: {evidence.title}" in text


def components_of(evidence: Evidence) -> list[str]:
    return sorted(citation.component for citation in evidence.citations.all())


def test_a_new_document_is_refused_with_the_way_to_the_one_there_is(preparer, report, listed):
    response = preparer.post(at("evidence_new", report.pk), {"title": "Mới", "standing": "issued", "file": same()})
    text = response.content.decode()
    assert response.status_code == 422
    assert leads_to(text, listed)
    assert f'formaction="{at("evidence_cite", listed.pk)}"' in text
    assert 'value="Mới"' in text


def test_the_button_of_that_form_cites_the_document_for_the_component_chosen_there(preparer, listed):
    typed = {"title": "Mới", "standing": "issued", "component": "1.3", "file": same()}
    assert preparer.post(at("evidence_cite", listed.pk), typed).status_code == 302
    assert components_of(listed) == ["1.1", "1.3"]
    assert listed.report.evidence.count() == 1


def test_a_document_offers_the_other_for_each_component_that_cites_it_alone(preparer, cast, report, listed):
    other = list_evidence(cast.preparer, report, Details("Khác"), components=["1.1", "1.3", "2.2"])
    response = preparer.post(at("evidence_files", other.pk), {"file": same()})
    assert response.status_code == 422
    assert leads_to(response.content.decode(), listed)
    assert [codes for _other, codes in response.context["elsewhere"]] == [["1.3", "2.2"]]


def test_its_own_file_sends_a_document_nowhere_else(preparer, listed):
    response = preparer.post(at("evidence_files", listed.pk), {"file": same()})
    assert response.status_code == 422
    assert response.context["elsewhere"] == []
    assert "đã có trong danh mục, là tài liệu số 1" in response.content.decode()


def test_a_component_says_that_it_cites_the_document_there_is(preparer, report, listed):
    answer = preparer.post(at("evidence_upload", report.pk, "1.3"), {"file": same("ten-khac.pdf")})
    assert answer.json()["said"] == "ten-khac.pdf: tài liệu số 1 (Báo cáo cũ) đã có tệp này, nay được dẫn ở đây."
    answer = preparer.post(at("evidence_upload", report.pk, "1.3"), {"file": same("ten-khac.pdf")})
    assert answer.json()["said"] == "ten-khac.pdf: tài liệu số 1 (Báo cáo cũ) đã có tệp này và đã được dẫn ở đây."


def test_a_replaced_file_is_refused_with_a_button_that_keeps_what_is_typed(preparer, report, replaced):
    response = preparer.post(at("component", report.pk, "1.3"), FIGURES | {"file": same()})
    text = response.content.decode()
    assert response.status_code == 422
    assert leads_to(text, replaced)
    assert 'name="cite_here" value="1"' in text
    typed = FIGURES | {"p0-a": "8", "p0-version": "1", "page": "4", "cite": "", "cite_here": "1"}
    del typed["stay"]
    assert preparer.post(at("component", report.pk, "1.3"), typed).url == at("component", report.pk, "1.3")
    assert replaced.citations.get(component="1.3").page == "4"
    assert report.answers.get().values["a"] == "8"


def test_the_script_is_given_the_same_button(preparer, report, replaced):
    answer = preparer.post(at("evidence_upload", report.pk, "1.3"), {"file": same()})
    assert answer.status_code == 422
    assert leads_to(answer.json()["there"], replaced)
    assert 'name="cite_here"' in answer.json()["there"]


def test_no_button_is_offered_where_the_component_cites_it_already(preparer, report, replaced):
    there = preparer.post(at("evidence_upload", report.pk, "1.1"), {"file": same()}).json()["there"]
    assert leads_to(there, replaced)
    assert "cite_here" not in there
