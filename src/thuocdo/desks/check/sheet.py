"""A report as those see it who check it or decide on it: three columns side by side, none overwrites another (I9)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from django.db.models import Prefetch, QuerySet

from thuocdo.appraisal.enums import ExemptionState
from thuocdo.appraisal.models import Exemption
from thuocdo.cycles.queries import law
from thuocdo.desks.unit.lines import Extras
from thuocdo.regulation import (
    AnswerFacts,
    Component,
    ComponentResult,
    CriteriaSet,
    Form,
    Group,
    UnitResult,
    assess_unit,
)
from thuocdo.reports.enums import STAGES, Stage
from thuocdo.reports.facts import standing, unit_facts
from thuocdo.reports.models import Answer, Evidence, Report
from thuocdo.reports.queries import cited, with_evidence
from thuocdo.verification.queries import checked_components, lacking

ZERO = Fraction(0)
ByCode = Callable[[str], object]


def with_sheet(rows: QuerySet[Report], codes: Collection[str] | None = None) -> QuerySet[Report]:
    """Adds all that a sheet shows, of these scored lines alone where they are given: 2 queries more."""
    answers = Answer.objects.select_related("changed_by")
    if codes is not None:
        answers = answers.filter(component__in=codes)
    return with_evidence(rows).prefetch_related(Prefetch("answers", answers))


@dataclass(frozen=True)
class Cell:
    """A component in one column. Where the column has not decided it, `result` is that of the column before."""

    stage: Stage
    result: ComponentResult
    before: ComponentResult | None
    is_decided: bool
    answers: tuple[Answer, ...]

    @property
    def differs(self) -> bool:
        """From the column before, in points or in being scored at all; what the council scores had nothing before."""
        if self.before is None or self.before.state == "council":
            return False
        return (self.before.points, self.before.state) != (self.result.points, self.result.state)

    @property
    def change(self) -> Fraction | None:
        """By how many points; none where one of the two has no points."""
        if self.before is None or None in (self.before.points, self.result.points):
            return None
        return self.result.points - self.before.points

    @property
    def reason(self) -> str:
        return " ".join(dict.fromkeys(answer.reason for answer in self.answers if answer.reason))

    @property
    def last(self) -> Answer | None:
        """The latest answer: who decided and when."""
        return max(self.answers, key=lambda answer: answer.changed_at, default=None)


@dataclass(frozen=True)
class Line:
    """One component. `is_open`: this desk's column still lacks it, or it `is_again` to be done; `is_mine`: the person
    may write there now."""

    component: Component
    cells: Mapping[Stage, Cell]
    evidence: list[Evidence]
    exemption: Exemption | None
    is_open: bool
    is_mine: bool
    url: str
    sign: str = ""  # of a line of bonus or deduction
    second: str = ""  # of two blind verdicts: `given` by this person, `asked` of them, or they are `different`
    is_again: bool = False  # the report came back for it, and this desk has not done it since

    @property
    def waits_for_me(self) -> bool:
        return self.is_mine and (self.second == "asked" or (self.is_open and not self.second))

    @property
    def code(self) -> str:
        return self.component.code

    @property
    def columns(self) -> list[Cell]:
        return list(self.cells.values())

    @property
    def is_exempt(self) -> bool:
        return self.cells[Stage.SELF].result.state == "exempt"

    @property
    def is_councils(self) -> bool:
        """The council answers some of it, so that it cannot be compared with what was declared."""
        return any(leaf.answered_by == "council" for leaf in self.component.leaves)

    @property
    def is_verifiers(self) -> bool:
        """The verifier states some of its points."""
        return any(leaf.answered_by == "verifier" for leaf in self.component.leaves)

    @property
    def is_disputed(self) -> bool:
        """Verification found other points than were declared."""
        return self.cells[Stage.VERIFIED].differs

    @property
    def wanted_evidence(self) -> list:
        return [text for inner in self.component.walk() for text in inner.evidence]


@dataclass(frozen=True)
class GroupLines:
    group: Group | Extras
    lines: list[Line]


class Sheet:
    """`stage` is the column that the desk decides. `reads` and `writes` say by code what the person sees and may write;
    `requests` are the unit's exemption requests; `address` gives a component's page; `second` says by code how far two
    blind verdicts have come; for `again` the report came back to this desk."""

    def __init__(
        self,
        report: Report,
        stage: Stage,
        requests: Iterable[Exemption],
        *,
        reads: ByCode,
        writes: ByCode,
        address: Callable[[str], str],
        second: Callable[[str], str] = lambda code: "",
        again: Collection[str] = (),
    ) -> None:
        self.report = report
        self.requests = {row.component: row for row in requests}
        self.stage = stage
        self.law: CriteriaSet = law(report.season_unit.season.pinned_set)
        self.form: Form = self.law.forms[report.season_unit.season_tier.tier.code]
        self._reads, self._writes, self._address, self._second = reads, writes, address, second
        self._again = again

    @cached_property
    def exempt(self) -> dict[str, str]:
        """Only what is accepted in writing (I3)."""
        accepted = (row for row in self.requests.values() if row.state == ExemptionState.ACCEPTED)
        return {row.component: row.acceptance.number for row in accepted}

    @cached_property
    def results(self) -> dict[Stage, UnitResult]:
        return {stage: assess_unit(self.law, unit_facts(self.report, stage, self.exempt)) for stage in STAGES}

    def tried(self, code: str, answers: Mapping[str, AnswerFacts]) -> ComponentResult:
        """The component as it would be in the desk's column with these answers (leaf code -> facts)."""
        facts = unit_facts(self.report, self.stage, self.exempt)
        tried = assess_unit(self.law, replace(facts, answers={**facts.answers, **answers}))
        return next(result for result in (*tried.components, *tried.adjustments) if result.code == code)

    @cached_property
    def signs(self) -> dict[str, str]:
        """Lines of bonus and deduction -> which of the two."""
        return {extra.code: extra.sign for extra in self.form.adjustments}

    @cached_property
    def components(self) -> list[Component]:
        """The form's components, then its lines of bonus and deduction."""
        return checked_components(self.report)

    @cached_property
    def lines(self) -> list[Line]:
        return list(self._lines())

    def _lines(self) -> Iterator[Line]:
        missing = {stage: lacking(self.report, stage) for stage in STAGES}
        for place, component in enumerate(self.components):
            if not self._reads(component.code):
                continue
            cells = self._cells(place, component, missing)
            is_again = component.code in self._again
            yield Line(
                component=component,
                cells=cells,
                evidence=cited(self.report, component.code),
                exemption=self.requests.get(component.code),
                is_open=is_again or self._waits(component, cells[self.stage]),
                is_mine=bool(self._writes(component.code)),
                url=self._address(component.code),
                sign=self.signs.get(component.code, ""),
                second=self._second(component.code),
                is_again=is_again,
            )

    def _waits(self, component: Component, cell: Cell) -> bool:
        if cell.is_decided or cell.result.state == "exempt":
            return False
        if component.code in self.signs:  # a bonus that nobody claims needs no check
            return self.stage == Stage.VERIFIED and bool(self.own(component, Stage.SELF))
        return self.stage == Stage.FINAL or any(leaf.answered_by != "council" for leaf in component.leaves)

    def _cells(self, place: int, component: Component, missing: Mapping[Stage, set[str]]) -> dict[Stage, Cell]:
        cells: dict[Stage, Cell] = {}
        before = None
        for stage in STAGES:
            result = (*self.results[stage].components, *self.results[stage].adjustments)[place]
            decided = not any(leaf.code in missing[stage] for leaf in _asked(component, stage))
            cells[stage] = Cell(stage, result, before, decided, tuple(self._own(component, stage)))
            before = result
        return cells

    def _own(self, component: Component, stage: Stage) -> Iterator[Answer]:
        codes = {leaf.code for leaf in component.leaves}
        return (row for row in self.report.answers.all() if row.stage == stage and row.component in codes)

    @cached_property
    def groups(self) -> list[GroupLines]:
        seen = {line.code: line for line in self.lines}
        rows = [GroupLines(g, [seen[c.code] for c in g.components if c.code in seen]) for g in self.form.groups]
        extras = GroupLines(Extras(), [line for line in self.lines if line.sign])
        return [row for row in [*rows, extras] if row.lines]

    @cached_property
    def is_whole(self) -> bool:
        """The person sees every component."""
        return len(self.lines) == len(self.components)

    @property
    def compared(self) -> list[Line]:
        """The components over which the three columns are compared: not exempt, none of it the council's (I9)."""
        return [line for line in self.lines if not line.is_exempt and not line.is_councils and not line.sign]

    @property
    def compared_max(self) -> Fraction:
        return sum((r.max - r.exempt_max for r in (line.cells[Stage.SELF].result for line in self.compared)), ZERO)

    @property
    def compared_points(self) -> list[tuple[Stage, Fraction, Fraction | None, bool]]:
        """Column, its points over the same components, the change against the column before, whether all is decided."""
        sums = [sum((line.cells[stage].result.points or ZERO for line in self.compared), ZERO) for stage in STAGES]
        changes = [None, *(later - earlier for earlier, later in pairwise(sums))]
        decided = [all(line.cells[stage].is_decided for line in self.compared) for stage in STAGES]
        return list(zip(STAGES, sums, changes, [True, *decided[1:]], strict=True))

    @property
    def open_lines(self) -> list[Line]:
        return [line for line in self.lines if line.is_open or line.second]

    @property
    def mine(self) -> list[Line]:
        return [line for line in self.lines if line.is_mine]

    @property
    def my_open_lines(self) -> list[Line]:
        return [line for line in self.mine if line.waits_for_me]

    @property
    def disputed(self) -> list[Line]:
        return [line for line in self.lines if line.is_disputed]

    def line(self, code: str) -> Line | None:
        return next((line for line in self.lines if line.code == code), None)

    def next_open(self, after: str = "") -> Line | None:
        """The next component for this person after that one, from the top again when the end is reached."""
        codes = [line.code for line in self.lines]
        start = codes.index(after) + 1 if after in codes else 0
        return next((line for line in self.lines[start:] + self.lines[:start] if line.waits_for_me), None)

    def beside(self, code: str) -> tuple[Line | None, Line | None]:
        place = [line.code for line in self.lines].index(code)
        before = self.lines[place - 1] if place else None
        return before, (self.lines[place + 1] if place + 1 < len(self.lines) else None)

    def standing(self, component: Component, stage: Stage) -> dict[str, Answer]:
        """Scored line -> the answer that counts in the column `stage`."""
        counting = standing(self.report.answers.all(), stage)
        return {leaf.code: counting[leaf.code] for leaf in component.leaves if leaf.code in counting}

    def own(self, component: Component, stage: Stage) -> dict[str, Answer]:
        """Scored line -> the answer of the column itself."""
        return {row.component: row for row in self._own(component, stage)}


def _asked(component: Component, stage: Stage) -> list[Component]:
    """The scored lines on which the column decides: the unit on its own, verification on all but the council's."""
    if stage == Stage.SELF:
        return [leaf for leaf in component.leaves if leaf.answered_by == "unit"]
    if stage == Stage.VERIFIED:
        return [leaf for leaf in component.leaves if leaf.answered_by != "council"]
    return list(component.leaves)
