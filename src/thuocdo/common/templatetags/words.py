"""Numbers, dates and the law's words in the language of the page. Use: `{% load words %}`."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from thuocdo.common.states import state_of
from thuocdo.regulation import explain as explain_why
from thuocdo.regulation import format_number

register = template.Library()

DAY = {"vi": "d/m/Y", "en": "j F Y"}
DAY_MONTH = {"vi": "d/m", "en": "j F"}
MOMENT = {"vi": "H:i d/m/Y", "en": "j F Y, H:i"}
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
LAW_WORDS = {"Điều": "Article", "khoản": "clause", "Khoản": "Clause", "điểm": "point", "Phụ lục": "Appendix"}


def language() -> str:
    return "en" if (get_language() or "").startswith("en") else "vi"


@register.filter
def points(value: Fraction | Decimal | int | None, places: int | None = None) -> str:
    """Points, at most two decimals (`points:2`: exactly two); nothing at all for None, which is not 0 points (I10)."""
    return "" if value is None else format_number(Fraction(value), language(), places=2, trim=not places)


@register.filter
def percent(share: Fraction | Decimal | None, places: int | None = None) -> str:
    """A share from 0 to 1 as a percentage with at most two decimals (`percent:2`: exactly two)."""
    return "" if share is None else f"{points(Fraction(share) * 100, places)}%"


@register.filter
def day(value: date | None) -> str:
    """19/10/2022; in English 19 October 2022."""
    return date_format(_local(value), DAY[language()]) if value else ""


@register.filter
def day_month(value: date | None) -> str:
    return date_format(_local(value), DAY_MONTH[language()]) if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """Wednesday; "Thứ Tư" in words, as in official letters (Django writes "Thứ 4")."""
    if not value:
        return ""
    return WEEKDAYS[_local(value).weekday()] if language() == "vi" else date_format(_local(value), "l")


@register.filter
def moment(value: datetime | None) -> str:
    """09:41 19/10/2022 in the province's time; in English 19 October 2022, 09:41."""
    return date_format(_local(value), MOMENT[language()]) if value else ""


def _local(value: date) -> date:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def text(value: object) -> str:
    """The law's `Text` (or a mapping vi/en, as in a frozen edition) in the page's language; a plain string as it is."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return value.get(language()) or value.get("vi", "")
    return value.get(language()) if hasattr(value, "vi") else str(value)


@register.filter
def article(citation: object) -> str:
    """A citation as people read it: "Điều 4.3", in English "Article 4.3"."""
    words = str(getattr(citation, "text", citation) or "")
    if language() == "en":
        for vietnamese, english in LAW_WORDS.items():
            words = words.replace(vietnamese, english)
    return words


@register.filter
def explain(why: object) -> str:
    """The explanation of a number (the law's `Why`) in the page's language."""
    return explain_why(why, language()) if why else ""


@register.filter
def state_label(value: str, kind: str) -> str:
    """The words of a state: `{{ report.state|state_label:"report" }}`."""
    return str(state_of(kind, value).label)


def days_left(last_day: date, today: date) -> str:
    """How long until the last day, in words; a deadline passed says by how many days."""
    left = (last_day - today).days
    if left < 0:
        return ngettext("%(count)s day past the deadline", "%(count)s days past the deadline", -left) % {"count": -left}
    if left == 0:
        return gettext("today is the last day")
    return ngettext("%(count)s day left", "%(count)s days left", left) % {"count": left}
