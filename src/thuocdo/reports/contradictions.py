"""What contradicts in a report, in words: figures among themselves, against last year, evidence against its period.

Nothing here forbids anything: the unit is told before it sends, and may be right.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db import models
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thuocdo.cycles.models import Season
from thuocdo.regulation import AnswerFacts, Component, Text, check_answer, format_number, group_digits
from thuocdo.regulation.facts import is_number
from thuocdo.regulation.model import Figure
from thuocdo.regulation.needs import Denial, denials
from thuocdo.reports.evidence_period import FAULTS, period_mark
from thuocdo.reports.models import Evidence

# More than twice, or less than half: a slip by one digit is ten times, the wrong period or unit mostly two and more,
# while the figures of one body change by a few per cent a year. One is added on either side, so that 0 has a ratio
# and 1 beside 2 is no alarm.
JUMP = Fraction(2)

Answers = Mapping[str, AnswerFacts]  # by leaf


class Kind(models.TextChoices):
    ABOVE = "above", gettext_lazy("One figure exceeds the other")
    DENIED = "denied", gettext_lazy("A figure denies what is ticked")
    DIFFERS = "differs", gettext_lazy("One figure, declared in two ways")
    JUMP = "jump", gettext_lazy("A jump against last year")
    BREAKDOWN = "breakdown", gettext_lazy("A breakdown whose sum is not the reported figure")
    PERIOD = "period", gettext_lazy("Evidence outside the data period")


@dataclass(frozen=True)
class Place:
    """Where to mend it. `figure`: key of the figure or item; empty for the component's evidence."""

    component: str
    leaf: str
    figure: str = ""


@dataclass(frozen=True)
class Contradiction:
    """`text`: the whole of it as a sentence, in the language of whoever asked."""

    kind: Kind
    text: str
    places: tuple[Place, ...]
    evidence: Evidence | None = None

    def concerns(self, component: str) -> bool:
        return any(place.component == component for place in self.places)


def contradictions(components: Iterable[Component], now: Answers, before: Answers, year: int) -> list[Contradiction]:
    """Of the declared figures `now`, in the order of the form. `before`: what stood in the season `year`, of the
    components that ask the same. Pass only components that are assessed: what is exempt contradicts nothing."""
    chosen = list(components)
    found: list[Contradiction] = []
    for component in chosen:
        for leaf in component.leaves:
            if leaf.code in now:
                found += _above(component, leaf, now[leaf.code])
                found += _denied(component, leaf, now[leaf.code])
                found += _jumps(component, leaf, now[leaf.code], before.get(leaf.code), year)
    return found + list(_differing(chosen, now))


def _above(component: Component, leaf: Component, answer: AnswerFacts) -> Iterator[Contradiction]:
    """The law refuses such an answer where it is typed; this finds it however it came in."""
    for fault in check_answer(leaf, answer):
        if fault.key == "above_other":
            words = _("“%(figure)s” (%(value)s) is more than “%(other)s” (%(limit)s).")
            told = {
                "figure": _name(leaf.figure(fault.figure)),
                "value": _number(fault.args_of_words["value"]),
                "other": _name(leaf.figure(fault.args_of_words["other"])),
                "limit": _number(fault.args_of_words["limit"]),
            }
            yield Contradiction(Kind.ABOVE, words % told, (Place(component.code, leaf.code, fault.figure),))


def _denied(component: Component, leaf: Component, answer: AnswerFacts) -> Iterator[Contradiction]:
    for denial in denials(leaf, answer):
        place = Place(component.code, leaf.code, denial.figure)
        yield Contradiction(Kind.DENIED, _denial(leaf, denial), (place,))


def _denial(leaf: Component, denial: Denial) -> str:
    words = (
        _("“%(option)s” is ticked, but “%(figure)s” is %(value)s: it needs at least %(bound)s.")
        if denial.is_under
        else _("“%(option)s” is ticked, but “%(figure)s” is %(value)s: it allows at most %(bound)s.")
    )
    figure = _name(leaf.figure(denial.figure))
    numbers = {"value": _number(denial.value), "bound": _number(denial.bound)}
    return words % {"option": _in_language(denial.option.name), "figure": figure, **numbers}


def _jumps(
    component: Component, leaf: Component, now: AnswerFacts, before: AnswerFacts | None, year: int
) -> Iterator[Contradiction]:
    for figure in leaf.figures if before else ():
        value, earlier = now.values.get(figure.key), before.values.get(figure.key)
        if value is not None and earlier is not None and _is_jump(value, earlier):
            words = _("“%(figure)s” is %(value)s; in %(year)s it was %(earlier)s. Check it, or be ready to explain it.")
            told = {"figure": _name(figure), "value": _number(value), "earlier": _number(earlier), "year": year}
            yield Contradiction(Kind.JUMP, words % told, (Place(component.code, leaf.code, figure.key),))


def _is_jump(value: object, earlier: object) -> bool:
    if not is_number(value) or not is_number(earlier):
        return False
    now, before = abs(Fraction(value)) + 1, abs(Fraction(earlier)) + 1
    return now > JUMP * before or before > JUMP * now


def _differing(components: Iterable[Component], now: Answers) -> Iterator[Contradiction]:
    """Figures of one meaning that are declared, and not alike."""
    meant: defaultdict[str, list[tuple[Place, Figure, Fraction | int]]] = defaultdict(list)
    for component in components:
        for leaf in component.leaves:
            for figure in leaf.figures:
                value = now[leaf.code].values.get(figure.key) if leaf.code in now else None
                if figure.meaning and value is not None and is_number(value):
                    meant[figure.meaning].append((Place(component.code, leaf.code, figure.key), figure, value))
    for found in meant.values():
        if len({value for _place, _figure, value in found}) > 1:
            yield _difference(found)


def _difference(found: Collection[tuple[Place, Figure, Fraction | int]]) -> Contradiction:
    one = _("%(code)s “%(figure)s”: %(value)s")
    each = [
        one % {"code": place.leaf, "figure": _name(figure), "value": _number(value)} for place, figure, value in found
    ]
    words = _("This should be one and the same number: %(figures)s.") % {"figures": "; ".join(each)}
    return Contradiction(Kind.DIFFERS, words, tuple(place for place, _figure, _value in found))


def breakdown_contradictions(
    components: Iterable[Component], now: Answers, sums: Mapping[str, Mapping[str, str]]
) -> Iterator[Contradiction]:
    """Declared figures that are not the sum of their breakdown. `sums`: leaf -> figure -> sum as stored text."""
    for component in components:
        for leaf in component.leaves:
            for figure in leaf.figures if leaf.code in sums and leaf.code in now else ():
                value, total = now[leaf.code].values.get(figure.key), sums[leaf.code].get(figure.key)
                if total is not None and is_number(value) and value != Fraction(total):
                    words = _("“%(figure)s” is %(value)s, but the rows of its breakdown sum up to %(sum)s.")
                    told = {"figure": _name(figure), "value": _number(value), "sum": _number(Fraction(total))}
                    yield Contradiction(Kind.BREAKDOWN, words % told, (Place(component.code, leaf.code, figure.key),))


def evidence_contradictions(
    evidence: Iterable[Evidence], season: Season, counted: Collection[int] = ()
) -> Iterator[Contradiction]:
    """Documents whose date does not fit the season. `counted`: of `counted_elsewhere`. No query where files and
    citations are prefetched."""
    for row in evidence:
        mark = period_mark(row, season, counted)
        if mark in FAULTS:
            words = _("Evidence %(number)s “%(title)s” of %(date)s: %(fault)s.")
            told = {"number": row.number, "title": row.title, "date": f"{row.date:%d/%m/%Y}", "fault": _lower(mark)}
            places = tuple(Place(citation.component, citation.component) for citation in row.citations.all())
            yield Contradiction(Kind.PERIOD, words % told, places, row)


def _lower(mark: models.TextChoices) -> str:
    label = str(mark.label)
    return label[:1].lower() + label[1:]


def _name(figure: Figure) -> str:
    return _in_language(figure.name)


def _in_language(text: Text) -> str:
    return text.get(_language())


def _number(value: Fraction | int) -> str:
    return group_digits(format_number(value, _language(), None), _language())


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "vi"
