"""The file that waits while its person looks at what it would change; applying it, all or nothing.

The file itself is kept and read again when it is applied: what was previewed is what is written.
"""

from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.cycles.queries import form_of
from thuocdo.reports.actions import check_filling, save_answers
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Answer, AnswerChange, Report, WaitingWorkbook
from thuocdo.reports.workbook.faults import BookFault
from thuocdo.reports.workbook.machine import Belongs
from thuocdo.reports.workbook.plan import Plan, compare
from thuocdo.reports.workbook.reading import read_workbook

MOST_BYTES = 10 * 2**20
KEPT_FOR = timedelta(days=1)


@transaction.atomic
def hand_in(actor: User, report: Report, upload: UploadedFile) -> WaitingWorkbook:
    """Keeps the file for its person to look at what it would change; in place of one that waited already.

    It changes nothing in the report, so that it may be handed in while the report stands closed. Raises NotAllowed;
    BookFault where the file is not this report's workbook, before anything is kept.
    """
    check_filling(actor, report)
    if upload.size > MOST_BYTES:
        raise BookFault("too_large", most=MOST_BYTES // 2**20)
    content = upload.read()
    read_workbook(content, form_of(report.season_unit), belongs(report))
    now = clock.now()
    WaitingWorkbook.objects.filter(handed_in_at__lt=now - KEPT_FOR).delete()
    kept = {
        "content": content,
        "sha256": sha256(content).hexdigest(),
        "file_name": (upload.name or "")[-255:],
        "handed_in_at": now,
    }
    return WaitingWorkbook.objects.update_or_create(report=report, person=actor, defaults=kept)[0]


def belongs(report: Report) -> Belongs:
    place = report.season_unit
    return Belongs(place.unit.key, place.name, place.season.key, place.season.pinned_set.digest, str(report.pk))


def waiting(actor: User, report: Report) -> WaitingWorkbook | None:
    """The person's own file that is not yet applied; None once it is a day old."""
    return _waiting(actor, report).first()


def _waiting(actor: User, report: Report) -> QuerySet[WaitingWorkbook]:
    rows = WaitingWorkbook.objects.filter(report=report, person=actor)
    return rows.filter(handed_in_at__gte=clock.now() - KEPT_FOR)


def plan_of(kept: WaitingWorkbook, report: Report) -> Plan:
    """What the file would change as the report stands. Two queries. Raises BookFault."""
    form = form_of(report.season_unit)
    reading = read_workbook(bytes(kept.content), form, belongs(report))
    answers = Answer.objects.filter(report=report, stage=Stage.SELF).select_related("changed_by")
    changes = AnswerChange.objects.filter(answer__report=report, answer__stage=Stage.SELF)
    named = changes.filter(version__in=set(reading.versions.values()))  # saving while somebody types makes many others
    rows = named.values_list("answer__component", "version", "values")
    history = {(component, version): values for component, version, values in rows}
    return compare(reading, form, {row.component: row for row in answers}, history, kept.sha256)


@transaction.atomic
def apply_workbook(actor: User, report: Report, digest: str, taken: Iterable[str]) -> int:
    """Writes what the preview `digest` listed, all or nothing, and lets go of the file; how many lines were written.

    `taken`: the lines in conflict that the file decides; the others stay as stored. Raises Conflict where the file or
    the report is no longer what was previewed, NotAllowed or Refused as `save_answers` does.
    """
    kept = _waiting(actor, report).select_for_update().first()
    require(kept, _("There is no file waiting to be applied. Choose the workbook again."), Refused)
    plan = plan_of(kept, report)
    require(plan.digest == digest, _("Something has changed since this preview was made. Look at it again."), Conflict)
    require(not plan.faults, _("Mend the cells that are listed, then choose the file again."), Refused)
    drafts = plan.drafts(set(taken))
    if drafts:
        save_answers(actor, report, drafts)
    kept.delete()
    return len(drafts)


def let_go(actor: User, report: Report) -> None:
    """The person does not want to apply the file after all."""
    WaitingWorkbook.objects.filter(report=report, person=actor).delete()
