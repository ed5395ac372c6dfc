"""Upload links: a subordinate body without accounts hands in files; an officer takes or refuses each (R4.3)."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from pathlib import PurePath

from django.contrib.postgres.expressions import ArraySubquery
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Refused, require
from thuocdo.cycles.queries import form_of
from thuocdo.documents import files
from thuocdo.reports.actions import editable
from thuocdo.reports.deadlines import deadline_of
from thuocdo.reports.evidence import Details, attach_stored
from thuocdo.reports.evidence_files import check_room
from thuocdo.reports.models import EvidenceFile, ReceivedFile, Report, UploadLink
from thuocdo.reports.rules import is_open

MOST_FILES = 20  # by one link, refused ones included: whoever needs more asks for another link
MOST_DAYS = 60
MOST_LINKS = 200  # open ones of one report


class LinkOver(Refused):
    """The link was closed, has expired, or its report was sent."""


def digest_of(secret: str) -> str:
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def links_of(report: Report) -> QuerySet[UploadLink]:
    """The report's links, newest first, with what came in: 2 queries."""
    return UploadLink.objects.filter(report=report).select_related("made_by").prefetch_related(
        "received__file", "received__dealt_by", "received__taken_as__evidence"
    ).order_by("-pk")  # fmt: skip


@transaction.atomic
def make_link(
    actor: User, report: Report, *, body: str, wanted: str, days: int, component: str = ""
) -> tuple[UploadLink, str]:
    """A new link and its secret, which is kept nowhere: it is shown once. `days`: how long it is open."""
    row = editable(actor, report)
    if component:
        form_of(row.season_unit).component(component)
    require(1 <= days <= MOST_DAYS, _("Choose 1 to %(most)s days.") % {"most": MOST_DAYS}, Refused)
    now = clock.now()
    still_open = UploadLink.objects.filter(report=row, closed_at=None, expires_at__gt=now).count()
    require(still_open < MOST_LINKS, _("Too many links are open. Close those that are no longer needed."), Refused)
    secret = secrets.token_urlsafe(24)
    link = UploadLink.objects.create(
        report=row,
        component=component,
        body=body,
        wanted=wanted,
        secret_sha256=digest_of(secret),
        expires_at=now + timedelta(days=days),
        made_by=actor,
        made_at=now,
    )
    after = {"body": body, "until": link.expires_at.isoformat()}
    record("upload_link.made", actor=actor.pk, subject=f"upload_link:{link.pk}", after=after)
    return link, secret


@transaction.atomic
def close_link(actor: User, link: UploadLink) -> None:
    """Nobody hands in by it any more; what came in stays."""
    editable(actor, link.report)
    if UploadLink.objects.filter(pk=link.pk, closed_at=None).update(closed_at=clock.now()):
        record("upload_link.closed", actor=actor.pk, subject=f"upload_link:{link.pk}")


def check_link_open(link: UploadLink) -> None:
    """Raises LinkOver. Needs the report's season unit and tier."""
    over = link.closed_at or link.expires_at <= clock.now() or not is_open(link.report)
    require(not over, _("This link is closed. Ask the body that sent it to you for a new one."), LinkOver)


def receive_files(link: UploadLink, uploads: Iterable[UploadedFile], note: str) -> list[ReceivedFile]:
    """Keeps what somebody hands in by the link; all or nothing. Nothing of it is evidence until an officer takes it.

    Looking at files takes seconds, in which others hand in by the same link: they are looked at before its row is
    locked, and what the link and the report take is asked once more under the lock. Where it is refused after all, the
    bytes stay under their SHA-256, and nothing leads to them.

    Raises LinkOver; Refused where a file is not acceptable, or more come in than the link takes.
    """
    uploads = list(uploads)
    for upload in uploads:
        files.check_size(upload.size or 0)
    sizes = [upload.size for upload in uploads]
    _check_takes(_links().get(pk=link.pk), sizes)
    stored = [(files.store(upload), upload.name[-255:]) for upload in uploads]
    with transaction.atomic():
        row = _links().select_for_update(of=("self",)).get(pk=link.pk)
        _check_takes(row, sizes)
        kept = [
            ReceivedFile.objects.create(link=row, file=file, file_name=name, note=note, received_at=clock.now())
            for file, name in stored
        ]
        after = {"sha256": [file.sha256 for file, _name in stored]}
        record("upload_link.received", actor=None, subject=f"upload_link:{row.pk}", after=after)
    return kept


def _links() -> QuerySet[UploadLink]:
    return UploadLink.objects.select_related("report__season_unit__season_tier")


def _check_takes(link: UploadLink, sizes: list[int]) -> None:
    """Whether so many files of these sizes can still come in."""
    check_link_open(link)
    room = MOST_FILES - link.received.count()
    words = _("By one link at most %(most)s files can be handed in; %(room)s more are possible.")
    require(len(sizes) <= room, words % {"most": MOST_FILES, "room": room}, Refused)
    check_room(link.report, sum(sizes))


def suggested_title(received: ReceivedFile) -> str:
    """What was asked for, and of whom: the name of a file tells little."""
    asked = received.link.wanted.strip().partition("\n")[0].strip() or PurePath(received.file_name).stem
    return f"{asked[:150]} – {received.link.body}"


def with_handed_in(rows: QuerySet[Report]) -> QuerySet[Report]:
    """Adds what `waiting_files` and `outliving_links` tell; no query more."""
    waiting = ReceivedFile.objects.filter(link__report=OuterRef("pk"), dealt_at=None).order_by().values("link__report")
    still_open = UploadLink.objects.filter(report=OuterRef("pk"), closed_at=None, expires_at__gt=clock.now_in_query())
    return rows.annotate(
        told_waiting=Coalesce(Subquery(waiting.values(count=Count("pk"))), 0),
        told_open_until=ArraySubquery(still_open.values("expires_at")),
    )


def waiting_files(report: Report) -> int:
    """Files that came in by the links of a report of `with_handed_in`, and nobody has dealt with yet. No query."""
    return report.told_waiting


def outlives(link: UploadLink, report: Report) -> bool:
    """Whether files may still come in by the link after the report's last day."""
    return link.expires_at > deadline_of(report)


def outliving_links(report: Report) -> int:
    """Open links, of a report of `with_handed_in`, that take files after its last day. No query where its extensions
    are prefetched."""
    deadline = deadline_of(report)
    return sum(until > deadline for until in report.told_open_until)


@transaction.atomic
def take_received(actor: User, received: ReceivedFile, component: str, title: str = "") -> EvidenceFile:
    """The file becomes evidence of the component, under the next number of the list, issued by the link's body.
    `title`: empty for the one that the link suggests."""
    row = editable(actor, received.link.report)
    form_of(row.season_unit).component(component)
    _undecided(received)
    check_room(row, received.file.size)
    details = Details((title.strip() or suggested_title(received))[:300], issuer=received.link.body[:200])
    kept = attach_stored(actor, row, component, received.file, received.file_name, details=details)
    _decide(actor, received, kept)
    return kept


@transaction.atomic
def refuse_received(actor: User, received: ReceivedFile) -> None:
    """The file stays on record as refused, and proves nothing."""
    editable(actor, received.link.report)
    _undecided(received)
    _decide(actor, received, None)


def _undecided(received: ReceivedFile) -> None:
    fresh = ReceivedFile.objects.select_for_update().get(pk=received.pk)
    require(fresh.dealt_at is None, _("A colleague has dealt with this file already."), Refused)


def _decide(actor: User, received: ReceivedFile, kept: EvidenceFile | None) -> None:
    ReceivedFile.objects.filter(pk=received.pk).update(taken_as=kept, dealt_by=actor, dealt_at=clock.now())
    act = "upload_link.file_taken" if kept else "upload_link.file_refused"
    after = {"sha256": received.file.sha256}
    record(act, actor=actor.pk, subject=f"upload_link:{received.link_id}", after=after)
