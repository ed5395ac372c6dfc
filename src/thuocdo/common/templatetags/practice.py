"""Whether a page is about a practice season. No view has to think of it: `common/base.html` asks for every page."""

from collections.abc import Mapping

from django import template
from django.db.models import Model
from django.template.context import Context

register = template.Library()

# By which names pages call what they are about, and by which of its names that leads to a season.
ABOUT = ("season", "report", "unit", "ws", "session", "sitting", "round", "visit", "row", "found", "sheet")
TOWARDS = ("season", "season_unit", "report", "session", "season_tier", "workspace")
FAR_ENOUGH = 4


@register.inclusion_tag("common/practice_banner.html", takes_context=True)
def practice_banner(context: Context) -> dict[str, bool]:
    """What the page was given tells; else what its address names (`practised`, which the desks give)."""
    values = context.flatten()
    told = next((said for name in ABOUT if (said := _is_practice(values.get(name))) is not None), None)
    if told is None:
        asked = values.get("practised")
        told = bool(asked()) if callable(asked) else False
    return {"practised": told}


def _is_practice(value: object, steps: int = FAR_ENOUGH) -> bool | None:
    """None: it does not lead to a season. What is not read from the database yet is not read for this."""
    if value is None or not steps or isinstance(value, str | int | Mapping):
        return None
    if hasattr(type(value), "is_practice"):
        return bool(value.is_practice)  # type: ignore[attr-defined]
    for name in TOWARDS:
        if (said := _is_practice(_known(value, name), steps - 1)) is not None:
            return said
    return None


def _known(value: object, name: str) -> object:
    if isinstance(value, Model):
        return value._state.fields_cache.get(name)
    return getattr(value, name, None) if hasattr(type(value), "__dataclass_fields__") else None
