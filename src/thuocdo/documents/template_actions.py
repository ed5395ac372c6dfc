"""Every write about Word templates: looking at one, taking it, going back to the built-in form."""

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.documents import files
from thuocdo.documents.filling import apart
from thuocdo.documents.filling.apart import Looked
from thuocdo.documents.filling.parts import MOST_BYTES
from thuocdo.documents.models import PaperTemplate, StoredFile
from thuocdo.documents.sample_papers import sample_paper
from thuocdo.documents.templates import PaperKind
from thuocdo.documents.word_forms import content, own_fields, template_of

FORMS = 0x7468_756F_666F_726D  # advisory lock: one change of a paper's form at a time, also the first


@transaction.atomic
def hand_in_template(actor: User, kind: PaperKind, upload: UploadedFile) -> StoredFile:
    """Keeps a file that is fit to be this paper's template; it counts nothing before `put_template`.

    Raises NotAllowed, Refused where it is no safe Word file, `filling.faults.Unfit` with all that is wrong in it.
    """
    _check_right(actor)
    require((upload.size or 0) <= MOST_BYTES, _("A template has at most 2 MB. Make its pictures smaller."), Refused)
    stored = files.store(upload)
    try_template(kind, stored)
    return stored


def try_template(kind: PaperKind, stored: StoredFile) -> Looked:
    """Fills it with sample data. Raises Refused, Unfit."""
    is_word = stored.media_type == files.WORD
    require(is_word, _("A template is a Word file (.docx). Save it as .docx and choose it again."), Refused)
    return apart.look(content(stored), sample_paper(kind), own_fields(kind))


@transaction.atomic
def put_template(actor: User, kind: PaperKind, stored: StoredFile, name: str, *, seen: int | None) -> PaperTemplate:
    """From now on the paper's Word file has this form. `seen`: the template (pk) that was in use when the person
    looked, None the built-in form; Conflict where a colleague has put another meanwhile. Raises NotAllowed, Refused,
    Unfit."""
    _check_right(actor)
    try_template(kind, stored)
    before = _in_use(kind, seen)
    same = before is not None and before.file_id == stored.pk
    require(not same, _("This template is in use already."), Refused)
    return _keep(actor, kind, before, stored, name)


@transaction.atomic
def drop_template(actor: User, kind: PaperKind, *, seen: int | None) -> PaperTemplate:
    """Back to the built-in form; earlier templates stay on record."""
    _check_right(actor)
    before = _in_use(kind, seen)
    require(before is not None, _("The built-in form is in use already."), Refused)
    return _keep(actor, kind, before, None, "")


def _check_right(actor: User) -> None:
    require(runs_the_season(actor), _("Only the lead department replaces the form of a paper."))


def _in_use(kind: PaperKind, seen: int | None) -> PaperTemplate | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FORMS])
    row = template_of(kind.key)
    same = (row.pk if row else None) == seen
    require(same, _("A colleague has changed the form of this paper meanwhile. Look at it again."), Conflict)
    return row


def _keep(
    actor: User, kind: PaperKind, before: PaperTemplate | None, stored: StoredFile | None, name: str
) -> PaperTemplate:
    row = PaperTemplate.objects.create(
        paper=kind.key, file=stored, file_name=name[-255:], put_by=actor, put_at=clock.now()
    )
    record(
        "paper_template.put" if stored else "paper_template.dropped",
        actor=actor.pk,
        subject=f"paper_template:{kind.key}",
        before={"sha256": before.file.sha256 if before and before.file else ""},
        after={"sha256": stored.sha256 if stored else ""},
    )
    return row
