"""The judgement itself, by pyHanko, with what it does not demand of its own accord.

pyHanko calls a signature good also when something was appended after it, and when no list says whether its certificate
was revoked. Here the last signature has to cover the whole file, between two only updates that add a signature are
let through (pyHanko's difference policy), and a certificate that no list speaks of is "unchecked". Whatever a damaged
file makes pyHanko raise means "damaged".
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from thuocdo.documents.signatures.verdicts import FileFault, Judged, SignatureFound, Trust, Verdict

OUTSIDE_ITS_TIME = {"EXPIRED", "NOT_YET_VALID", "OUT_OF_BOUNDS_NO_POE", "OUT_OF_BOUNDS_NOT_REVOKED"}
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
    found = [_signature(row, trust, at) for row in embedded]
    if found[-1].verdict in _OF_TRUST and not found[-1].covers_all:
        found[-1] = replace(found[-1], verdict=Verdict.APPENDED)
    return Judged(tuple(found))


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
        return _mistrust(status, at), covers_all
    return _unless_revoked(embedded, trust, at), covers_all


def _validated(embedded: object, trust: Trust, at: datetime, *, of_signer: bool = False, of_issuers: bool = False):
    """pyHanko's status; whose revocation has to be ruled out by a list is said by the caller. By default pyHanko looks
    into a list only where the certificate names an address of one."""
    from asn1crypto.crl import CertificateList
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation import KeyUsageConstraints, validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule

    rules = {True: RevocationCheckingRule.CRL_OR_OCSP_REQUIRED, False: RevocationCheckingRule.NO_CHECK}
    context = ValidationContext(
        trust_roots=[Certificate.load(root) for root in trust.roots],
        other_certs=[Certificate.load(row) for row in trust.between],
        crls=[CertificateList.load(row) for row in trust.lists],
        allow_fetching=False,
        moment=at,
        revinfo_policy=CertRevTrustPolicy(RevocationCheckingPolicy(rules[of_signer], rules[of_issuers])),
    )
    usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
    return validate_pdf_signature(embedded, signer_validation_context=context, key_usage_settings=usage)


def _only_permitted(status: object) -> bool:
    """Later states add signatures with their appearances and fill form fields; nothing that a reader of the page had
    not seen to be new."""
    from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel

    found = status.diff_result
    if found is None:
        return status.docmdp_ok is True
    within = isinstance(found, DiffResult) and found.modification_level <= ModificationLevel.FORM_FILLING
    return within and status.docmdp_ok is not False


def _mistrust(status: object, at: datetime) -> Verdict:
    """Why the chain of certificates does not hold, from the validator's own indication."""
    name = getattr(status.trust_problem_indic, "name", "")
    if name == "NO_CERTIFICATE_CHAIN_FOUND":
        return Verdict.UNKNOWN_ISSUER
    if at < status.signing_cert.not_valid_before:
        return Verdict.NOT_YET_VALID
    return Verdict.EXPIRED if name.startswith(("EXPIRED", "OUT_OF_BOUNDS")) else Verdict.UNSUITABLE


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
