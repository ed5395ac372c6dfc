"""Who reads the story, and how much of it: the desks that check and decide, or the unit itself.

A unit reads the verified and the final column as its own pages show them, once the stage is finished, as a round of
replies showed them to it, and as a published edition states them; never what stood there in between, and never a vote
(R4.6, R9).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import oversees
from thuocdo.appraisal.enums import RoundKind
from thuocdo.appraisal.models import ReplyRound
from thuocdo.appraisal.reply_rounds import COLUMN, rounds_of
from thuocdo.common import clock
from thuocdo.desks.check.finding import Checked, checked
from thuocdo.desks.check.sheet import Line as CheckedLine
from thuocdo.desks.unit.finding import own_line
from thuocdo.desks.unit.lines import Line as OwnLine
from thuocdo.regulation import Component
from thuocdo.reports.enums import STAGES, Stage
from thuocdo.reports.models import Report
from thuocdo.results.enums import EditionState
from thuocdo.results.models import Edition
from thuocdo.results.queries import editions

Moments = Mapping[Stage, list[datetime]]


@dataclass(frozen=True)
class Reader:
    """`desk` is none for the unit itself. `rounds` showed this component to the unit, the earliest first; `edition`:
    the latest published one."""

    user: User
    report: Report
    line: CheckedLine | OwnLine
    desk: Checked | None
    rounds: list[ReplyRound]
    edition: Edition | None

    @property
    def component(self) -> Component:
        return self.line.component

    @property
    def is_unit(self) -> bool:
        return self.desk is None

    @property
    def oversees(self) -> bool:
        return not self.is_unit and oversees(self.user)

    def moments(self, stage: Stage) -> list[datetime]:
        """When the unit was shown this column; now as well where its own pages show it."""
        shown = [row.opened_at for row in self.rounds if STAGES.index(COLUMN[RoundKind(row.kind)]) >= _rank(stage)]
        if self.edition:
            shown.append(self.edition.proposed_at)
        if stage in self.line.results:
            shown.append(clock.now())
        return shown


def _rank(stage: Stage) -> int:
    return STAGES.index(stage)


def reader_of(request: HttpRequest, pk: int, code: str) -> Reader:
    """404 for another unit's component, and for one that somebody else verifies. 11 queries."""
    desk = _at_desk(request, pk)
    line = desk.sheet.line(code) if desk else None
    if line is None:
        desk, (workspace, line) = None, own_line(request, pk, code)
    report = desk.report if desk else workspace.report
    rounds = [row for row in rounds_of(report) if code in row.shown[str(report.pk)]]
    return Reader(request.user, report, line, desk, rounds[::-1], _published(report))


def _at_desk(request: HttpRequest, pk: int) -> Checked | None:
    try:
        return checked(request, pk)
    except Http404:
        return None


def _published(report: Report) -> Edition | None:
    rows = editions(report.season_unit.season).filter(state=EditionState.PUBLISHED)
    return rows.first()


def latest_by(rows: Iterable, moments: Iterable[datetime], at: str) -> Iterator:
    """Of rows in order of time those that stood at one of these moments, each once."""
    known = list(rows)
    chosen = {max((n for n, row in enumerate(known) if getattr(row, at) <= moment), default=None) for moment in moments}
    return (row for n, row in enumerate(known) if n in chosen)
