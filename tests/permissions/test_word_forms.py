"""Every official paper of a season takes its Word form from the department's template, with every field it promises."""

import re
from io import BytesIO

import docx
import pytest
from django.test import Client
from django.urls import reverse
from tests.documents.templated import word
from tests.permissions.scenes import SCENES

from thuocdo.accounts.models import User
from thuocdo.common.clock import now
from thuocdo.documents import files
from thuocdo.documents.filling.values import SHAPE, TEXT
from thuocdo.documents.models import PaperTemplate
from thuocdo.documents.templates import PAPERS

VISIT = {"pk": "visit held", "kind": "docx"}
SEASON = {"key": "2022", "kind": "docx"}
# Paper -> the scene, who takes it out, and where.
WHERE = {
    "opening": ("drafting", "lead", "desks:opening_paper", SEASON | {"tier": "province"}),
    "press": ("drafting", "lead", "desks:press_letter", SEASON | {"tier": "province"}),
    "report": ("drafting", "preparer", "desks:paper_word", {"pk": "report of syt"}),
    "request": ("checking", "lead", "desks:request_letter", {"pk": "request of syt 4.1", "kind": "docx"}),
    "answer": ("checking", "preparer", "desks:request_answer", {"pk": "request of syt 4.1", "kind": "docx"}),
    "ruling": ("checking", "lead", "desks:ruling_paper", {"pk": "ruling", "kind": "docx"}),
    "visit_plan": ("checking", "lead", "desks:visit_paper", VISIT | {"which": "ke-hoach"}),
    "visit_minutes": (
        "checking",
        "lead",
        "desks:visit_paper",
        {"pk": "visit held", "which": "bien-ban", "kind": "docx"},
    ),
    "difficulties": ("checking", "lead", "desks:difficulties_paper", SEASON),
    "exemption_submission": ("checking", "lead", "desks:exemption_paper", SEASON),
    "founding_submission": (
        "drafting",
        "lead",
        "desks:founding_paper",
        {"key": "2022", "paper": "to-trinh", "kind": "docx"},
    ),
    "founding_decision": ("drafting", "lead", "desks:founding_paper", SEASON | {"paper": "du-thao-quyet-dinh"}),
    "verification_report": ("checking", "lead", "desks:dossier_paper", SEASON | {"paper": "bao-cao-tham-tra"}),
    "result_submission": ("decided", "lead", "desks:dossier_paper", SEASON | {"paper": "to-trinh"}),
    "result_decision": ("decided", "lead", "desks:dossier_paper", SEASON | {"paper": "du-thao-quyet-dinh"}),
    "result_appendix": ("decided", "lead", "desks:dossier_paper", SEASON | {"paper": "phu-luc"}),
    "result_announcement": ("decided", "lead", "desks:dossier_paper", SEASON | {"paper": "thong-bao-cong-bo"}),
    "home_affairs_list": ("decided", "lead", "desks:dossier_paper", SEASON | {"paper": "danh-sach-noi-vu"}),
    "unit_notice": ("decided", "lead", "desks:unit_notice", SEASON | {"unit": "syt"}),
    "session_minutes": ("deciding", "lead", "desks:council_minutes", {"pk": "council session", "kind": "docx"}),
}
MAY_BE_EMPTY = {"van_ban_dieu_6"}
EVERY = [name for name, shape in SHAPE.items() if shape == TEXT]


def test_every_paper_is_tried():
    assert set(WHERE) == set(PAPERS)


@pytest.mark.parametrize("key", sorted(WHERE, key=lambda key: list(SCENES).index(WHERE[key][0])))
def test_its_template_is_filled_with_everything_that_it_promises(stage, key):
    scene, who, name, given = WHERE[key]
    stage.play.reach(scene)
    put_everything(stage.play.cast.lead, key)
    client = Client()
    client.force_login(getattr(stage.play.cast, who))
    url = reverse(name, kwargs={k: stage.play.names.get(v, v) for k, v in given.items()})
    answer = client.get(url)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    said = fields_said(answer.content)
    empty = {field.name for field in PAPERS[key].own if not said[field.name].strip()}
    assert not empty - MAY_BE_EMPTY
    assert said["ten_co_quan"]
    assert client.get(url, {"mau": "goc"}).content != answer.content


def put_everything(lead: User, key: str) -> None:
    """A template that says every field there is, each after its name."""
    names = [*EVERY, *(field.name for field in PAPERS[key].own)]
    stored = files.keep(word(*(f"<{name}> {{{{ {name} }}}}" for name in names), "{{ noi_dung }}"), files.WORD)
    PaperTemplate.objects.create(paper=key, file=stored, file_name="mau.docx", put_by=lead, put_at=now())


def fields_said(content: bytes) -> dict[str, str]:
    lines = [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]
    found = (re.fullmatch(r"<(\w+)> ?(.*)", line, re.DOTALL) for line in lines)
    return dict(match.groups() for match in found if match)
