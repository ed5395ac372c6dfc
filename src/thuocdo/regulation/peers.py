"""Second pass over a tier: the best value of each line that is measured against its peers."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from .facts import UnitFacts
from .model import Component, Form, Measure


def best_of_tier(form: Form, units: Iterable[UnitFacts]) -> dict[str, Fraction]:
    """Best value by leaf code, over the units that answered: neither exempt nor without a report."""
    lines = [(path, leaf, leaf.score.of) for path, leaf in _measured(form)]  # type: ignore[union-attr]
    best: dict[str, Fraction] = {}
    if not lines:
        return best
    for unit in units:
        for path, leaf, key in lines:
            answer = unit.answers.get(leaf.code)
            if answer is None or key not in answer.values or any(code in unit.exempt for code in path):
                continue
            value = Fraction(answer.values[key])
            best[leaf.code] = max(value, best.get(leaf.code, value))
    return best


def _measured(form: Form) -> Iterator[tuple[tuple[str, ...], Component]]:
    """Leaves measured against their peers, each with the codes from the component down to it."""
    for component in (*form.components, *(adjustment.component for adjustment in form.adjustments)):
        yield from _inside(component, ())


def _inside(component: Component, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Component]]:
    path = (*above, component.code)
    if isinstance(component.score, Measure) and component.score.best is None:
        yield path, component
    for part in component.parts:
        yield from _inside(part, path)
