"""Notices to many units as one file: asked for on a page, made by the worker. Part of this floor's actions."""

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import require
from thuocdo.cycles.models import Season
from thuocdo.documents.models import StoredFile
from thuocdo.results.models import Edition, NoticeArchive


@transaction.atomic
def ask(actor: User, season: Season, edition: Edition | None, kind: str, total: int) -> NoticeArchive:
    """Has the worker make the notices of this result anew; what is still being made for it is not asked for twice."""
    require(runs_the_season(actor), _("Only the lead department sends out the notices."))
    Season.objects.select_for_update().get(pk=season.pk)
    waiting = archives(season, edition, kind)
    open_one = next((row for row in waiting if row.is_open), None)
    if open_one is not None:
        return open_one
    row = NoticeArchive.objects.create(
        season=season,
        edition=edition,
        kind=kind,
        total=total,
        asked_by=actor,
        asked_at=clock.now(),
        language=get_language() or "vi",
    )
    record("notices.asked", actor=actor.pk, subject=f"season:{season.pk}", after={"archive": row.pk, "kind": kind})
    return row


def archives(season: Season, edition: Edition | None, kind: str) -> list[NoticeArchive]:
    """Of one result, the latest first: 1 query."""
    rows = NoticeArchive.objects.filter(season=season, edition=edition, kind=kind)
    return list(rows.select_related("file", "asked_by"))


def waiting() -> NoticeArchive | None:
    """The one to be made next: 1 query."""
    rows = NoticeArchive.objects.filter(file=None, fault="").order_by("pk")
    return rows.select_related("season__pinned_set", "edition").defer("edition__content", "edition__public").first()


def tell_made(row: NoticeArchive, made: int) -> None:
    """How far it is. Committed by itself, so that the page sees it."""
    NoticeArchive.objects.filter(pk=row.pk).update(made=made)


def finish(row: NoticeArchive, file: StoredFile) -> None:
    NoticeArchive.objects.filter(pk=row.pk, fault="").update(file=file, made=row.total)


def give_up(row: NoticeArchive, fault: str) -> None:
    """It cannot be made as things stand; whoever asked reads why."""
    NoticeArchive.objects.filter(pk=row.pk, file=None).update(fault=fault)
