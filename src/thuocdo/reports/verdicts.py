"""What is said of a signed copy, row by row, as it is kept with it; and which of it stands in the way of sending.

A row is plain data: `about` and `kind`, and for a signature whose it is (`role`) and what its certificate says. Words
for people: desks/unit/verdict_words.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from enum import StrEnum

from thuocdo.documents.signatures import Judged, SignatureFound, Verdict

Row = Mapping[str, object]


class About(StrEnum):
    FILE = "file"
    CONTENT = "content"
    SIGNATURE = "signature"
    HEAD = "head"
    AGENCY = "agency"
    STAMP = "stamp"


class Content(StrEnum):
    """What the file says, against what the unit declares."""

    PRINTED = "printed"  # begins with the bytes of a report that went out, which states what is declared now
    STATED = "stated"  # names the digest of what is declared, but another program saved it anew
    OWN_DRAFT = "own_draft"  # the unit's own text: nothing binds it to the figures
    SCAN = "scan"  # a picture: nothing binds it
    OUTDATED = "outdated"  # went out before a later change
    ALTERED = "altered"  # a page was altered between going out and being signed
    OTHER_UNIT = "other_unit"
    OTHER_YEAR = "other_year"
    OTHER = "other"


class Signer(StrEnum):
    """Whose a signature is, on the day that the report bears."""

    HEAD = "head"
    DELEGATED = "delegated"  # a deputy whose delegation is recorded
    UNDELEGATED = "undelegated"  # a deputy without one
    DECLARED = "declared"  # the name that the report gives; nobody in office is recorded
    OTHER_CERTIFICATE = "other_certificate"  # the head's name, not the registered certificate
    AGENCY = "agency"
    OTHER_UNIT = "other_unit"
    PERSON = "person"  # somebody else


HEADS = {Signer.HEAD, Signer.DELEGATED, Signer.UNDELEGATED, Signer.DECLARED, Signer.OTHER_CERTIFICATE}
GOOD, LOOK, BAD = "good", "look", "bad"  # look: accepted; somebody should look at it
_TONES = {
    (About.CONTENT, Content.PRINTED): GOOD,
    (About.CONTENT, Content.STATED): LOOK,
    (About.CONTENT, Content.OWN_DRAFT): LOOK,
    (About.CONTENT, Content.SCAN): LOOK,
    (About.SIGNATURE, Verdict.VALID): GOOD,
    (About.SIGNATURE, Verdict.UNCHECKED): LOOK,
    (About.STAMP, Verdict.VALID): GOOD,
    # Whoever set it, it alters nothing: what is not believed is the moment alone.
    (About.STAMP, Verdict.UNKNOWN_ISSUER): LOOK,
    (About.STAMP, Verdict.EXPIRED): LOOK,
    (About.STAMP, Verdict.NOT_YET_VALID): LOOK,
    (About.STAMP, Verdict.UNSUITABLE): LOOK,
}
_OF_SIGNERS = {
    Signer.HEAD: GOOD, Signer.DELEGATED: GOOD, Signer.AGENCY: GOOD, Signer.DECLARED: LOOK, Signer.PERSON: LOOK,
}  # fmt: skip
_ORDER = [GOOD, LOOK, BAD]


def tone(row: Row) -> str:
    """The worse of what the verdict and the signer make of it; what no table knows is bad."""
    tones = [_TONES.get((row["about"], row["kind"]), BAD)]
    if "role" in row:
        tones.append(_OF_SIGNERS.get(row["role"], BAD))
    return max(tones, key=_ORDER.index)


def worst(rows: Iterable[Row]) -> str:
    return max((tone(row) for row in rows), key=_ORDER.index, default=BAD)


def signature_rows(judged: Judged, roles: Mapping[int, Row]) -> list[Row]:
    """`roles`: place of the signature -> `role` and what is recorded of the signer."""
    return [_signature(found, roles[place]) for place, found in enumerate(judged.signatures)]


def _signature(found: SignatureFound, role: Row) -> Row:
    facts = asdict(found)
    kind = str(facts.pop("verdict"))
    return {"about": str(About.SIGNATURE), "kind": kind, **facts, "organisations": list(found.organisations), **role}


def stamp_rows(judged: Judged) -> list[Row]:
    """Time stamps of the whole document, in their order."""
    return [
        {"about": str(About.STAMP), "kind": str(row.verdict), "stamped_at": row.at, "service": row.service}
        for row in judged.stamps
    ]


def whole_rows(judged: Judged, signatures: list[Row]) -> list[Row]:
    """What is missing in the file as a whole: any signature, the head's, the agency's over everything."""
    if judged.fault:
        return [{"about": str(About.FILE), "kind": str(judged.fault)}]
    rows = []
    if not any(row["role"] in HEADS for row in signatures):
        rows.append({"about": str(About.HEAD), "kind": "missing"})
    if not any(row["role"] == Signer.AGENCY for row in signatures):
        rows.append({"about": str(About.AGENCY), "kind": "missing"})
    elif signatures[-1]["role"] != Signer.AGENCY:
        rows.append({"about": str(About.AGENCY), "kind": "not_last"})
    return rows
