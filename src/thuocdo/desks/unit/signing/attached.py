"""The file that came with a sending, as its receipt names it: what it is, and what was found of its signatures."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thuocdo.desks.unit.signing.verdict_words import spoken
from thuocdo.reports.enums import CopyKind
from thuocdo.reports.models import SignedCopy
from thuocdo.reports.verdicts import About


@dataclass(frozen=True)
class Attached:
    copy: SignedCopy

    @property
    def label(self) -> str:
        """Only a file that holds a signature is called signed."""
        if self.copy.kind == CopyKind.SCANNED:
            return _("Scanned copy of the signed report")
        if any(row["about"] == About.SIGNATURE for row in self.copy.verdicts):
            return _("Report with electronic signatures")
        return _("Attached file, without an electronic signature")

    @property
    def verdicts(self) -> list[str]:
        """What was found, a few words each, as the page of the signed report begins them."""
        return [spoken(row).label for row in self.copy.verdicts]
