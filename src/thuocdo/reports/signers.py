"""Whose a signature is: the unit's head in office, a deputy, the agency itself, another unit (R4.5, R8.1)."""

import unicodedata
from collections.abc import Iterable
from datetime import date

from thuocdo.accounts.letterheads import letterhead_on, signatories_on
from thuocdo.accounts.models import Signatory, Unit
from thuocdo.documents.signatures import SignatureFound
from thuocdo.reports.models import Report
from thuocdo.reports.verdicts import Row, Signer

SAME = {"uỷ": "ủy", "ubnd": "ủy ban nhân dân", "-": " ", "–": " ", ",": " "}


def roles(report: Report, signatures: Iterable[SignatureFound], day: date) -> dict[int, Row]:
    """Place of each signature -> its signer's role on `day`, with what is recorded. Costs 3 or 4 queries."""
    unit = report.season_unit.unit
    in_office = signatories_on(unit, day)
    own = {_plain(name) for name in _names(report, day)}
    others = {_plain(name) for name in Unit.objects.exclude(pk=unit.pk).values_list("name_vi", flat=True)} - own
    return {place: _role(found, report, in_office, own, others) for place, found in enumerate(signatures)}


def _names(report: Report, day: date) -> list[str]:
    unit = report.season_unit.unit
    return [report.season_unit.name_vi, unit.name_vi, letterhead_on(unit, day).name]


def _role(found: SignatureFound, report: Report, in_office: list[Signatory], own: set[str], others: set[str]) -> Row:
    signer = _recorded(found, in_office)
    if signer is not None:
        return _as_recorded(found, signer)
    name = _plain(found.name)
    if _is_one_of(name, own):
        return {"role": Signer.AGENCY.value}
    if _is_one_of(name, others) or (_belongs(found, others) and not _belongs(found, own)):
        return {"role": Signer.OTHER_UNIT.value}
    is_named = bool(name) and name == _plain(report.signer_name)
    return {"role": Signer.DECLARED.value if is_named and not in_office else Signer.PERSON.value}


def _recorded(found: SignatureFound, in_office: list[Signatory]) -> Signatory | None:
    """By the registered certificate first, by name else: a head and a deputy may bear the same name."""
    by_certificate = (row for row in in_office if row.certificate_sha256 == found.certificate_sha256 != "")
    by_name = (row for row in in_office if _plain(row.full_name) == _plain(found.name) != "")
    return next(by_certificate, None) or next(by_name, None)


def _as_recorded(found: SignatureFound, signer: Signatory) -> Row:
    facts = {"title": signer.title, "capacity": signer.capacity, "mandate": signer.mandate}
    if signer.certificate_sha256 and signer.certificate_sha256 != found.certificate_sha256:
        return {"role": Signer.OTHER_CERTIFICATE.value, **facts}
    if signer.is_head:
        return {"role": Signer.HEAD.value, **facts}
    return {"role": (Signer.DELEGATED if signer.mandate.strip() else Signer.UNDELEGATED).value, **facts}


def _is_one_of(name: str, names: set[str]) -> bool:
    """The name itself, or followed by its province: "Sở Y tế tỉnh Thừa Thiên Huế"."""
    return any(name == known or name.startswith((f"{known} tỉnh ", f"{known} thành phố ")) for known in names)


def _belongs(found: SignatureFound, names: set[str]) -> bool:
    return any(_is_one_of(_plain(row), names) for row in found.organisations)


def _plain(text: str) -> str:
    """One spelling for what people write in several."""
    plain = unicodedata.normalize("NFC", text).casefold()
    for old, new in SAME.items():
        plain = plain.replace(old, new)
    return " ".join(plain.split())
