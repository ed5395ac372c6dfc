"""How a page introduces itself where somebody shares its address. Use: `{% load social %}{% social %}`."""

from django import template
from django.template.context import Context
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thuocdo.common.templatetags.words import day, text
from thuocdo.portal.templatetags.published import amount

register = template.Library()


@register.inclusion_tag("portal/_social.html", takes_context=True)
def social(context: Context) -> dict[str, object]:
    """Title and description of what the page shows: a unit, a tier, a year, or the portal; in the page's language."""
    installation = context.get("installation")
    title, told = _title(context), _told(context)
    if installation and installation.is_demonstration:
        title = f"{title} ({_('sample data')})"
    return {
        "title": title,
        "told": told,
        "site": installation.name if installation else "",
        "locale": "en_GB" if get_language() == "en" else "vi_VN",
    }


def _title(context: Context) -> str:
    edition = context.get("edition")
    if edition is None or context.get("here") == "open_data":
        return _("Open data") if context.get("here") == "open_data" else _("Published results")
    year = _("Level of digital government in %(year)s") % {"year": edition.season.year}
    part = context.get("unit") or context.get("one")
    return f"{text(part['name'])}: {year}" if part else year


def _told(context: Context) -> str:
    edition, unit = context.get("edition"), context.get("unit")
    if edition is None:
        return _("Level of digital government: published results")
    decision = edition.decision
    facts = {"number": decision.number, "date": day(decision.date)}
    approved = _("Approved by Decision %(number)s of %(date)s.") % facts
    return f"{_standing(context, unit)} {approved}" if unit and unit["total"] is not None else approved


def _standing(context: Context, unit: dict) -> str:
    level = context.get("level_name")
    points = f"{_('Converted points')}: {amount(unit['total'], 2)}."
    return f"{text(level)}. {points}" if level else points
