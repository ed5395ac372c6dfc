"""The figures of the three columns as they came about: who, when, why, and the points that follow (I9)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import groupby

from django.utils.translation import gettext as _

from thuocdo.cycles.queries import form_of
from thuocdo.desks.story.event import Act, Change, Event
from thuocdo.desks.story.reader import Reader, latest_by
from thuocdo.desks.unit.reading import declared_values
from thuocdo.regulation import AnswerFacts, Component
from thuocdo.regulation.scoring import Yardstick, score_one
from thuocdo.reports.enums import Stage
from thuocdo.reports.facts import law_values, unit_facts
from thuocdo.reports.models import AnswerChange

ICONS = {Stage.SELF: "pencil", Stage.VERIFIED: "search", Stage.FINAL: "people"}


def figure_events(reader: Reader) -> list[Event]:
    """One for each act that changed figures or points, of any column: 2 queries."""
    codes = [leaf.code for leaf in reader.component.leaves]
    rows = AnswerChange.objects.filter(answer__report=reader.report, answer__component__in=codes)
    rows = list(rows.select_related("answer", "changed_by").order_by("changed_at", "pk"))
    told = sorted(_told(reader, rows), key=lambda row: (row.changed_at, row.pk))
    teller = _Teller(reader)
    acts = groupby(told, key=lambda row: (row.changed_at, row.answer.stage, row.changed_by_id))
    return [teller.tell(list(group)) for _act, group in acts]


def _told(reader: Reader, rows: list[AnswerChange]) -> Iterator[AnswerChange]:
    """Declared: as it stood whenever the report was sent, and for the unit as it stands. Decided: every state for the
    desks, for the unit what it was shown."""
    sendings = [row.sent_at for row in reader.report.sendings.all()]
    for _line, own in groupby(sorted(rows, key=lambda row: (row.answer_id, row.version)), key=lambda r: r.answer_id):
        kept = list(own)
        stage = Stage(kept[0].answer.stage)
        if stage == Stage.SELF:
            yield from latest_by(kept, [*sendings, kept[-1].changed_at], "changed_at")
        elif reader.is_unit:
            yield from latest_by(kept, reader.moments(stage), "changed_at")
        else:
            yield from kept if reader.oversees or stage == Stage.VERIFIED else kept[-1:]


class _Teller:
    """Goes through the acts in order of time and keeps what stands after each."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.leaves = {leaf.code: leaf for leaf in reader.component.leaves}
        self.standing: dict[str, AnswerChange] = {}
        self.figures: dict[str, Mapping[str, str]] = {}
        exempt = {} if reader.line.exemption is None else _accepted(reader)
        self.facts = unit_facts(reader.report, Stage.SELF, exempt, draft=True)
        self.yardstick = Yardstick.of(form_of(reader.report.season_unit), {})

    def tell(self, rows: list[AnswerChange]) -> Event:
        first, stage = rows[0], Stage(rows[0].answer.stage)
        changes = [change for row in rows for change in self._changes(row)]
        self.standing |= {row.answer.component: row for row in rows}
        hides_who = self.reader.is_unit and stage != Stage.SELF
        return Event(
            at=first.changed_at,
            icon=ICONS[stage],
            title=_titles()[stage],
            who="" if hides_who else first.changed_by.full_name,
            text="\n".join(dict.fromkeys(row.reason for row in rows if row.reason)),
            note="" if changes else _("The figures stay as they were."),
            points=self._points(),
            changes=changes,
            stage=stage,
            act=_act(rows, stage),
        )

    def _changes(self, row: AnswerChange) -> Iterable[Change]:
        """Of what was changed; who settles points alone leaves the figures as they were."""
        leaf, before = self.leaves[row.answer.component], self.figures.get(row.answer.component)
        if row.settled is not None and not row.values:
            return []
        self.figures[leaf.code] = row.values
        old = declared_values(leaf, before or {})
        pairs = zip(old, declared_values(leaf, row.values), strict=True)
        return [
            Change(_label(self.reader.component, leaf, new.label), was.text, new.text, new.unit, before is None)
            for was, new in pairs
            if was.text != new.text
        ]

    def _points(self) -> Fraction | None:
        """By the law, of what stands now; none where only the comparison with other units gives them."""
        facts = {code: _facts(self.leaves[code], row) for code, row in self.standing.items()}
        told = replace(self.facts, answers=facts)
        return score_one(self.yardstick, self.reader.component, told).points


def _facts(leaf: Component, row: AnswerChange) -> AnswerFacts:
    settled = Fraction(row.settled) if row.settled is not None else None
    return AnswerFacts(values=law_values(leaf, row.values), settled=settled)


def _accepted(reader: Reader) -> dict[str, str]:
    row = reader.line.exemption
    return {row.component: row.acceptance.number} if row.state == "accepted" else {}


def _titles() -> dict[Stage, str]:
    return {
        Stage.SELF: _("The unit declared"),
        Stage.VERIFIED: _("Verification found"),
        Stage.FINAL: _("The council settled"),
    }


def _label(component: Component, leaf: Component, label: str) -> str:
    return label if leaf is component else f"{leaf.code} {label}"


def _act(rows: list[AnswerChange], stage: Stage) -> Act:
    report = rows[0].answer.report_id
    subjects = (f"report:{report}", *(f"report:{report}/{row.answer.component}" for row in rows))
    return Act(subjects, (f"answer.{stage}",), rows[0].changed_by_id)
