"""Writes to a report's evidence: one numbered list, cited by components (R4.3, R8)."""

from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F

from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.cycles.queries import form_of
from thuocdo.documents import files
from thuocdo.documents.models import StoredFile
from thuocdo.reports.actions import editable
from thuocdo.reports.models import Citation, Evidence, EvidenceFile, Report


@transaction.atomic
def attach_evidence(actor: User, report: Report, component: str, upload: UploadedFile) -> EvidenceFile:
    """Keeps a file that proves a component's figures, as a document of the list that the component cites.

    A file that the list holds already is not listed twice: the component cites the document there is.
    """
    row = editable(actor, report)
    form_of(row.season_unit).component(component)
    stored = files.store(upload)
    present = EvidenceFile.objects.filter(evidence__report=row, file=stored).first()
    kept = present or _list(actor, row, stored, upload.name[-255:])
    _citation, made = Citation.objects.get_or_create(evidence=kept.evidence, component=component)
    if made:
        subject = f"report:{row.pk}/{component}"
        after = {"number": kept.evidence.number, "sha256": stored.sha256}
        record("evidence.attached", actor=actor.pk, subject=subject, after=after)
    return kept


def _list(actor: User, report: Report, stored: StoredFile, file_name: str) -> EvidenceFile:
    """A new document at the end of the list, with its first file. `report` is locked."""
    Report.objects.filter(pk=report.pk).update(last_evidence_number=F("last_evidence_number") + 1)
    report.refresh_from_db(fields=["last_evidence_number"])
    now = clock.now()
    evidence = Evidence.objects.create(
        report=report,
        number=report.last_evidence_number,
        title=PurePath(file_name).stem,
        entered_by=actor,
        entered_at=now,
    )
    return EvidenceFile.objects.create(
        evidence=evidence, file=stored, file_name=file_name, attached_by=actor, attached_at=now
    )


@transaction.atomic
def remove_evidence(actor: User, evidence: Evidence) -> None:
    """Takes a document off the list, with what cites it; its files' bytes stay in the store."""
    row = editable(actor, evidence.report)
    before = {"number": evidence.number, "sha256": [kept.file.sha256 for kept in evidence.files.select_related("file")]}
    evidence.delete()
    record("evidence.removed", actor=actor.pk, subject=f"report:{row.pk}", before=before)
