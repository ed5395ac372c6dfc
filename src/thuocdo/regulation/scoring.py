"""From an answer to a component's points (Articles 5.2 and 5.3): exempt, settled, answered, or still open.

A component with parts is scored from its parts, to any depth. Exempt comes first: what is accepted in writing as not
to be done is not scored, whatever was answered.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, NamedTuple

from . import kinds
from .assessment import ComponentResult, ComponentState
from .explain import Why
from .facts import AnswerFacts, UnitFacts, Value
from .model import Checklist, Choice, Component, Form, Measure, Points, Ratio, Score, Survey, Text, Tiers
from .numbers import ZERO, sum_exactly

Peers = Mapping[str, Fraction]
OpenState = Literal["unanswered", "council"]
_COUNCIL = Why("council", {})
_UNANSWERED = Why("unanswered", {})


class Yardstick(NamedTuple):
    """What every unit of a tier is measured with: the form, its rules made ready, the best values of the tier."""

    form: Form
    scorers: Mapping[str, kinds.Scorer]
    peers: Peers

    @classmethod
    def of(cls, form: Form, peers: Peers) -> "Yardstick":
        return cls(form, _scorers(*form.components, *(extra.component for extra in form.adjustments)), peers)


class Lines(NamedTuple):
    """The scored lines of one unit, in the order of its form."""

    components: tuple[ComponentResult, ...]
    adjustments: tuple[ComponentResult, ...]


def score_lines(yardstick: Yardstick, facts: UnitFacts) -> Lines:
    """Every line of a unit's form; nobody is exempted from an adjustment."""
    form, scorers, peers = yardstick
    answers, exempt = facts.answers, facts.exempt
    return Lines(
        tuple([_score(component, answers, exempt, scorers, peers) for component in form.components]),
        tuple([_score(extra.component, answers, {}, scorers, peers) for extra in form.adjustments]),
    )


def score_one(yardstick: Yardstick, component: Component, facts: UnitFacts) -> ComponentResult:
    """One component of the yardstick's form, parts and all, as `score_lines` scores it."""
    return _score(component, facts.answers, facts.exempt, yardstick.scorers, yardstick.peers)


def score_component(
    component: Component,
    answer: AnswerFacts | None,
    *,
    exempt_document: str | None = None,
    peers: Peers | None = None,
) -> ComponentResult:
    """The points of one leaf alone, as a form shows them while somebody types.

    `exempt_document`: number of the written acceptance. `peers`: best value of the tier by leaf code; without it a line
    measured against its peers has no points yet.
    """
    answers = {} if answer is None else {component.code: answer}
    exempt = {} if exempt_document is None else {component.code: exempt_document}
    return _score(component, answers, exempt, _scorers(component), peers or {})


def _scorers(*components: Component) -> dict[str, kinds.Scorer]:
    leaves = (leaf for component in components for leaf in component.leaves)
    return {leaf.code: kinds.scorer(leaf.score, leaf.max) for leaf in leaves if leaf.score is not None}


def _score(
    component: Component,
    answers: Mapping[str, AnswerFacts],
    exempt: Mapping[str, str],
    scorers: Mapping[str, kinds.Scorer],
    peers: Peers,
) -> ComponentResult:
    """A component with everything inside it."""
    code = component.code
    if code in exempt:
        return _exempt(component, exempt[code])
    if component.parts:
        return _combined(component, tuple([_score(part, answers, exempt, scorers, peers) for part in component.parts]))
    answer = answers.get(code)
    if answer is not None and answer.settled is not None:
        return _settled(component, answer.settled)
    if answer is None or not answer.values:
        return _open(component, _COUNCIL if component.answered_by == "council" else _UNANSWERED)
    try:
        points, why = scorers[code](answer.values, peers.get(code))
    except KeyError:
        return _open(component, Why("unanswered_partly", {"missing": missing_from(component, answer.values)}))
    if points is None and why.key == "survey_too_small":
        return _open(component, why)
    return ComponentResult(code, points, component.max, ZERO, "answered", points, why)


def _exempt(component: Component, document: str) -> ComponentResult:
    parts = tuple(_exempt(part, document) for part in component.parts)
    why = Why("exempt", {"document": document})
    return ComponentResult(component.code, None, component.max, component.max, "exempt", None, why, parts)


def _settled(leaf: Component, points: Fraction) -> ComponentResult:
    why = Why("settled", {"points": points, "max": leaf.max})
    return ComponentResult(leaf.code, points, leaf.max, ZERO, "answered", points, why)


def _open(leaf: Component, why: Why) -> ComponentResult:
    state: OpenState = "council" if leaf.answered_by == "council" else "unanswered"
    return ComponentResult(leaf.code, None, leaf.max, ZERO, state, ZERO, why)


def needed_keys(rule: Score | None) -> tuple[str, ...]:
    """The keys without which the rule cannot be applied; a checklist is answered by any one of its items."""
    match rule:
        case Ratio(of=of, to=to):
            return (of, to)
        case Tiers(of=of, to=other):
            return (of,) if other is None else (of, other)
        case Measure(of=of):
            return (of,)
        case Survey(of=of, sample=sample):
            return (of, sample)
        case Choice():
            return ("level",)
        case Points():
            return ("points",)
        case _:
            return ()


def missing_from(leaf: Component, values: Mapping[str, Value]) -> tuple[Text | str, ...]:
    """What still has to be answered before the leaf has points, by name."""
    rule = leaf.score
    if isinstance(rule, Checklist):
        return tuple(item.name for item in rule.items)
    names: dict[str, Text] = {figure.key: figure.name for figure in leaf.figures}
    return tuple(names.get(key, _OWN_KEYS.get(key, key)) for key in needed_keys(rule) if key not in values)


_OWN_KEYS = {"level": Text("phương án", "the option"), "points": Text("điểm", "points")}


def _combined(component: Component, parts: tuple[ComponentResult, ...]) -> ComponentResult:
    """Points of a divided component: the sum of its parts, or the best of them."""
    left = [part for part in parts if part.state != "exempt"]
    if not left:
        why = Why("parts_exempt", {})
        return ComponentResult(component.code, None, component.max, component.max, "exempt", None, why, parts)
    known = [part.points for part in left if part.points is not None]
    best = component.combine == "best"
    points = (max(known) if best else sum_exactly(known)) if known else None
    key = "parts_best" if best else "parts_sum"
    args = {"count": len(parts), "points": points, "max": component.max}
    why = Why("parts_open", {}) if points is None else Why(key, args)
    exempt_max = _exempt_share(component, parts)
    state = _state(left, best)
    return ComponentResult(component.code, points, component.max, exempt_max, state, points or ZERO, why, parts)


def _exempt_share(component: Component, parts: tuple[ComponentResult, ...]) -> Fraction:
    """How much of the maximum is exempt; of alternatives, only what the best of those left cannot reach."""
    if component.combine == "best":
        return component.max - max(part.max - part.exempt_max for part in parts)
    return sum_exactly(part.exempt_max for part in parts)


def _state(left: list[ComponentResult], best: bool) -> ComponentState:
    """Open while any part is open; of alternatives, one answered part is enough."""
    states = {part.state for part in left}
    if "answered" in states and (best or states == {"answered"}):
        return "answered"
    return "unanswered" if "unanswered" in states else "council"


def still_open(component: Component, result: ComponentResult, states: tuple[OpenState, ...]) -> Fraction:
    """The most that lines in these states may still add to a component's points."""
    if not component.parts:
        return result.max if result.state in states else ZERO
    if result.state == "exempt":
        return ZERO
    opens = [still_open(inner, part, states) for inner, part in zip(component.parts, result.parts, strict=True)]
    if component.combine == "sum":
        return sum_exactly(opens)
    reachable = max((part.points or ZERO) + more for part, more in zip(result.parts, opens, strict=True))
    return max(reachable - (result.points or ZERO), ZERO)
