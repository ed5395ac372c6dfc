"""Reads a component's scoring rule and refuses rules that cannot give 0 to the maximum (Article 5.2)."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from .model import (
    Band,
    Checklist,
    Choice,
    Citation,
    Figure,
    Measure,
    Needs,
    Option,
    Points,
    Ratio,
    Score,
    Survey,
    Tiers,
)
from .numbers import parse_number
from .reading import Entry, readable

ZERO_RULES = ("propose_exemption", "zero")
Figures = Mapping[str, Figure]


class Ground:
    """What a rule is read against: the component's maximum, figures and citation."""

    def __init__(self, maximum: Fraction, figures: Figures, cite: Citation) -> None:
        self.max = maximum
        self.figures = figures
        self.cite = cite


def read_score(entry: Entry, ground: Ground) -> Score | None:
    """The rule of `score: {KIND: {…}}`; None, with a fault, where it cannot be read."""
    kinds = tuple(entry.node.pairs)
    if len(kinds) != 1:
        entry.fault("one_kind", known=tuple(_READERS))
        return None
    kind = kinds[0]
    if kind not in _READERS:
        entry.fault("unknown_kind", kind, name=kind, known=tuple(_READERS))
        return None
    inner = entry.mapping(kind)
    if inner is None:
        return None
    score = _READERS[kind](inner, ground)
    inner.close()
    return score


def _ratio(entry: Entry, ground: Ground) -> Score:
    full = entry.number("full")
    below = entry.one_of("below", ("scaled", "plain"))
    if not full:
        entry.fault("number_outside", "full", name="full", value=full, least="> 0", most="∞")
    if below == "plain" and full > 1:
        entry.fault("plain_above_one", "full")
    of, to = _figure(entry, "of", ground), _figure(entry, "to", ground)
    return Ratio(of, to, full, below, entry.one_of("zero", ZERO_RULES))


def _tiers(entry: Entry, ground: Ground) -> Score:
    of = _figure(entry, "of", ground)
    to = _figure(entry, "to", ground) if entry.has("to") else None
    zero = entry.one_of("zero", ZERO_RULES, "zero" if to is None else None)
    least = Fraction(0) if to is not None or of not in ground.figures else ground.figures[of].min
    return Tiers(of, to, _bands(entry, ground, least), zero)


def _bands(entry: Entry, ground: Ground, least: Fraction) -> tuple[Band, ...]:
    entries = entry.mappings("bands")
    bands = tuple(_band(band, ground) for band in entries)
    check_descending(entries, [band.from_ for band in bands])
    if bands and readable(bands[-1].from_) and bands[-1].from_ > least:
        entries[-1].fault("gap", "from", **{"from": bands[-1].from_, "least": least})
    _check_best(entry, "bands", [band.points for band in bands], ground)
    return bands


def _band(entry: Entry, ground: Ground) -> Band:
    band = Band(entry.number("from", least=None), entry.number("points"), entry.cited(ground.cite))
    entry.close()
    return band


def check_descending(entries: tuple[Entry, ...], starts: list[Fraction]) -> None:
    """Bands and levels start from falling values: no overlap, highest first."""
    for entry, above, start in zip(entries[1:], starts, starts[1:], strict=False):
        if readable(above, start) and start >= above:
            entry.fault("overlap" if start == above else "wrong_order", "from", **{"from": start})


def _choice(entry: Entry, ground: Ground) -> Score:
    levels = _options(entry, "levels", ground)
    _check_best(entry, "levels", [level.points for level in levels], ground)
    return Choice(levels)


def _checklist(entry: Entry, ground: Ground) -> Score:
    items = _options(entry, "items", ground, taken=frozenset(ground.figures))
    points = [item.points for item in items]
    _check_best(entry, "items", [sum(points, Fraction(0))] if readable(*points) else [], ground)
    return Checklist(items)


def _options(entry: Entry, key: str, ground: Ground, taken: frozenset[str] = frozenset()) -> tuple[Option, ...]:
    """Levels or items; an item shares the answer's keys with the figures of the component."""
    used = set(taken)
    options = []
    for inner in entry.mappings(key):
        option = Option(
            inner.text("key"),
            inner.words("name"),
            inner.number("points"),
            inner.cited(ground.cite),
            _needs(inner, ground),
        )
        if option.key in used:
            inner.fault("key_taken", "key", name=option.key)
        used.add(option.key)
        inner.close()
        options.append(option)
    return tuple(options)


def _needs(option: Entry, ground: Ground) -> Needs | None:
    """What has to be declared beside the option; None where it asks for nothing."""
    entry = option.mapping("needs", required=False)
    if entry is None:
        return None
    needs = Needs(_figure(entry, "figure", ground), _bound(entry, "at_least", ground), _bound(entry, "at_most", ground))
    if needs.at_least is None and needs.at_most is None:
        entry.fault("needs_nothing")
    if needs.figure and needs.figure in (needs.at_least, needs.at_most):
        entry.fault("at_most_itself", "figure", figure=needs.figure)
    entry.close()
    return needs


def _bound(entry: Entry, key: str, ground: Ground) -> Fraction | str | None:
    """A number, or another figure of the component."""
    text = entry.text(key) if entry.has(key) else ""
    if not text or text in ground.figures:
        return text or None
    try:
        return parse_number(text)
    except ValueError:
        entry.fault("no_such_figure", key, name=key, figure=text, known=tuple(ground.figures))
        return text


def _check_best(entry: Entry, key: str, points: list[Fraction], ground: Ground) -> None:
    """The highest level of performance earns exactly the maximum (Article 5.2)."""
    if not points and entry.has(key) and not entry.mappings(key):
        entry.fault("empty_list", key, name=key)
    elif points and readable(ground.max, *points) and max(points) != ground.max:
        entry.fault("points_miss_max", key, best=max(points), max=ground.max)


def _measure(entry: Entry, ground: Ground) -> Score:
    worst = entry.number("worst", least=None)
    best = None if entry.text("best") == "peers" else entry.number("best", least=None)
    if best is not None and readable(best, worst) and best == worst:
        entry.fault("worst_is_best", "best")
    return Measure(_figure(entry, "of", ground), worst, best)


def _points(entry: Entry, ground: Ground) -> Score:
    return Points()


def _survey(entry: Entry, ground: Ground) -> Score:
    full = entry.number("full")
    if not full:
        entry.fault("number_outside", "full", name="full", value=full, least="> 0", most="∞")
    of, sample = _figure(entry, "of", ground), _figure(entry, "sample", ground)
    return Survey(of, sample, full, entry.whole("min_sample"))


def _figure(entry: Entry, key: str, ground: Ground) -> str:
    figure = entry.text(key)
    if figure and figure not in ground.figures:
        entry.fault("no_such_figure", key, name=key, figure=figure, known=tuple(ground.figures))
    return figure


_READERS: dict[str, Callable[[Entry, Ground], Score]] = {
    "ratio": _ratio,
    "tiers": _tiers,
    "choice": _choice,
    "checklist": _checklist,
    "measure": _measure,
    "points": _points,
    "survey": _survey,
}
