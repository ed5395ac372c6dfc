"""Points of many units at once, column by column, for pages that show a whole season (I9).

An answer is read as the database's own text of it: two answers with one text have the same points, so that each is put
to the law once in the life of a process, and a page of a season at rest reads texts and nothing else.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast

from thuocdo.cycles.models import SeasonUnit
from thuocdo.cycles.queries import form_of
from thuocdo.regulation import AnswerFacts, Component, ComponentResult, Form, UnitFacts
from thuocdo.regulation.scoring import Yardstick, score_one
from thuocdo.reports.enums import STAGES, Stage
from thuocdo.reports.facts import law_values
from thuocdo.reports.models import Answer, Report

REMEMBERED = 20_000  # results a form; about 1 KB each


class Said(NamedTuple):
    """One answer as the database holds it: the text of its values, the points stated in place of the rule."""

    values: str
    settled: str | None


class Kept(NamedTuple):
    said: Said
    changed_at: datetime


Columns = Mapping[Stage, Mapping[str, Kept]]  # column -> scored line -> answer
NOTHING: Columns = {}


class Scorer:
    """Scores the components of one form, and remembers what it scored."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.codes = {component.code: component for component in form.components}
        self._yardstick = Yardstick.of(form, {})
        self._lines = form.index()
        self.result = lru_cache(maxsize=REMEMBERED)(self._result)

    def _result(
        self, code: str, said: tuple[tuple[str, Said], ...], exempt: tuple[tuple[str, str], ...]
    ) -> ComponentResult:
        answers = {line: self._facts(line, one) for line, one in said}
        facts = UnitFacts("", self.form.tier, "", answers, dict(exempt))
        return score_one(self._yardstick, self.codes[code], facts)

    def _facts(self, line: str, said: Said) -> AnswerFacts:
        settled = None if said.settled is None else Fraction(said.settled)
        return AnswerFacts(law_values(self._lines[line], json.loads(said.values)), settled)


_scorers: dict[tuple[str, str], Scorer] = {}  # by digest of the set and tier; a pinned set never changes


def scorer_of(digest: str, form: Form) -> Scorer:
    """The scorer of a form of the set with this digest; one per process."""
    key = (digest, form.tier)
    if key not in _scorers:
        _scorers[key] = Scorer(form)
    return _scorers[key]


def answers_of(reports: Iterable[Report], stages: Iterable[Stage] = STAGES) -> dict[int, Columns]:
    """Report's key -> its answers in these columns: 1 query."""
    rows = Answer.objects.filter(report__in=[report.pk for report in reports], stage__in=list(stages))
    found: dict[int, dict[Stage, dict[str, Kept]]] = defaultdict(lambda: defaultdict(dict))
    listed = rows.annotate(text=Cast("values", TextField())).values_list(
        "report_id", "stage", "component", "text", "settled", "changed_at"
    )
    for report, stage, component, text, settled, changed_at in listed:
        found[report][Stage(stage)][component] = Kept(Said(text, settled), changed_at)
    return found


@dataclass(frozen=True)
class Score:
    """One component of one unit in every column; where a column has not decided, the one before counts.

    `decided`: the columns that have decided all of it since the columns to their left last changed."""

    component: Component
    results: Mapping[Stage, ComponentResult]
    decided: frozenset[Stage]

    @property
    def own(self) -> ComponentResult:
        return self.results[Stage.SELF]

    @property
    def verified(self) -> ComponentResult:
        return self.results[Stage.VERIFIED]

    @cached_property
    def is_councils(self) -> bool:
        return is_councils(self.component)

    @property
    def is_compared(self) -> bool:
        """Not exempt, none of it the council's: only then its columns stand side by side (I9)."""
        return self.own.state != "exempt" and not self.is_councils

    @property
    def is_disputed(self) -> bool:
        """Verification found other points than were declared."""
        return self.is_compared and differ(self.own, self.verified)


def is_councils(component: Component) -> bool:
    return any(leaf.answered_by == "council" for leaf in component.leaves)


def differ(before: ComponentResult, after: ComponentResult) -> bool:
    return (before.points, before.state) != (after.points, after.state)


def scores(
    unit: SeasonUnit, columns: Columns, exempt: Mapping[str, str], stages: Iterable[Stage] = STAGES[:2]
) -> list[Score]:
    """Every component of a unit, in the order of its form; no query."""
    scorer = scorer_of(unit.season.pinned_set.digest, form_of(unit))
    accepted = tuple(sorted(exempt.items()))
    return [_score(scorer, component, columns, accepted, list(stages)) for component in scorer.form.components]


def _score(
    scorer: Scorer, component: Component, columns: Columns, exempt: tuple[tuple[str, str], ...], stages: list[Stage]
) -> Score:
    standing: dict[str, Said] = {}
    latest: dict[str, datetime] = {}
    results: dict[Stage, ComponentResult] = {}
    decided = set()
    for stage in stages:
        own = {leaf.code: kept for leaf in component.leaves if (kept := columns.get(stage, {}).get(leaf.code))}
        fresh = {code for code, kept in own.items() if kept.changed_at >= latest.get(code, kept.changed_at)}
        latest |= {code: max(kept.changed_at, latest.get(code, kept.changed_at)) for code, kept in own.items()}
        standing |= {code: kept.said for code, kept in own.items()}
        results[stage] = scorer.result(component.code, tuple(standing.items()), exempt)
        if fresh >= _asked(component, stage):
            decided.add(stage)
    return Score(component, results, frozenset(decided))


def _asked(component: Component, stage: Stage) -> set[str]:
    """The scored lines on which the column decides; what the council scores is its own alone."""
    return {leaf.code for leaf in component.leaves if stage == Stage.FINAL or leaf.answered_by != "council"}
