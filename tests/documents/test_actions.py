"""Recording a numbered document, and mending a wrong file before anybody has checked it."""

from datetime import date

import pytest
from django.db import transaction
from tests.factories import pdf

from thuocdo.audit.queries import entries_about
from thuocdo.common.faults import Conflict, Refused
from thuocdo.documents.actions import check_document, record_document
from thuocdo.documents.models import Document, DocumentKind

FACTS = {"kind": DocumentKind.ACCEPTANCE, "number": "11/UBND", "date": date(2022, 9, 12), "signer": "Phan Văn Mẫu"}


def recorded(actor, upload=None) -> Document:
    with transaction.atomic():
        return record_document(actor, upload=upload or pdf(), **FACTS)


def test_who_entered_a_document_replaces_its_wrong_file_until_it_is_checked(cast):
    first = recorded(cast.lead)
    second = recorded(cast.lead)
    assert first.pk == second.pk
    assert first.file != second.file
    assert entries_about(f"document:{first.pk}").filter(act="document.file_replaced").count() == 1
    check_document(cast.second_lead, second)
    with pytest.raises(Refused):
        recorded(cast.lead)
    assert Document.objects.get().file == second.file


def test_a_file_replaced_while_the_second_officer_looked_is_not_checked_unseen(cast):
    first = recorded(cast.lead)
    seen = first.file.sha256
    second = recorded(cast.lead)
    with pytest.raises(Conflict):
        check_document(cast.second_lead, second, seen=seen)
    check_document(cast.second_lead, second, seen=second.file.sha256)


def test_nobody_else_replaces_it(cast):
    kept = recorded(cast.lead)
    with pytest.raises(Refused):
        recorded(cast.second_lead)
    assert Document.objects.get().file == kept.file


def test_the_same_file_once_more_changes_nothing(cast):
    upload = pdf()
    kept = recorded(cast.lead, upload)
    upload.seek(0)
    assert recorded(cast.second_lead, upload) == kept
    assert entries_about(f"document:{kept.pk}").count() == 1
