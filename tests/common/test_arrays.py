"""Rows read as an array are what a query of their own gives."""

from datetime import date

import pytest
from django.db.models import OuterRef
from tests.factories import paper

from thuocdo.common.arrays import array_of, fill, rows_in
from thuocdo.cycles.actions import extend
from thuocdo.cycles.models import Extension, SeasonUnit
from thuocdo.documents.models import Document

pytestmark = pytest.mark.django_db


def read(*related: str) -> SeasonUnit:
    extensions = Extension.objects.filter(season_unit=OuterRef("pk")).order_by("pk")
    return SeasonUnit.objects.annotate(told=array_of(extensions, *related)).get(extensions__isnull=False)


@pytest.fixture
def extension(cast, report) -> Extension:
    extend(cast.lead, report.season_unit, date(2022, 10, 25), paper(cast.lead, "extension", "77/UBND"))
    return Extension.objects.select_related("document").get()


def stored(row) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_every_value_comes_back_as_it_is_stored(extension, django_assert_num_queries):
    with django_assert_num_queries(1):
        [row] = rows_in(read("document").told, Extension, "document")
        assert (stored(row), stored(row.document)) == (stored(extension), stored(extension.document))


def test_a_row_filled_in_needs_no_query(extension, django_assert_num_queries):
    owner = read()
    with django_assert_num_queries(0):
        fill(owner, "extensions", rows_in(owner.told, Extension))
        assert list(owner.extensions.all()) == [extension]


def test_what_leads_nowhere_is_none(extension):
    Document.objects.filter(pk=extension.document_id).update(file=None)
    told = array_of(Document.objects.filter(pk=OuterRef("document")), "file")
    [row] = rows_in(Extension.objects.annotate(told=told).get().told, Document, "file")
    assert row.file is None
