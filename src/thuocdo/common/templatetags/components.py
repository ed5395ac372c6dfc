"""The components that need more than HTML. Use: `{% load components %}`; all of them, alive: /thiet-ke/."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import translate_url

from thuocdo.common.states import state_of
from thuocdo.common.templatetags.words import day, day_month, days_left, explain, text
from thuocdo.regulation import Why

register = template.Library()

HERE = "common/components/"
LEVELS = ("I", "II", "III", "IV")
NOTICE_ICONS = {"info": "info", "success": "check", "warning": "alert", "danger": "alert"}
BAR_WIDTH = 100


@register.simple_tag(takes_context=True)
def translated_url(context: Context, language: str) -> str:
    """This very page's address in the other language."""
    request = context.get("request")
    return translate_url(request.get_full_path(), language) if request else "/"


@register.inclusion_tag(HERE + "icon.html")
def icon(name: str, label: str = "") -> dict[str, str]:
    """A sign of icons.svg; without a label it is decoration and hidden from screen readers."""
    return {"name": name, "label": label}


@register.inclusion_tag(HERE + "field.html")
def field(bound: BoundField, optional: bool = False, width: str = "") -> dict[str, object]:
    """A form's field with label, hint, fault and input; `width` is one of "short", "wide".

    A browser gives no chosen file back: where another field has to be mended, the file's says to choose it again."""
    kind = getattr(bound.field.widget, "input_type", "") or ("textarea" if "rows" in bound.field.widget.attrs else "")
    sent = kind == "file" and not bound.errors and bool(bound.form.errors) and bound.html_name in bound.form.files
    lost = sent and not getattr(bound.form, "stored", None)  # a form that keeps what was uploaded lists it itself
    return {"field": bound, "kind": kind, "optional": optional, "width": width, "lost": lost}


@register.inclusion_tag(HERE + "fields.html")
def fields(form: BaseForm) -> dict[str, BaseForm]:
    """The summary of faults and every visible field, in the form's order."""
    return {"form": form}


@register.inclusion_tag(HERE + "error_summary.html")
def error_summary(form: BaseForm) -> dict[str, BaseForm]:
    """What has to be mended before the form can be saved, each a link to its field; nothing while there is nothing."""
    return {"form": form}


@register.inclusion_tag(HERE + "state.html")
def state(kind: str, value: str) -> dict[str, object]:
    """The mark of a state: kind is a key of common.states.STATES."""
    return {"state": state_of(kind, value)}


@register.inclusion_tag(HERE + "level.html")
def level(key: str | None, name: str = "", large: bool = False) -> dict[str, object]:
    """The level's badge: its numeral and as many bars as it has earned; None is "Không xếp hạng"."""
    earned = len(LEVELS) - LEVELS.index(key) if key in LEVELS else 0
    return {"key": key, "name": name, "large": large, "tone": earned, "bars": _bars(earned) if key in LEVELS else ()}


def _bars(earned: int) -> list[dict[str, object]]:
    heights = [4, 7, 10, 13]
    return [
        {"x": 5 * place, "y": 13 - height, "height": height, "full": place < earned}
        for place, height in enumerate(heights)
    ]


@register.inclusion_tag(HERE + "score.html")
def score(
    points: Fraction | None, maximum: Fraction, state: str = "answered", large: bool = False
) -> dict[str, object]:
    """Points of a maximum; `state` (answered, unanswered, exempt, council) keeps no answer apart from 0 points."""
    return {"points": points, "maximum": maximum, "state": state, "large": large}


@register.inclusion_tag(HERE + "score_bar.html")
def score_bar(
    points: Fraction | None, maximum: Fraction, minimum: Fraction | None = None, median: Fraction | None = None
) -> dict[str, object]:
    """A bar of points against the maximum, with a mark at the group minimum and at the middle value of the tier."""
    return {
        "points": points,
        "maximum": maximum,
        "minimum": minimum,
        "median": median,
        "width": _along(points, maximum),
        "minimum_at": _along(minimum, maximum) if minimum is not None else None,
        "median_at": _along(median, maximum) if median is not None else None,
    }


def _along(value: Fraction | None, maximum: Fraction) -> str:
    """How far along the bar, as an SVG number: always with a point, whatever the page's language."""
    if value is None or not maximum:
        return "0"
    return f"{float(BAR_WIDTH * min(max(Fraction(value) / Fraction(maximum), 0), 1)):.2f}"


@register.inclusion_tag(HERE + "progress.html")
def progress(done: int, of: int, label: str) -> dict[str, object]:
    """How many of a number are done, as a bar; `label` is read out with it."""
    return {"done": str(done), "of": str(of), "label": label}


@register.inclusion_tag(HERE + "deadline.html", takes_context=True)
def deadline(context: Context, last_day: date, today: date | None = None) -> dict[str, object]:
    """The last day with its weekday and the days left, and its year where that is not the present one; today is the
    installation's clock unless given (one query)."""
    now = today or template.Variable("today").resolve(context)
    left = (last_day - now).days
    tone = "danger" if left < 0 else "warning" if left <= 3 else "plain"
    date = day_month(last_day) if last_day.year == now.year else day(last_day)
    return {"last_day": last_day, "date": date, "left": days_left(last_day, now), "tone": tone}


@register.inclusion_tag(HERE + "steps.html")
def steps(rows: Iterable[Mapping[str, object]], current: str, label: str = "") -> dict[str, object]:
    """A season's phases in order: rows of {key, label, when (text, optional), url (optional)} and the current key."""
    rows = list(rows)
    keys = [row["key"] for row in rows]
    here = keys.index(current) if current in keys else len(keys)
    places = ["done" if n < here else "current" if n == here else "next" for n in range(len(rows))]
    return {"rows": [{**row, "place": place} for row, place in zip(rows, places, strict=True)], "label": label}


@register.inclusion_tag(HERE + "crumbs.html")
def crumbs(*pairs: str) -> dict[str, object]:
    """The way to this page: label, address, label, address, …, and the page's own label last."""
    *way, here = pairs
    return {"way": list(zip(way[::2], way[1::2], strict=True)), "here": here}


@register.inclusion_tag(HERE + "pagination.html", takes_context=True)
def pagination(context: Context, page: Page, name: str = "page") -> dict[str, object]:
    """Pages of a long list; keeps the other parts of the address."""
    query = context["request"].GET.copy()
    rows = [(number, _page_url(query, name, number)) for number in page.paginator.get_elided_page_range(page.number)]
    before = _page_url(query, name, page.previous_page_number()) if page.has_previous() else ""
    after = _page_url(query, name, page.next_page_number()) if page.has_next() else ""
    return {"page": page, "rows": rows, "before": before, "after": after}


def _page_url(query: QueryDict, name: str, number: int | str) -> str:
    """The address of one page of the list; none for the gap between two runs of numbers."""
    if not isinstance(number, int):
        return ""
    query[name] = str(number)
    return "?" + query.urlencode()


@register.inclusion_tag(HERE + "why.html")
def why(reason: object, article: object = None, summary: str = "") -> dict[str, object]:
    """Why a number is what it is, with its article, one click away.

    `reason`: the law's `Why`, its words in both languages as a frozen edition keeps them, or text.
    """
    words = explain(reason) if isinstance(reason, Why) else text(reason)
    return {"words": words, "article": article, "summary": summary}


@register.inclusion_tag(HERE + "provisional.html")
def provisional(criteria_set: object) -> dict[str, object]:
    """The notice that a criteria set, as the law's or as a frozen edition keeps it, is a draft; else nothing."""
    status = criteria_set.get("status") if isinstance(criteria_set, dict) else getattr(criteria_set, "status", "")
    return {"set": criteria_set, "shown": status == "PROVISIONAL"}


@register.simple_block_tag
def notice(content: str, tone: str, title: str = "", alert: bool = False) -> str:
    """`{% notice "warning" title %}what to do{% endnotice %}`; tone: info, success, warning, danger."""
    return _block("notice", content, tone=tone, title=title, alert=alert, icon=NOTICE_ICONS[tone])


@register.simple_block_tag
def empty_state(content: str, title: str, icon: str = "document") -> str:
    """A list with nothing in it: why, and what to do next."""
    return _block("empty_state", content, title=title, icon=icon)


@register.simple_block_tag
def table_region(content: str, label: str) -> str:
    """A wide table scrolls in here, by keyboard too, and never moves the page."""
    return _block("table_region", content, label=label)


@register.simple_block_tag
def disclosure(content: str, summary: str, tone: str = "plain", open: bool = False) -> str:  # noqa: A002 as in HTML
    """A part that opens on demand: a help text, or a second thought before an act that is hard to undo."""
    return _block("disclosure", content, summary=summary, tone=tone, open=open)


def _block(component: str, content: str, **context: object) -> str:
    return render_to_string(f"{HERE}{component}.html", {"content": content, **context})
