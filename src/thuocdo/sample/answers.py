"""Invented figures: every unit has a strength, every line follows from it, the same at every set-up.

They agree with each other, as an attentive unit's do: what is ticked is borne out by its figure, one number asked for
twice is the same twice, and a unit's size hardly changes from year to year.
"""

from collections.abc import Mapping
from random import Random

from thuocdo.regulation import AnswerFacts, Component
from thuocdo.regulation.model import Checklist, Choice, Measure, Points, Ratio, Survey, Tiers
from thuocdo.regulation.needs import denials
from thuocdo.reports.facts import NO, YES, law_values

USUAL = {  # how large the whole usually is, where it matters
    "1.3": (40, 180), "2.2": (12, 40), "3.1": (40, 180), "3.3": (12, 40), "3.4": (40, 180), "4.1": (1500, 9000),
    "4.2": (400, 3000), "4.3": (300, 6000), "4.5": (20, 300), "5.1": (3, 9), "6.1": (300, 6000), "6.2": (300, 6000),
    "6.3": (100, 2500), "6.4": (12, 60), "6.5": (20, 90), "6.7": (15, 80), "7.1": (2, 7), "8.2": (40, 180),
}  # fmt: skip


class Body:
    """A unit in one year. `lasting` draws what stays through the years, `random` what a year brings."""

    def __init__(self, key: str, year: int, strength: float) -> None:
        self.lasting = Random(f"size {key}")  # noqa: S311
        self.random = Random(f"{year} {key}")  # noqa: S311
        self.strength = strength
        self._said: dict[str, int] = {}  # by meaning: asked again, the answer is the same

    def size(self, code: str, meaning: str | None) -> int:
        whole = self.lasting.randrange(*USUAL.get(code, (20, 200)))
        whole = round(whole * self.random.uniform(0.92, 1.1))
        return self._said.setdefault(meaning, whole) if meaning else whole


def declared(component: Component, body: Body) -> dict[str, str]:
    """Figures for one component by this unit, as texts that the law reads."""
    values: dict[str, str] = {}
    for figure in component.figures:
        if not figure.scored:
            ceiling = int(values[figure.at_most]) if figure.at_most else 20
            values[figure.key] = str(body.random.randrange(ceiling // 2, ceiling + 1))
    luck = min(1.0, max(0.0, body.random.gauss(body.strength, 0.09)))
    return _borne_out(component, values | _scored(component, luck, body))


def _borne_out(component: Component, values: dict[str, str]) -> dict[str, str]:
    for denial in list(denials(component, AnswerFacts(law_values(component, values)))):
        values[denial.figure] = str(denial.bound)
    return values


def _scored(component: Component, luck: float, body: Body) -> Mapping[str, str]:
    random = body.random
    match component.score:
        case Checklist(items=items):
            return {item.key: YES if random.random() < luck + 0.05 else NO for item in items}
        case Choice(levels=levels):
            return {"level": levels[min(len(levels) - 1, int(luck * len(levels) + 0.25))].key}
        case Ratio(of=of, to=to, full=full):
            return _share(component, of, to, min(1.0, float(full) * luck * 1.06), body)
        case Tiers(of=of, to=None, bands=bands):
            return {of: str(int(float(bands[0].from_) * luck * 1.25))}
        case Tiers(of=of, to=to):
            return _share(component, of, to, min(1.0, 0.62 + 0.4 * luck), body)
        case Survey(of=of, sample=sample):
            return {of: str(round(60 + 38 * luck, 1)), sample: str(random.randrange(60, 320))}
        case Measure() | Points() as rule:
            raise NotImplementedError(f"{component.code}: the sample has no figures for the kind {rule.kind}")


def _share(component: Component, of: str, to: str, share: float, body: Body) -> dict[str, str]:
    whole = body.size(component.code, component.figure(to).meaning)
    return {of: str(round(whole * share)), to: str(whole)}
