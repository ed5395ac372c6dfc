"""Evidence is handed to those who may read its report, and to nobody else."""

import pytest
from django.urls import reverse
from tests.factories import make_sent, pdf, prove

from thuocdo.reports.evidence import attach_evidence

READERS = ["lead", "verifier", "chair", "member", "observer"]


@pytest.fixture
def evidence(cast, report):
    return attach_evidence(cast.preparer, report, "4.1", pdf("Bảng kê quý III.pdf"))


def url(evidence, name: str = "evidence") -> str:
    return reverse(f"desks:{name}", args=[evidence.pk])


@pytest.mark.parametrize("who", ["preparer", "coordinator", "head", "clerk"])
def test_the_units_people_download_it(cast, client, evidence, who):
    client.force_login(getattr(cast, who))
    response = client.get(url(evidence))
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert response["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("who", ["outsider", "lead", "verifier", "chair", "member", "observer", "administrator"])
def test_before_sending_nobody_else_sees_it(cast, client, evidence, who):
    client.force_login(getattr(cast, who))
    assert client.get(url(evidence)).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [(who, 200) for who in READERS] + [(who, 404) for who in ("outsider", "administrator")],
)
def test_after_sending_those_who_read_the_report_see_it(cast, client, season, evidence, who, status):
    make_sent(cast, season)
    client.force_login(getattr(cast, who))
    assert client.get(url(evidence)).status_code == status


def test_a_visitor_is_asked_to_sign_in(client, evidence):
    assert client.get(url(evidence)).status_code == 302


def test_removing_asks_first(cast, client, report, evidence):
    client.force_login(cast.preparer)
    assert "1. Bảng kê quý III" in client.get(url(evidence.evidence, "evidence_remove")).content.decode()
    assert report.evidence.exists()
    client.post(url(evidence.evidence, "evidence_remove"))
    assert not report.evidence.exists()


@pytest.mark.parametrize(("who", "status"), [("clerk", 403), ("outsider", 404), ("lead", 404), ("administrator", 404)])
def test_nobody_else_removes_it(cast, client, report, evidence, who, status):
    client.force_login(getattr(cast, who))
    assert client.post(url(evidence.evidence, "evidence_remove")).status_code == status
    assert report.evidence.exists()


def test_the_evidence_of_a_sent_report_stays(cast, client, season, report):
    evidence = prove(cast.preparer, report, "4.1").evidence.get()
    make_sent(cast, season)
    client.force_login(cast.preparer)
    assert client.post(url(evidence, "evidence_remove")).status_code == 403
    assert report.evidence.exists()
