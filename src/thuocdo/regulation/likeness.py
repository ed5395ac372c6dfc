"""Whether two sets ask the same of a unit, so that last year's answer may stand beside this year's."""

from dataclasses import fields, is_dataclass
from typing import Any

from .model import Component
from .terms import Text

# What is said about a question without changing it. A component's name is a heading; names of figures, items and
# levels are the question itself.
_ASIDE = {"cite", "needs", "meaning", "scored", "evidence", "guidance", "collected_from", "verified_with", "public"}
_ASIDE_OF_COMPONENT = {"name", "exemption_hint"}


def asks_the_same(one: Component, other: Component) -> bool:
    """Same code, same figures in the same words, same rule: an answer to the one is an answer to the other."""
    return bool(_asked(one) == _asked(other))


def _asked(value: Any) -> Any:
    """The question as plain data, in Vietnamese: a mended translation does not change it."""
    if isinstance(value, Text):
        return " ".join(value.vi.split())
    if isinstance(value, tuple):
        return tuple(_asked(item) for item in value)
    if not is_dataclass(value):
        return value
    aside = _ASIDE | _ASIDE_OF_COMPONENT if isinstance(value, Component) else _ASIDE
    asked = ((field.name, _asked(getattr(value, field.name))) for field in fields(value) if field.name not in aside)
    return (type(value).__name__, tuple(asked))
