"""The signed copies of a report as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from thuocdo.accounts.models import User
from thuocdo.appraisal.models import Exemption
from thuocdo.appraisal.queries import asked
from thuocdo.cycles.enums import SignedCopies
from thuocdo.desks.unit.signing.verdict_words import Spoken, spoken
from thuocdo.reports.content import Digests, digests
from thuocdo.reports.models import Report, SignedCopy
from thuocdo.reports.signing import fault_of_copy, is_outdated, may_record
from thuocdo.reports.verdicts import worst


@dataclass(frozen=True)
class Shown:
    """One copy with what was found of it."""

    copy: SignedCopy
    is_outdated: bool

    @property
    def tone(self) -> str:
        return worst(self.copy.verdicts)

    @property
    def rows(self) -> list[Spoken]:
        return [spoken(row) for row in self.copy.verdicts]


class SignedBox:
    """Of one report with the unit's requests, for one person. 1 query, and those of the digest where there are copies
    (1 with answers and evidence prefetched)."""

    def __init__(self, report: Report, user: User, requests: Iterable[Exemption]) -> None:
        self.report = report
        self.asked = asked(requests)
        self.demanded = SignedCopies(report.season_unit.season.signed_copies)
        self.may_record = may_record(user, report)

    @cached_property
    def now(self) -> Digests:
        return digests(self.report, self.asked)

    @cached_property
    def copies(self) -> list[Shown]:
        rows = self.report.signed_copies.select_related("file", "uploaded_by")
        return [Shown(row, is_outdated(row, self.now)) for row in rows]

    @property
    def newest(self) -> Shown | None:
        return self.copies[0] if self.copies else None

    @property
    def earlier(self) -> list[Shown]:
        return self.copies[1:]

    @cached_property
    def fault(self) -> str:
        """What stands in the way of sending, in words."""
        return fault_of_copy(self.report, self.now)

    @property
    def is_demanded(self) -> bool:
        return self.demanded != SignedCopies.APART

    @property
    def takes_scans(self) -> bool:
        return self.demanded != SignedCopies.CERTIFICATE
