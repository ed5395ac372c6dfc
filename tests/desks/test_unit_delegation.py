"""The coordinator's table of who fills what, without a script."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories import make_person

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Post
from thuocdo.reports.delegating import delegate
from thuocdo.reports.models import Delegation


@pytest.fixture
def coordinator(cast, client):
    client.force_login(cast.coordinator)
    return client


@pytest.fixture
def colleague(cast):
    return make_person("colleague", Role.PREPARER, "syt")


def whose():
    return dict(Delegation.objects.values_list("component", "person__username"))


def url(report, name="delegation"):
    return reverse(f"desks:{name}", args=[report.pk])


def test_single_components_are_given_out(coordinator, cast, report, colleague):
    coordinator.post(url(report), {"c-1.1": cast.preparer.pk, "c-1.2": colleague.pk, "c-1.3": ""})
    assert whose() == {"1.1": "preparer", "1.2": "colleague"}


def test_a_whole_group_is_given_to_one_and_taken_back(coordinator, report, colleague):
    coordinator.post(url(report), {"g-6": colleague.pk})
    assert whose() == {f"6.{n}": "colleague" for n in range(1, 8)}  # 6.8 is the council's
    coordinator.post(url(report), {"g-6": "none"})
    assert whose() == {}


def test_a_row_that_was_not_changed_here_leaves_what_somebody_else_gave_meanwhile(coordinator, cast, report, colleague):
    delegate(cast.coordinator, report, {"1.1": colleague})
    stale = {"was-1.1": "", "c-1.1": "", "was-1.2": "", "c-1.2": cast.preparer.pk}
    coordinator.post(url(report), stale)
    assert whose() == {"1.1": "colleague", "1.2": "preparer"}


def test_everything_is_handed_over_with_one_button(coordinator, cast, report, colleague):
    delegate(cast.coordinator, report, {"1.1": cast.preparer, "1.2": cast.preparer})
    coordinator.post(url(report, "hand_over"), {"from": cast.preparer.pk, "to": colleague.pk})
    assert whose() == {"1.1": "colleague", "1.2": "colleague"}


def test_the_page_names_those_whose_post_has_ended(coordinator, cast, report, colleague):
    delegate(cast.coordinator, report, {"1.1": colleague})
    Post.objects.filter(user=colleague).update(valid_until=date(2022, 10, 1))
    page = coordinator.get(url(report)).content.decode()
    assert "Người colleague (đã thôi nhiệm vụ)" in page
    given = coordinator.get(url(report)).context["people"]
    assert [person.username for person in given] == ["coordinator", "preparer"]


@pytest.mark.parametrize("who", ["preparer", "head", "clerk"])
def test_others_of_the_unit_read_it(cast, client, report, who, colleague):
    delegate(cast.coordinator, report, {"1.1": colleague})
    client.force_login(getattr(cast, who))
    page = client.get(url(report)).content.decode()
    assert "Người colleague" in page
    assert "<select" not in page
    assert client.post(url(report), {"c-1.2": colleague.pk}).status_code == 403
    assert client.post(url(report, "hand_over"), {"from": colleague.pk, "to": cast.preparer.pk}).status_code == 403


@pytest.mark.parametrize("who", ["outsider", "lead", "administrator"])
def test_to_another_unit_the_page_does_not_exist(cast, client, report, who):
    client.force_login(getattr(cast, who))
    assert client.get(url(report)).status_code == 404
    assert client.post(url(report, "hand_over"), {}).status_code == 404


def test_a_stranger_is_not_given_anything(coordinator, cast, report):
    assert coordinator.post(url(report), {"c-1.1": cast.outsider.pk}).status_code == 404
    coordinator.post(url(report, "hand_over"), {"from": cast.preparer.pk, "to": cast.outsider.pk})
    assert whose() == {}


def test_who_has_it_stands_on_the_report_and_the_components_page(coordinator, cast, report, colleague):
    delegate(cast.coordinator, report, {"1.1": colleague})
    for page in (url(report, "report"), reverse("desks:component", args=[report.pk, "1.1"])):
        assert "Người colleague" in coordinator.get(page).content.decode()
