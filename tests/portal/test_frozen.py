"""Published is published: nothing that happens afterwards moves a byte."""

import pytest
from django.db import DatabaseError, transaction
from tests.factories import make_appraised
from tests.portal.editions import keep
from tests.portal.test_privacy import everything

from thuocdo.common.models import Installation
from thuocdo.portal import kept
from thuocdo.regulation import load_set
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Answer
from thuocdo.results.models import Edition
from thuocdo.results.queries import compute, unit_names
from thuocdo.results.snapshot import snapshot

pytestmark = pytest.mark.django_db


def test_a_final_point_changed_afterwards_changes_no_page(client, cast, season):
    make_appraised(cast, season)
    law = load_set("qd-3043-2021")
    keep(snapshot(law, compute(season), unit_names(season)), season)
    before = everything(client, 2022)
    changed = Answer.objects.filter(stage=Stage.FINAL, component="1.1").update(settled="0.25")
    assert changed
    assert snapshot(law, compute(season), unit_names(season)) != Edition.objects.get().content
    kept.forget()
    assert everything(client, 2022) == before


def test_the_pages_do_not_depend_on_the_clock(client, published):
    before = everything(client)
    Installation.objects.update(clock_offset="400 days")
    kept.forget()
    assert everything(client) == before


@pytest.mark.parametrize("change", [{"public": {}}, {"content": {}}, {"number": 7}, {"state": "proposed"}])
def test_the_database_refuses_to_change_a_published_edition(published, change):
    with pytest.raises(DatabaseError, match="is frozen"), transaction.atomic():
        Edition.objects.filter(pk=published.pk).update(**change)


def test_the_database_refuses_to_remove_a_published_edition(published):
    with pytest.raises(DatabaseError, match="is frozen"), transaction.atomic():
        published.delete()
