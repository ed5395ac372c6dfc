"""What was found of a signed copy, in words: what it is, why, and what to do about it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.common.templatetags.words import moment
from thuocdo.reports.verdicts import About, Row, Signer, tone

ICONS = {"good": "check", "look": "info", "bad": "cross"}
Words = tuple[Promise, Promise | str, Promise | str]  # what it is; why; what to do
NEW_SIGNATURE = gettext_lazy("Have the PDF that was made here signed anew, and attach that.")
ASK_KEEPER = gettext_lazy(
    "The unit has nothing to mend. The installation's administrator can put the certificates or lists in place; then "
    "press “Check again”."
)

WHOSE: dict[str, Promise] = {
    Signer.HEAD: gettext_lazy("Head's signature"),
    Signer.DECLARED: gettext_lazy("Head's signature"),
    Signer.OTHER_CERTIFICATE: gettext_lazy("Head's signature"),
    Signer.DELEGATED: gettext_lazy("Signature for the head"),
    Signer.UNDELEGATED: gettext_lazy("Signature for the head"),
    Signer.AGENCY: gettext_lazy("Agency's signature"),
    Signer.OTHER_UNIT: gettext_lazy("Signature of another unit"),
    Signer.PERSON: gettext_lazy("Signature of another person"),
}
OF_SIGNER: dict[str, tuple[Promise, Promise]] = {  # what is to be said of the signer beside the signature itself
    Signer.DECLARED: (
        gettext_lazy("Nobody in office is recorded; the name is that of the signer whom the report gives."),
        gettext_lazy("Record the unit's head with dates of office, so that the signature can be compared."),
    ),
    Signer.OTHER_CERTIFICATE: (
        gettext_lazy("The name is that of a recorded signer, but the certificate is not the registered one."),
        gettext_lazy("If the signer has a new certificate, have it registered; then press “Check again”."),
    ),
    Signer.UNDELEGATED: (
        gettext_lazy("The signer is a deputy for whom no delegation is recorded."),
        gettext_lazy("Record the document of the delegation, then press “Check again”; or have the head sign."),
    ),
    Signer.OTHER_UNIT: (
        gettext_lazy("The certificate belongs to another unit."),
        gettext_lazy("Check whether the right file was attached; if so, have your own unit sign it."),
    ),
}
VERDICTS: dict[str, Words] = {
    "valid": (gettext_lazy("valid"), gettext_lazy("The certificate holds, and what was signed is unchanged."), ""),
    "unchecked": (
        gettext_lazy("valid, revocation not checked"),
        gettext_lazy("No list that is in force says whether the certificate has been revoked."),
        ASK_KEEPER,
    ),
    "unknown_issuer": (
        gettext_lazy("unknown issuer"),
        gettext_lazy("The certificate comes from an authority that this installation does not know."),
        gettext_lazy(
            "Sign with a certificate of the government's authority; or, if it is one, ask the installation's "
            "administrator to add its root, then press “Check again”."
        ),
    ),
    "expired": (
        gettext_lazy("certificate expired"),
        gettext_lazy("The certificate is no longer in force."),
        gettext_lazy("Have the certificate renewed and the report signed anew."),
    ),
    "not_yet_valid": (
        gettext_lazy("certificate not yet in force"),
        gettext_lazy("The certificate begins to hold on a later day."),
        gettext_lazy("Sign with a certificate that is in force now."),
    ),
    "revoked": (
        gettext_lazy("certificate revoked"),
        gettext_lazy("The authority has revoked the certificate."),
        gettext_lazy("Have the report signed anew with a certificate that is in force."),
    ),
    "unsuitable": (
        gettext_lazy("certificate not made for signing documents"),
        gettext_lazy("The certificate, or how it was used, is not meant for documents."),
        gettext_lazy("Sign with the certificate that was issued for documents."),
    ),
    "appended": (
        gettext_lazy("something was appended afterwards"),
        gettext_lazy("The last signature does not cover the whole file: something was added after it."),
        gettext_lazy("Attach the file as the signing tool saved it, not opened and saved since."),
    ),
    "updated": (
        gettext_lazy("changed afterwards"),
        gettext_lazy("After this signature a page or its text was altered, not only a signature added."),
        gettext_lazy("Number and date have to be set by the agency's signature. Sign the PDF that was made here anew."),
    ),
    "changed": (
        gettext_lazy("changed afterwards"),
        gettext_lazy("The signed bytes are not those that were signed."),
        NEW_SIGNATURE,
    ),
    "damaged": (
        gettext_lazy("damaged"),
        gettext_lazy("This signature cannot be read."),
        gettext_lazy("Download the file again from the document management system and attach that."),
    ),
}  # fmt: skip
NOT_BELIEVED = gettext_lazy(
    "It says %(time)s. Without a service that this installation believes, that time proves nothing; the signatures are "
    "not touched by it."
)
BROKEN_STAMP = gettext_lazy("The file was altered after the time stamp, or the stamp cannot be read.")
STAMPS: dict[str, tuple[Promise, Promise]] = {
    "valid": (
        gettext_lazy("valid"),
        gettext_lazy("By the service's clock the whole file, signatures included, was there at %(time)s."),
    ),
    **{kind: (VERDICTS[kind][0], NOT_BELIEVED) for kind in ("unknown_issuer", "expired", "not_yet_valid")},
    "unsuitable": (gettext_lazy("certificate not made for time stamps"), NOT_BELIEVED),
    **{kind: (VERDICTS[kind][0], BROKEN_STAMP) for kind in ("changed", "damaged")},
}
OTHERS: dict[tuple[str, str], Words] = {
    (About.CONTENT, "printed"): (
        gettext_lazy("Content: as declared"),
        gettext_lazy("The file begins with the very bytes of the report that was made here."),
        "",
    ),
    (About.CONTENT, "stated"): (
        gettext_lazy("Content: by its digest only"),
        gettext_lazy(
            "Another program saved the file anew. It states the digest of what is declared, but its bytes are not "
            "those of the PDF that was made here."
        ),
        gettext_lazy("Better: sign the file that was made here without opening it in another program first."),
    ),
    (About.CONTENT, "own_draft"): (
        gettext_lazy("Content: the unit's own report, not compared"),
        gettext_lazy("The unit drafted this report itself. The figures that count are those of the form."),
        "",
    ),
    (About.CONTENT, "scan"): (
        gettext_lazy("Scanned copy"),
        gettext_lazy("A picture of the signed and sealed paper. Nobody can check it by computer."),
        gettext_lazy("The verifier compares it with the form by eye."),
    ),
    (About.CONTENT, "outdated"): (
        gettext_lazy("Changed after it was signed"),
        gettext_lazy("The report was changed after this file was taken out for signing."),
        gettext_lazy("Take the report out anew, have it signed and attach it."),
    ),
    (About.CONTENT, "altered"): (
        gettext_lazy("Content: altered before it was signed"),
        gettext_lazy("A page of the report was altered before the first signature."),
        NEW_SIGNATURE,
    ),
    (About.CONTENT, "other_unit"): (
        gettext_lazy("Content: another unit's report"),
        gettext_lazy("This is the report of another unit."),
        gettext_lazy("Attach the signed report of your own unit."),
    ),
    (About.CONTENT, "other_year"): (
        gettext_lazy("Content: another year's report"),
        gettext_lazy("This is your unit's report of another season."),
        gettext_lazy("Attach the signed report of this season."),
    ),
    (About.CONTENT, "other"): (
        gettext_lazy("Content: not the report that was made here"),
        gettext_lazy("The file neither begins with a report that was made here nor states its digest."),
        gettext_lazy(
            "Have the PDF that was made here signed. If the unit signed a report of its own, attach it again and "
            "say so."
        ),
    ),
    (About.HEAD, "missing"): (
        gettext_lazy("Signer is not the head"),
        gettext_lazy("No signature is that of the unit's head, or of a deputy in office on the date of the report."),
        gettext_lazy("Have the head sign; or record who is in office and by which delegation, then “Check again”."),
    ),
    (About.AGENCY, "missing"): (
        gettext_lazy("Agency's signature is missing"),
        gettext_lazy("No signature is that of the unit itself, which sets the number and seals the whole file."),
        gettext_lazy("Have the clerk sign with the agency's certificate, after the head, and attach the result."),
    ),
    (About.AGENCY, "not_last"): (
        gettext_lazy("Agency's signature is not the last one"),
        gettext_lazy("Another signature follows it, so it does not cover the whole file."),
        gettext_lazy("The clerk signs with the agency's certificate after everybody else."),
    ),
    (About.FILE, "no_signature"): (
        gettext_lazy("No signature"),
        gettext_lazy("The PDF holds no electronic signature."),
        gettext_lazy("Attach the file that the signing tool saved. A scan of paper is recorded as a scanned copy."),
    ),
    (About.FILE, "encrypted"): (
        gettext_lazy("Locked file"),
        gettext_lazy("The file is locked with a password, so nobody can check its signatures."),
        gettext_lazy("Have the report signed without a password."),
    ),
    (About.FILE, "crowded"): (
        gettext_lazy("Too many signatures"),
        gettext_lazy("The file holds more signatures than a report can have."),
        NEW_SIGNATURE,
    ),
    (About.FILE, "damaged"): (
        gettext_lazy("Damaged file"),
        gettext_lazy("The file cannot be read whole, so its signatures cannot be checked."),
        gettext_lazy("Download it again from the document management system; do not save it anew."),
    ),
}


@dataclass(frozen=True)
class Spoken:
    """One thing found, for people. `facts`: the certificate's own words."""

    tone: str
    label: str
    why: str
    todo: str = ""
    facts: list[str] = field(default_factory=list)
    signed_at: datetime | None = None

    @property
    def icon(self) -> str:
        return ICONS[self.tone]


def spoken(row: Row) -> Spoken:
    """A kept row in words; a row that this version does not know is shown by its name, never hidden."""
    if row["about"] == About.SIGNATURE:
        return _signature(row)
    if row["about"] == About.STAMP:
        return _stamp(row)
    words = OTHERS.get((row["about"], row["kind"]), (str(row["kind"]), "", ""))
    return Spoken(tone(row), *(str(text) for text in words))


def _signature(row: Row) -> Spoken:
    state, why, todo = VERDICTS.get(row["kind"], (str(row["kind"]), "", ""))
    said = _of_signer(row)
    return Spoken(
        tone=tone(row),
        label=_("%(whose)s: %(state)s") % {"whose": WHOSE.get(row["role"], row["role"]), "state": state},
        why=" ".join(str(text) for text in (why, said[0]) if text),
        todo=" ".join(str(text) for text in (todo, said[1]) if text),
        facts=_facts(row),
        signed_at=parse_datetime(row["signed_at"]) if row.get("signed_at") else None,
    )


def _stamp(row: Row) -> Spoken:
    """A time stamp that is not believed leaves the signatures what they are."""
    state, why = STAMPS.get(row["kind"], (str(row["kind"]), ""))
    at = parse_datetime(row["stamped_at"]) if row["stamped_at"] else None
    return Spoken(
        tone=tone(row),
        label=_("Time stamp of the document: %(state)s") % {"state": state},
        why=str(why) % {"time": moment(at) if at else "–"},
        todo=str(ASK_KEEPER) if row["kind"] == "unknown_issuer" else "",
        facts=[row["service"]] if row["service"] else [],
    )


def _of_signer(row: Row) -> tuple[object, object]:
    if row["role"] == Signer.DELEGATED:
        return _("Delegation recorded: %(document)s.") % {"document": row["mandate"]}, ""
    return OF_SIGNER.get(row["role"], ("", ""))


def _facts(row: Row) -> list[str]:
    who = ", ".join([row["name"], *row["organisations"]])
    issued = _("issued by %(issuer)s") % {"issuer": row["issuer"]} if row["issuer"] else ""
    return [text for text in (who, row.get("title", ""), issued) if text]
