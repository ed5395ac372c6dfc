"""What is missing in a report and what contradicts, each with where to mend it: before it is sent, and on its page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thuocdo.desks.unit.lines import Line
from thuocdo.reports.contradictions import Contradiction, Kind, Place
from thuocdo.reports.models import CONTACTS, Report

if TYPE_CHECKING:
    from thuocdo.desks.unit.workspace import Workspace


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class Found:
    """A contradiction as a page shows it."""

    label: Promise
    text: str
    links: tuple[Link, ...]


class Summary:
    """Of one workspace. Costs what its contradictions and delegations cost, once."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace

    @cached_property
    def starting(self) -> list[Line]:
        """Shown with last year's figures, and checked by nobody yet."""
        return [line for line in self._workspace.open_lines if line.starts]

    @cached_property
    def unanswered(self) -> list[Line]:
        waiting = {line.component.code for line in self.starting}
        return [line for line in self._workspace.open_lines if line.component.code not in waiting]

    @property
    def unproven(self) -> list[Line]:
        return self._workspace.unproven_lines

    @cached_property
    def unheld(self) -> list[Line]:
        """Open, and given to somebody whose post has ended."""
        given = ((line, line.delegation) for line in self._workspace.open_lines)
        return [line for line, delegation in given if delegation and not delegation.is_held]

    @cached_property
    def contacts(self) -> list[Link]:
        """The contacts that are missing, each with its field."""
        return missing_contacts(self._workspace.report)

    @property
    def is_complete(self) -> bool:
        return not (self.starting or self.unanswered or self.unproven or self.unheld or self.contacts)

    @cached_property
    def contradictions(self) -> list[Found]:
        return [self._found(row) for row in self._workspace.contradictions]

    @cached_property
    def exemptions(self) -> list[Line]:
        """Components that the unit asked not to be assessed, whatever became of it."""
        lines = self._workspace.lines
        return [line for line in lines if line.exemption and line.exemption.state != "withdrawn"]

    def _found(self, contradiction: Contradiction) -> Found:
        return Found(Kind(contradiction.kind).label, contradiction.text, tuple(self._links(contradiction)))

    def _links(self, contradiction: Contradiction) -> Iterator[Link]:
        """The document that is wrong, then what rests on it; else the figures, of which there is always one."""
        if document := contradiction.evidence:
            label = _("Document %(number)s") % {"number": document.number}
            yield Link(label, reverse("desks:evidence_document", args=[document.pk]))
        for place in contradiction.places:
            line = self._workspace.line(place.component)
            yield Link(_("Component %(code)s") % {"code": place.component}, f"{line.url}#{anchor(line, place)}")
            if contradiction.kind == Kind.BREAKDOWN:
                yield Link(_("Breakdown"), reverse("desks:breakdown", args=[self._workspace.report.pk, place.leaf]))


def anchor(line: Line, place: Place) -> str:
    """Where on the component's page it is: the field of its form, else its evidence."""
    if not place.figure:
        return "evidence"
    leaves = [leaf.code for leaf in line.component.leaves]
    return f"id_p{leaves.index(place.leaf)}-{place.figure}"


def missing_contacts(report: Report) -> list[Link]:
    page = reverse("desks:contacts", args=[report.pk])
    blank = [name for name in CONTACTS if not getattr(report, name).strip()]
    return [Link(str(report._meta.get_field(name).verbose_name), f"{page}?next=send#id_{name}") for name in blank]
