"""The cells of the heat map: self-assessed against verified points, one component of one unit each (I9)."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from thuocdo.common.templatetags.words import points
from thuocdo.desks.board.scores import Score
from thuocdo.reports.enums import Stage

ZERO = Fraction(0)


class Cell(NamedTuple):
    """Words, and a ground that says the same."""

    text: str
    tone: str
    url: str = ""  # of the component's page, where its points are in dispute


def cell(score: Score, base: str) -> Cell:
    """Points as they stand; both columns where they differ; in brackets while nobody has checked them."""
    own, verified = score.own, score.verified
    if own.state == "exempt":
        return Cell(pgettext("heat map", "ex."), "exempt")
    if score.is_councils:
        return Cell(pgettext("heat map", "co."), "council")
    if score.is_disputed:
        words = f"{_amount(own.points)} → {_amount(verified.points)}"
        return Cell(words, _change(score), f"{base}{score.component.code}/")
    if Stage.VERIFIED not in score.decided:
        return Cell(f"({_amount(own.points)})", "open")
    return Cell(_amount(own.points), "none" if own.points is None else "same")


def _amount(value: Fraction | None) -> str:
    return "–" if value is None else points(value)


def _change(score: Score) -> str:
    lost = (score.own.points or ZERO) - (score.verified.points or ZERO)
    if lost <= 0:
        return "up"
    return "far-down" if 2 * lost >= score.own.max else "down"


def as_html(cells: Iterable[Cell]) -> SafeString:
    """Made here and not in a template: a page holds thousands of cells, and a template takes 20 times as long."""
    return mark_safe("".join(_td(one) for one in cells))  # noqa: S308 - every text and address is escaped


def _td(one: Cell) -> str:
    text = escape(one.text)
    inner = f'<a href="{escape(one.url)}">{text}</a>' if one.url else text
    return f'<td class="heat-cell heat-{one.tone}">{inner}</td>'
