"""Time stamps of a whole document: a service's word that the file, signatures included, was there at a moment."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from thuocdo.documents.signatures.chains import mistrust, validation_context
from thuocdo.documents.signatures.verdicts import StampFound, Trust, Verdict

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

BROKEN = {Verdict.CHANGED, Verdict.UPDATED, Verdict.DAMAGED}


def stamp(embedded: object, trust: Trust, at: datetime) -> StampFound:
    """One time stamp with its verdict. Never raises: one that cannot be read is damaged."""
    try:
        return _stamp(embedded, trust, at)
    except Exception:
        return StampFound(Verdict.DAMAGED)


def closes(reader: "PdfFileReader", stamps: Sequence[StampFound]) -> bool:
    """Whether the file ends with an unbroken time stamp over all of it."""
    if not stamps or reader.embedded_signatures[-1].sig_object_type != "/DocTimeStamp":
        return False
    return stamps[-1].covers_all and stamps[-1].verdict not in BROKEN


def _stamp(embedded: object, trust: Trust, at: datetime) -> StampFound:
    from pyhanko.sign.validation import validate_pdf_timestamp
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    status = validate_pdf_timestamp(embedded, validation_context(trust, at))
    covers_all = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    stamped_at, service = status.timestamp.isoformat(), status.signing_cert.subject.human_friendly[:200]
    found = StampFound(Verdict.VALID, stamped_at, service, covers_all=covers_all)
    if not (status.intact and status.valid) or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return StampFound(Verdict.CHANGED, stamped_at, service, covers_all=covers_all)
    return found if status.trusted else StampFound(mistrust(status, at), stamped_at, service, covers_all=covers_all)
