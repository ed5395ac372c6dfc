"""Amounts of a frozen edition, which are strings, in the language of the page. Use: `{% load published %}`."""

from datetime import date
from fractions import Fraction

from django import template
from django.template.context import Context
from django.urls import reverse

from thuocdo.common.templatetags.words import article, day, points, text

register = template.Library()

ARTICLES = {
    "step_exempt": "Điều 5.3",
    "step_converted": "Điều 5.3",
    "step_level": "Điều 6",
    "step_below_lowest": "Điều 6",
    "step_groups_agree": "Điều 6",
    "step_groups_differ": "Điều 6",
    "step_level_rule_groups": "Điều 6",
}


@register.filter
def fraction(amount: str | None) -> Fraction | None:
    """The number itself, for components that draw it; None stays None (I10)."""
    return None if amount is None else Fraction(amount)


@register.filter
def amount(amount: str | None, places: int | None = None) -> str:
    """`{{ unit.scored|amount }}` 8,5; `{{ unit.total|amount:2 }}` 8,50; nothing for None."""
    return points(fraction(amount), places)


@register.filter
def written_day(iso: str) -> str:
    """A day kept as 2021-11-22."""
    return day(date.fromisoformat(iso))


@register.filter
def last_from(levels: list[dict]) -> str:
    """The total at which the lowest level begins."""
    return levels[-1]["from"]


@register.filter
def figure_of(component: dict, place: str) -> str:
    """What the figure in this place of the component's rule ("of", "to") is called; empty where the rule has none."""
    key = component["rule"].get(place)
    return next((text(figure["name"]) for figure in component["figures"] if figure["key"] == key), "")


@register.filter
def period_of(period: dict, year: int) -> str:
    """The data period of a report year (Article 4.3)."""
    first = date.fromisoformat(f"{year + period['from_year']}-{period['from']}")
    last = date.fromisoformat(f"{year + period['until_year']}-{period['until']}")
    return f"{day(first)} – {day(last)}"


@register.filter
def shown_state(result: dict) -> str:
    """The state in which points are shown: a line of which only parts are exempt has points."""
    return "answered" if result["points"] is not None else result["state"]


@register.filter
def step_article(step: dict) -> str:
    """The article behind a step of the total."""
    return article(ARTICLES.get(step["key"], ""))


@register.simple_tag(takes_context=True)
def edition_url(context: Context, name: str, *args: object) -> str:
    """`{% edition_url "unit" unit.unit %}`: the page of the edition that this page is of; at the address of that
    publication where the visitor came by it, else at the year's."""
    year, nth = context["edition"].season.year, context.get("nth")
    return reverse(f"portal:{name}", args=[year, *args]) if nth is None else edition_page(year, nth, name, *args)


def edition_page(year: int, nth: int, name: str, *args: object) -> str:
    """A page at the address that stays the publication's own."""
    return reverse(f"portal:edition_{name}", args=[year, nth, *args])
