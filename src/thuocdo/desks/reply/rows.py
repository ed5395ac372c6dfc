"""What a round shows of one report, component by component, with what its unit has said and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thuocdo.appraisal.enums import ReplyDecision, RoundKind, Stance
from thuocdo.appraisal.models import Reply, ReplyRound
from thuocdo.appraisal.reply_rounds import exact, is_over, points_now, reasons_shown, replies_of
from thuocdo.cycles.queries import form_of, law
from thuocdo.regulation import Component, assess_unit
from thuocdo.reports.enums import Stage
from thuocdo.reports.facts import unit_facts
from thuocdo.reports.models import Report

UNANSWERED = "unanswered"
REPLY_STATES = ("waiting", "upheld", "changed", "agrees", UNANSWERED)  # as pages sort them: what is to be done first


@dataclass(frozen=True)
class Row:
    """One component as it was shown. `declared`: the unit's own points; `changed_to`: the points after a decision that
    changed them."""

    component: Component
    declared: Fraction | None
    shown: Fraction | None
    reasons: list[str]
    reply: Reply | None
    changed_to: Fraction | None

    @property
    def state(self) -> str:
        return reply_state(self.reply)

    @property
    def differs(self) -> bool:
        return self.declared != self.shown

    @property
    def wanted(self) -> Fraction | None:
        return exact(self.reply.wanted_points) if self.reply else None


def reply_state(reply: Reply | None) -> str:
    """In the words of `common.states`: unanswered, agrees, waiting, upheld, changed."""
    if reply is None:
        return UNANSWERED
    if reply.stance == Stance.AGREES:
        return "agrees"
    return reply.decision or "waiting"


@dataclass(frozen=True)
class Sheet:
    """One report in one round, before its own unit or before who decides."""

    round: ReplyRound
    report: Report
    rows: list[Row]
    today: date

    @property
    def is_over(self) -> bool:
        return is_over(self.round, self.today)

    @property
    def is_draft(self) -> bool:
        return self.round.kind == RoundKind.DRAFT

    @property
    def rest(self) -> list[Row]:
        """What has no reply yet."""
        return [row for row in self.rows if row.reply is None]

    def row(self, code: str) -> Row | None:
        return next((row for row in self.rows if row.component.code == code), None)


def sheet(round_: ReplyRound, report: Report, today: date) -> Sheet:
    """About 5 queries; 5 more where a decision changed points. `report` has its answers prefetched."""
    shown: Mapping[str, str | None] = round_.shown[str(report.pk)]
    said = {reply.component: reply for reply in replies_of(round_, report)}
    reasons, declared, lines = reasons_shown(round_, report), _declared(report), form_of(report.season_unit)
    now = _now(round_, report, said)
    rows = [
        Row(
            component=lines.component(code),
            declared=declared.get(code),
            shown=exact(points),
            reasons=reasons.get(code, []),
            reply=said.get(code),
            changed_to=now.get(code),
        )
        for code, points in shown.items()
    ]
    return Sheet(round_, report, rows, today)


def _declared(report: Report) -> dict[str, Fraction | None]:
    facts = unit_facts(report, Stage.SELF, draft=True)
    found = assess_unit(law(report.season_unit.season.pinned_set), facts)
    return {line.code: line.points for line in found.components}


def _now(round_: ReplyRound, report: Report, said: Mapping[str, Reply]) -> dict[str, Fraction | None]:
    """The points of those components alone whose decision says that they were changed."""
    codes = [code for code, reply in said.items() if reply.decision == ReplyDecision.CHANGED]
    if not codes:
        return {}
    points = points_now(round_.season_tier, round_.kind).get(str(report.pk), {})
    return {code: exact(points.get(code)) for code in codes}
