"""A unit asks that a component not be assessed; asking changes no point (R5.3, I3)."""

import pytest
from django.urls import reverse
from tests.factories import fill, make_sent

from thuocdo.appraisal import exemptions
from thuocdo.appraisal.models import Exemption

REQUEST = {"ground": "no_content", "reason": "Không có thủ tục hành chính"}


@pytest.fixture
def preparer(cast, client):
    client.force_login(cast.preparer)
    return client


def url(report, name: str = "exemption", code: str = "4.3") -> str:
    return reverse(f"desks:{name}", args=[report.pk, code])


def test_a_request_is_recorded_and_changes_no_point(preparer, cast, report):
    fill(cast.preparer, report, ["4.3"])
    before = preparer.get(reverse("desks:report", args=[report.pk])).context["ws"].declared.scored
    assert preparer.post(url(report), REQUEST).url == url(report, "component")
    after = preparer.get(reverse("desks:report", args=[report.pk])).context["ws"]
    assert Exemption.objects.get().state == "asked"
    assert (after.declared.scored, after.declared.exempt_max) == (before, 0)


@pytest.mark.parametrize("missing", ["ground", "reason"])
def test_a_request_needs_ground_and_reason(preparer, report, missing):
    response = preparer.post(url(report), {**REQUEST, missing: ""})
    assert response.status_code == 422
    assert not Exemption.objects.exists()


def test_the_request_with_its_advice_is_shown_on_the_component(preparer, cast, season, report):
    preparer.post(url(report), REQUEST)
    make_sent(cast, season)
    exemptions.advise(cast.lead, Exemption.objects.get(), is_for=True, advice="Đúng chức năng")
    text = preparer.get(url(report, "component")).content.decode()
    assert "Không có thủ tục hành chính" in text
    assert "Đồng ý: Đúng chức năng" in text


def test_an_open_request_is_taken_back(preparer, report):
    preparer.post(url(report), REQUEST)
    assert "Thu hồi đề nghị" in preparer.get(url(report)).content.decode()
    preparer.post(url(report))
    assert Exemption.objects.get().state == "withdrawn"


def test_after_sending_no_request_is_made(preparer, cast, season, report):
    make_sent(cast, season)
    assert preparer.get(url(report)).url == url(report, "component")
    assert preparer.post(url(report), REQUEST).status_code == 403
    assert not Exemption.objects.exists()


@pytest.mark.parametrize("who", ["head", "clerk"])
def test_only_who_fills_asks(cast, client, report, who):
    client.force_login(getattr(cast, who))
    assert client.get(url(report)).url == url(report, "component")
    assert client.post(url(report), REQUEST).status_code == 403


def test_the_councils_component_is_not_asked_about(preparer, report):
    assert preparer.post(url(report, code="6.8"), REQUEST).status_code == 403


def test_a_reason_typed_while_somebody_sent_the_report_stays_on_the_page(preparer, cast, season):
    response = preparer.post(url(make_sent(cast, season)), REQUEST)
    assert response.status_code == 403
    assert "Không có thủ tục hành chính</textarea>" in response.content.decode()
    assert not Exemption.objects.exists()
