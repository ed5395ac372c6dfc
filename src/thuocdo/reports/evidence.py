"""Writes to a report's evidence: one numbered list, cited by components (R4.3, R8)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import AlreadyThere, Conflict, Refused, require
from thuocdo.cycles.queries import form_of
from thuocdo.documents.models import StoredFile
from thuocdo.reports.actions import editable
from thuocdo.reports.enums import Standing
from thuocdo.reports.evidence_files import check_listed, check_new, check_room, is_listed, keep_file, stored_for
from thuocdo.reports.evidence_period import PeriodMark, counted_elsewhere, period_mark
from thuocdo.reports.models import Citation, Evidence, EvidenceFile, Report


@dataclass(frozen=True)
class Details:
    """What a document is known by; `standing` says why it counts for the data period (I6)."""

    title: str
    symbol: str = ""
    date: dt.date | None = None
    issuer: str = ""
    standing: str = Standing.ISSUED

    @classmethod
    def of(cls, evidence: Evidence) -> "Details":
        return cls(**{name: getattr(evidence, name) for name in cls.__dataclass_fields__})

    def noted(self) -> dict[str, str]:
        return {name: str(value or "") for name, value in asdict(self).items()}


def attach_evidence(
    actor: User, report: Report, component: str, upload: UploadedFile, *, page: str = "", quote: str = ""
) -> EvidenceFile:
    """Keeps a file that proves a component's figures, as a document of the list that the component cites.

    A file that the list holds already is not listed twice: the component cites the document there is.
    """
    stored = stored_for(actor, report, upload)
    with transaction.atomic():
        row = editable(actor, report)
        form_of(row.season_unit).component(component)
        check_room(row, stored.size)
        return attach_stored(actor, row, component, stored, upload.name, page=page, quote=quote)


def attach_stored(
    actor: User,
    report: Report,
    component: str,
    stored: StoredFile,
    file_name: str,
    *,
    page: str = "",
    quote: str = "",
    details: Details | None = None,
) -> EvidenceFile:
    """… of a file that is kept already; in the caller's transaction, which has locked the report. `details`: what a new
    document is known by; else the file's name.

    Raises AlreadyThere for a file that a revision has replaced: to cite its document would be to cite the revision.
    """
    present = EvidenceFile.objects.filter(evidence__report=report, file=stored).select_related("evidence").first()
    if present:
        _check_current(present)
    kept = present or keep_file(
        actor, _listed(actor, report, details or Details(PurePath(file_name).stem[:300])), stored, file_name
    )
    where = {"page": page, "quote": quote}
    _cited, made = Citation.objects.get_or_create(evidence=kept.evidence, component=component, defaults=where)
    if made:
        subject = f"report:{report.pk}/{component}"
        after = {"number": kept.evidence.number, "sha256": stored.sha256}
        record("evidence.attached", actor=actor.pk, subject=subject, after=after)
    return kept


def _check_current(kept: EvidenceFile) -> None:
    words = _(
        "“%(name)s” is an earlier version of a file of document %(number)s (%(title)s), which has been replaced there. "
        "Cite document %(number)s for the newer version; for the earlier one, first take the newer one off."
    )
    if EvidenceFile.objects.filter(revision_of=kept).exists():
        told = {"name": kept.file_name, "number": kept.evidence.number, "title": kept.evidence.title}
        raise AlreadyThere(words % told, kept.evidence)


def _listed(actor: User, report: Report, details: Details) -> Evidence:
    """A new document at the end of the list. `report` is locked; a number is never given twice."""
    Report.objects.filter(pk=report.pk).update(last_evidence_number=F("last_evidence_number") + 1)
    report.refresh_from_db(fields=["last_evidence_number"])
    return Evidence.objects.create(
        report=report,
        number=report.last_evidence_number,
        entered_by=actor,
        entered_at=clock.now(),
        **{name: getattr(details, name) for name in Details.__dataclass_fields__},
    )


def list_evidence(
    actor: User,
    report: Report,
    details: Details,
    uploads: Iterable[UploadedFile] = (),
    components: Iterable[str] = (),
) -> Evidence:
    """Puts a document on the list, with its files and the components that cite it; all or nothing.

    Raises AlreadyThere where a file is on the list already, Refused where an earlier season counts this document of the
    border day.
    """
    kept = [(stored_for(actor, report, upload), upload.name) for upload in uploads]
    with transaction.atomic():
        row = editable(actor, report)
        evidence = _listed(actor, row, details)
        for stored, name in kept:
            _keep_new(actor, evidence, stored, name)
        form = form_of(row.season_unit)
        Citation.objects.bulk_create(Citation(evidence=evidence, component=form.component(c).code) for c in components)
        _check_border(row, evidence)
        after = {"number": evidence.number, **details.noted()}
        record("evidence.listed", actor=actor.pk, subject=f"report:{row.pk}", after=after)
    return evidence


def _keep_new(actor: User, evidence: Evidence, stored: StoredFile, name: str) -> None:
    """A file of a document just listed, if there is room for it and no other document has it."""
    check_room(evidence.report, stored.size)
    check_new(evidence.report, stored, name, beside=evidence)
    keep_file(actor, evidence, stored, name)


@transaction.atomic
def describe_evidence(actor: User, evidence: Evidence, details: Details, *, seen: Details) -> None:
    """Corrects what a document is known by.

    `seen` is what stood there when the person began: raises Conflict where a colleague has changed it since, Refused
    where an earlier season counts this document of the border day, or a colleague has removed it.
    """
    row = editable(actor, evidence.report)
    check_listed(evidence)
    now = Evidence.objects.get(pk=evidence.pk)
    before = Details.of(now)
    if details == before:
        return
    require(seen == before, _("Somebody else changed this document meanwhile. Both versions are shown."), Conflict)
    for name in Details.__dataclass_fields__:
        setattr(now, name, getattr(details, name))
    now.save()
    _check_border(row, now)
    noted = {"before": before.noted(), "after": details.noted()}
    record("evidence.described", actor=actor.pk, subject=f"report:{row.pk}", **noted)


def _check_border(report: Report, evidence: Evidence) -> None:
    mark = period_mark(evidence, report.season_unit.season, counted_elsewhere(report))
    words = _(
        "This document is dated on the border day of two seasons, and your unit counted it in the earlier one. Correct "
        "the date, or take another document."
    )
    require(mark != PeriodMark.TWICE, words, Refused)


@transaction.atomic
def remove_evidence(actor: User, evidence: Evidence) -> None:
    """Takes a document off the list, with what cites it; its files' bytes stay in the store. Said twice, it is done."""
    row = editable(actor, evidence.report)
    if not is_listed(evidence):
        return
    before = {"number": evidence.number, "sha256": [kept.file.sha256 for kept in evidence.files.select_related("file")]}
    evidence.delete()
    record("evidence.removed", actor=actor.pk, subject=f"report:{row.pk}", before=before)
