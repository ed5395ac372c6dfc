"""Whose a signature is: the unit's head in office, a deputy, the agency itself, another unit (R4.5, R8.1)."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thuocdo.accounts.letterheads import letterhead_on, signatories_on
from thuocdo.accounts.models import Signatory, Unit
from thuocdo.common.models import Installation
from thuocdo.documents.signatures import SignatureFound
from thuocdo.reports.models import Report
from thuocdo.reports.verdicts import Row, Signer

SAME = {"uỷ": "ủy", "ubnd": "ủy ban nhân dân", "-": " ", "–": " ", ",": " "}


LEVELS = ("tỉnh ", "thành phố ")
COMMITTEE = "ủy ban nhân dân "


@dataclass(frozen=True)
class _Names:
    """What the unit and the other units are called, and how their province may follow the name."""

    own: frozenset[str]
    others: frozenset[str]
    provinces: frozenset[str]

    def is_own(self, name: str) -> bool:
        return any(name in self._of_here(known) for known in self.own)

    def is_elsewhere(self, name: str) -> bool:
        """Another unit of this installation, or one that bears a known name in another province."""
        if self.is_own(name):
            return False
        followed = tuple(f"{known} {level}" for known in self.own for level in LEVELS)
        return name.startswith(followed) or any(name in self._of_here(known) for known in self.others)

    def is_of_other_province(self, organisation: str) -> bool:
        """A province's People's Committee that is not the one above this unit."""
        return organisation.startswith(f"{COMMITTEE}tỉnh ") and not self.is_above(organisation)

    def is_above(self, organisation: str) -> bool:
        """The People's Committee of the own province, which stands above every unit and so tells none from another."""
        return organisation.removeprefix(COMMITTEE) in self.provinces

    def _of_here(self, known: str) -> set[str]:
        """The name itself, or followed by its province: "Sở Y tế tỉnh Thừa Thiên Huế"."""
        return {known, *(f"{known} {province}" for province in self.provinces)}


def roles(report: Report, signatures: Iterable[SignatureFound], day: date) -> dict[int, Row]:
    """Place of each signature -> its signer's role on `day`, with what is recorded. Costs 4 or 5 queries."""
    in_office, names = signatories_on(report.season_unit.unit, day), _names(report, day)
    return {place: _role(found, report, in_office, names) for place, found in enumerate(signatures)}


def _names(report: Report, day: date) -> _Names:
    unit = report.season_unit.unit
    letterhead = letterhead_on(unit, day)
    own = {_plain(name) for name in (report.season_unit.name_vi, unit.name_vi, letterhead.name)}
    others = {_plain(name) for name in Unit.objects.exclude(pk=unit.pk).values_list("name_vi", flat=True)}
    return _Names(frozenset(own), frozenset(others - own), frozenset(_provinces(letterhead.above)))


def _provinces(above: str) -> set[str]:
    """How the own province is written after a name: with its level, or with either where the installation's name has
    none; and as the letterhead names it."""
    name, head = _plain(Installation.objects.values_list("name_vi", flat=True).first() or ""), _plain(above)
    written = {name} if name.startswith(LEVELS) else {f"{level}{name}" for level in LEVELS if name}
    over = head.removeprefix(COMMITTEE)
    return written | ({over} if over.startswith(LEVELS) else set())


def _role(found: SignatureFound, report: Report, in_office: list[Signatory], names: _Names) -> Row:
    by_certificate = (row for row in in_office if row.certificate_sha256 == found.certificate_sha256 != "")
    signer = next(by_certificate, None)
    if signer is not None:
        return _as_recorded(found, signer)
    name = _plain(found.name)
    organisations = [_plain(row) for row in found.organisations]
    if names.is_own(name) and not any(map(names.is_of_other_province, organisations)):
        return {"role": Signer.AGENCY.value}
    if names.is_own(name) or names.is_elsewhere(name) or _are_of_another(organisations, names):
        return {"role": Signer.OTHER_UNIT.value}
    signer = next((row for row in in_office if _plain(row.full_name) == name != ""), None)
    if signer is not None:
        return _as_recorded(found, signer)
    is_named = bool(name) and name == _plain(report.signer_name)
    return {"role": Signer.DECLARED.value if is_named and not in_office else Signer.PERSON.value}


def _are_of_another(organisations: list[str], names: _Names) -> bool:
    """A namesake of the head: the certificate names another unit, and not this one."""
    told = [row for row in organisations if not names.is_above(row)]
    is_other = any(names.is_elsewhere(row) or names.is_of_other_province(row) for row in told)
    return is_other and not any(map(names.is_own, told))


def _as_recorded(found: SignatureFound, signer: Signatory) -> Row:
    facts = {"title": signer.title, "capacity": signer.capacity, "mandate": signer.mandate}
    if signer.certificate_sha256 and signer.certificate_sha256 != found.certificate_sha256:
        return {"role": Signer.OTHER_CERTIFICATE.value, **facts}
    if signer.is_head:
        return {"role": Signer.HEAD.value, **facts}
    return {"role": (Signer.DELEGATED if signer.mandate.strip() else Signer.UNDELEGATED).value, **facts}


def _plain(text: str) -> str:
    """One spelling for what people write in several."""
    plain = unicodedata.normalize("NFC", text).casefold()
    for old, new in SAME.items():
        plain = plain.replace(old, new)
    return " ".join(plain.split())
