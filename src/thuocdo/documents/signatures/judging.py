"""The judgement itself, by pyHanko, with what it does not demand of its own accord.

pyHanko calls a signature good also when something was appended after it, and when no list says whether its certificate
was revoked. Here the last signature has to cover the whole file, between two only updates that add a signature are
let through (pyHanko's difference policy), and a certificate that no list speaks of is "unchecked". What may follow the
last signature are time stamps of the whole document, with the proofs that they carry along: they keep a signature
checkable for years (PAdES-LTA) and alter nothing. Whatever a damaged file makes pyHanko raise means "damaged".
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from thuocdo.documents.signatures.chains import mistrust, validation_context
from thuocdo.documents.signatures.stamps import closes, stamp
from thuocdo.documents.signatures.verdicts import FileFault, Judged, SignatureFound, Trust, Verdict

MOST = 20  # signatures in one document; each costs some 20 ms


def judge(content: bytes, trust: Trust, at: datetime) -> Judged:
    """Every signature of a PDF with its verdict, as things stand at the moment `at`. Never raises."""
    try:
        with ThreadPoolExecutor(
            max_workers=1
        ) as apart:  # pyHanko runs an event loop, of which a thread has one at most
            return apart.submit(_judged, content, trust, at).result()
    except Exception:
        return Judged(fault=FileFault.DAMAGED)


def _judged(content: bytes, trust: Trust, at: datetime) -> Judged:
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(BytesIO(content))
    if reader.encrypted:
        return Judged(fault=FileFault.ENCRYPTED)
    embedded = reader.embedded_regular_signatures
    if not embedded:
        return Judged(fault=FileFault.NO_SIGNATURE)
    if len(embedded) > MOST:
        return Judged(fault=FileFault.CROWDED)
    stamps = tuple(stamp(row, trust, at) for row in reader.embedded_timestamp_signatures[-MOST:])
    *earlier, last = [_signature(row, trust, at) for row in embedded]
    ends = last.covers_all or (_is_only_stamped(embedded[-1], trust, at) and closes(reader, stamps))
    if last.verdict in _OF_TRUST and not ends:
        last = replace(last, verdict=Verdict.APPENDED)
    return Judged((*earlier, last), stamps=stamps)


_OF_TRUST = {
    Verdict.VALID, Verdict.UNCHECKED, Verdict.UNKNOWN_ISSUER, Verdict.EXPIRED, Verdict.NOT_YET_VALID, Verdict.REVOKED,
    Verdict.UNSUITABLE,
}  # fmt: skip


def _signature(embedded: object, trust: Trust, at: datetime) -> SignatureFound:
    """One damaged signature leaves the others their verdicts."""
    found = SignatureFound(Verdict.DAMAGED)
    try:
        found = _described(embedded)
        verdict, covers_all = _verdict(embedded, trust, at)
        return replace(found, verdict=verdict, covers_all=covers_all)
    except Exception:
        return found


def _described(embedded: object) -> SignatureFound:
    certificate = embedded.signer_cert
    subject = certificate.subject.native
    signed_at = embedded.self_reported_timestamp
    return SignatureFound(
        verdict=Verdict.DAMAGED,
        field=_text(embedded.field_name),
        name=_text(subject.get("common_name")),
        organisations=(*_texts(subject.get("organization_name")), *_texts(subject.get("organizational_unit_name"))),
        issuer=_text(certificate.issuer.native.get("common_name")) or certificate.issuer.human_friendly[:200],
        certificate_sha256=certificate.sha256.hex(),
        signed_at=signed_at.isoformat() if signed_at else "",
    )


def _texts(value: object) -> tuple[str, ...]:
    rows = value if isinstance(value, list) else [value]
    return tuple(_text(row) for row in rows if row)


def _text(value: object) -> str:
    """A certificate may hold anything: one line, no control characters, no more than a page can show."""
    text = " ".join(str(row) for row in value) if isinstance(value, list) else str(value or "")
    return " ".join("".join(letter for letter in text if letter.isprintable()).split())[:200]


def _verdict(embedded: object, trust: Trust, at: datetime) -> tuple[Verdict, bool]:
    """The verdict, and whether the signature covers the whole file."""
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    status = _validated(embedded, trust, at)
    covers_all = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not (status.intact and status.valid) or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return Verdict.CHANGED, covers_all
    if not _only_permitted(status):
        return Verdict.UPDATED, covers_all
    if not status.trusted:
        return mistrust(status, at), covers_all
    return _unless_revoked(embedded, trust, at), covers_all


def _validated(embedded: object, trust: Trust, at: datetime, *, of_signer: bool = False, of_issuers: bool = False):
    """pyHanko's status; whose revocation has to be ruled out by a list is said by the caller."""
    from pyhanko.sign.validation import KeyUsageConstraints, validate_pdf_signature

    context = validation_context(trust, at, of_signer=of_signer, of_issuers=of_issuers)
    usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
    return validate_pdf_signature(embedded, signer_validation_context=context, key_usage_settings=usage)


def _is_only_stamped(embedded: object, trust: Trust, at: datetime) -> bool:
    """Whether nothing follows the signature but time stamps and their proofs: no filled-in field either."""
    from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel

    found = _validated(embedded, trust, at).diff_result
    return isinstance(found, DiffResult) and found.modification_level <= ModificationLevel.LTA_UPDATES


def _only_permitted(status: object) -> bool:
    """Later states add signatures with their appearances and fill form fields; nothing that a reader of the page had
    not seen to be new."""
    from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel

    found = status.diff_result
    if found is None:
        return status.docmdp_ok is True
    within = isinstance(found, DiffResult) and found.modification_level <= ModificationLevel.FORM_FILLING
    return within and status.docmdp_ok is not False


def _unless_revoked(embedded: object, trust: Trust, at: datetime) -> Verdict:
    """A trusted certificate against the lists: the signer's own first, for its issuer's list alone can say that it is
    revoked; valid only where lists that are in force speak for the whole chain."""
    if not trust.lists:
        return Verdict.UNCHECKED
    for of_issuers in (False, True):
        status = _validated(embedded, trust, at, of_signer=True, of_issuers=of_issuers)
        if status.revoked:
            return Verdict.REVOKED
        if not status.trusted:
            return Verdict.UNCHECKED
    return Verdict.VALID
