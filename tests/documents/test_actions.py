"""Recording a numbered document, and mending a wrong file before anybody has checked it."""

from datetime import date

import pytest
from django.db import transaction
from tests.factories import pdf

from thuocdo.audit.queries import entries_about
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.documents.actions import check_document, record_document, replace_file
from thuocdo.documents.models import Document, DocumentKind, ReplacedFile

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


def test_a_wrong_file_is_replaced_with_a_reason_and_the_old_one_is_kept(cast):
    document = recorded(cast.lead)
    wrong, right = document.file, pdf("ban-dung.pdf")
    replace_file(cast.lead, document, right, "Nhầm tệp dự thảo")
    assert (document.file != wrong, document.file_name) == (True, "ban-dung.pdf")
    kept = ReplacedFile.objects.get(document=document)
    assert (kept.file, kept.reason, kept.replaced_by) == (wrong, "Nhầm tệp dự thảo", cast.lead)
    entry = entries_about(f"document:{document.pk}").get(act="document.file_replaced")
    assert entry.actor == cast.lead.pk


def test_whoever_replaces_the_file_leaves_the_check_to_another_officer(cast):
    document = recorded(cast.lead)
    replace_file(cast.second_lead, document, pdf(), "Nhầm tệp")
    with pytest.raises(NotAllowed):
        check_document(cast.second_lead, document)
    check_document(cast.lead, document)
    assert document.checked_by == cast.lead


def test_a_checked_document_keeps_its_file(cast):
    document = recorded(cast.lead)
    check_document(cast.second_lead, document)
    with pytest.raises(Refused):
        replace_file(cast.lead, document, pdf(), "Nhầm tệp")
    assert not ReplacedFile.objects.exists()


def test_replacing_needs_a_reason_and_another_file(cast):
    upload = pdf()
    document = recorded(cast.lead, upload)
    upload.seek(0)
    for file, reason in [(pdf(), " "), (None, "Nhầm tệp"), (upload, "Nhầm tệp")]:
        with pytest.raises(Refused):
            replace_file(cast.lead, document, file, reason)
    assert not ReplacedFile.objects.exists()
