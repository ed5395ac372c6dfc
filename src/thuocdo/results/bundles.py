"""Keeps an edition's bundle once it has been made; whoever asks later gets the same file. Part of this floor's actions.

It is made outside the act of publication: its checkpoint can be signed only once that act is committed.
"""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thuocdo.audit.actions import receipt_seal, record
from thuocdo.common import clock
from thuocdo.common.faults import Refused, require
from thuocdo.documents.files import keep
from thuocdo.documents.models import StoredFile
from thuocdo.results.bundling import bundle_bytes, publication_entry
from thuocdo.results.enums import BundleKind, EditionState
from thuocdo.results.models import Bundle, Edition

ZIP = "application/zip"


def bundle_of(edition: Edition, kind: BundleKind) -> StoredFile:
    """The kept file, 1 query; made by the system itself where there is none yet.

    Raises Refused for an edition that is not published."""
    kept = _kept(edition, kind)
    if kept is not None:
        return kept
    require(edition.state == EditionState.PUBLISHED, _("Only a published result has a bundle."), Refused)
    entry = publication_entry(edition)
    if entry is not None:
        receipt_seal(entry)
    content = bundle_bytes(edition, kind.value)
    try:
        return _keep(edition, kind, content)
    except IntegrityError:  # somebody else asked at the same moment, and was given the same bytes
        return Bundle.objects.select_related("file").get(edition=edition, kind=kind).file


def bundles_of(editions: Iterable[Edition], kind: BundleKind) -> dict[int, StoredFile]:
    """Edition -> its file, of those that have been made: 1 query."""
    rows = Bundle.objects.filter(edition__in=editions, kind=kind).select_related("file")
    return {row.edition_id: row.file for row in rows}


def _kept(edition: Edition, kind: BundleKind) -> StoredFile | None:
    row = Bundle.objects.select_related("file").filter(edition=edition, kind=kind).first()
    return row.file if row else None


@transaction.atomic
def _keep(edition: Edition, kind: BundleKind, content: bytes) -> StoredFile:
    file = keep(content, ZIP)
    Bundle.objects.create(edition=edition, kind=kind, file=file, made_at=clock.now())
    digest = {"kind": kind.value, "sha256": file.sha256}
    record("edition.bundled", actor=None, subject=f"edition:{edition.pk}", after=digest)
    return file
