"""Writes to the files of a document: one more, a revision in a file's place, taking one off (R4.3)."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import AlreadyThere, Refused, require
from thuocdo.documents import files
from thuocdo.documents.models import StoredFile
from thuocdo.reports.actions import editable
from thuocdo.reports.models import Evidence, EvidenceFile, Report


def stored_for(actor: User, report: Report, upload: UploadedFile) -> StoredFile:
    """The upload, checked and kept. To be called before the act's own transaction: looking at a file takes seconds, in
    which colleagues want to save to the same report. Where the act is refused after all, its bytes stay under their
    SHA-256, and nothing leads to them.

    Raises NotAllowed; Refused when the file is not acceptable, or the report's files would take too much together.
    """
    files.check_size(upload.size or 0)
    with transaction.atomic():
        check_room(editable(actor, report), upload.size)
    return files.store(upload)


def is_listed(evidence: Evidence) -> bool:
    return Evidence.objects.filter(pk=evidence.pk).exists()


def check_listed(evidence: Evidence) -> None:
    """Under the report's lock: whether a colleague has taken the document off the list meanwhile."""
    words = _("A colleague has removed this document from the evidence list meanwhile. Put it on the list anew.")
    require(is_listed(evidence), words, Refused)


def check_room(report: Report, size: int) -> None:
    kept = StoredFile.objects.filter(pk__in=EvidenceFile.objects.filter(evidence__report=report).values("file"))
    taken = kept.aggregate(taken=Sum("size"))["taken"] or 0
    limit = settings.EVIDENCE_MAX_BYTES_PER_REPORT
    words = _("The files of one report may take %(limit)s MB together; %(taken)s MB are taken. Remove a file first.")
    told = {"limit": limit // 1024**2, "taken": -(-taken // 1024**2)}
    require(taken + size <= limit, words % told, Refused)


def check_new(report: Report, stored: StoredFile, name: str, beside: Evidence | None = None) -> None:
    """Raises AlreadyThere with the document of the list that has this file; `beside`: one just being listed."""
    rows = Evidence.objects.filter(report=report, files__file=stored)
    present = rows.exclude(pk=beside.pk if beside else None).first()
    if present:
        words = _("“%(name)s” is on the list already, as document %(number)s: %(title)s.")
        raise AlreadyThere(words % {"name": name, "number": present.number, "title": present.title}, present)


def keep_file(
    actor: User, evidence: Evidence, stored: StoredFile, name: str, revision_of: EvidenceFile | None = None
) -> EvidenceFile:
    """One more file of a document; in the caller's transaction, which records it."""
    return EvidenceFile.objects.create(
        evidence=evidence,
        file=stored,
        file_name=name[-255:],
        revision_of=revision_of,
        attached_by=actor,
        attached_at=clock.now(),
    )


def add_file(
    actor: User, evidence: Evidence, upload: UploadedFile, *, revision_of: EvidenceFile | None = None
) -> EvidenceFile:
    """One more file of the document, or one in the place of another, which stays readable.

    Raises AlreadyThere where the report has this file already, Refused where the replaced file is no longer the current
    one.
    """
    return _add(actor, evidence, stored_for(actor, evidence.report, upload), upload.name, revision_of)


@transaction.atomic
def _add(
    actor: User, evidence: Evidence, stored: StoredFile, name: str, revision_of: EvidenceFile | None
) -> EvidenceFile:
    row = editable(actor, evidence.report)
    check_listed(evidence)
    check_room(row, stored.size)
    check_new(row, stored, name)
    if revision_of:
        # Asked under the lock: the caller's list may be older than a colleague's revision.
        is_there = EvidenceFile.objects.filter(pk=revision_of.pk, evidence=evidence).exists()
        is_current = is_there and not EvidenceFile.objects.filter(revision_of=revision_of).exists()
        require(is_current, _("A colleague has replaced this file meanwhile. Replace the newest one."), Refused)
    kept = keep_file(actor, evidence, stored, name, revision_of)
    after = {"number": evidence.number, "sha256": stored.sha256}
    before = {"sha256": revision_of.file.sha256} if revision_of else None
    act = "evidence.file_replaced" if revision_of else "evidence.file_added"
    record(act, actor=actor.pk, subject=f"report:{row.pk}", before=before, after=after)
    return kept


@transaction.atomic
def remove_file(actor: User, kept: EvidenceFile) -> None:
    """Takes a current file off its document; a file that it had replaced counts again. Once: said twice, it is done."""
    row = editable(actor, kept.evidence.report)
    if not EvidenceFile.objects.filter(pk=kept.pk).exists():
        return
    is_replaced = EvidenceFile.objects.filter(revision_of=kept).exists()
    require(not is_replaced, _("This file was replaced: remove the newer one first."), Refused)
    before = {"number": kept.evidence.number, "sha256": kept.file.sha256}
    kept.delete()
    record("evidence.file_removed", actor=actor.pk, subject=f"report:{row.pk}", before=before)
