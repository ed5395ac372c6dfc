"""Explanations: a key with arguments, put into words on demand, in Vietnamese or English, by one formatter.

A placeholder names an argument and how to write it: `{points}` a number to two places, `{share:%}` a share as a
percentage, `{raw:6}` to six places, `{limit:=}` an exact number. Texts follow the language.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from string import Formatter
from typing import Any, NamedTuple

from .fault_wording import FAULTS
from .model import Text
from .numbers import format_number, format_percent, group_digits, is_below, round_half_up, share
from .wording import WORDS

Words = tuple[str, str]


class Why(NamedTuple):
    """Why a value is what it is: a key of `wording.WORDS` and the values it speaks of."""

    key: str
    args: Mapping[str, Any]


def explain(why: Why, lang: str = "vi") -> str:
    """The explanation as one sentence, in `lang` ("vi" or "en")."""
    return _render(WORDS[why.key], why.args, lang)


def tell(key: str, **args: Any) -> tuple[Text, Text]:
    """What is wrong and how to mend it, for the fault `key` of `fault_wording.FAULTS`."""
    what, mend = FAULTS[key]
    return _text(what, args), _text(mend, args)


def _text(words: Words, args: Mapping[str, Any]) -> Text:
    return Text(_render(words, args, "vi"), _render(words, args, "en"))


def _render(words: Words, args: Mapping[str, Any], lang: str) -> str:
    said = []
    for literal, name, spec in _pieces(words[1] if lang == "en" else words[0]):
        said.append(literal)
        if name is not None:
            value = _share(args) if name == "share" else args[name]
            said.append(_written(value, spec, lang))
    return "".join(said)


@cache
def _pieces(template: str) -> tuple[tuple[str, str | None, str], ...]:
    """The template taken apart once: words, then the name of the argument after them and how to write it."""
    return tuple((literal, name, spec or "") for literal, name, spec, _ in Formatter().parse(template))


def _share(args: Mapping[str, Any]) -> Fraction:
    """The share a / b is worked out only when somebody reads it: scoring 400,000 lines does not need it.

    A share just below the next bound is cut, not rounded: "90% of the 90% needed" would look like a mistake.
    """
    above, below = share(args["a"], args["b"])
    bound = args.get("bound", args.get("full"))
    exact = Fraction(above, below)
    if bound is not None and is_below(exact, bound) and not is_below(round_half_up(exact, 4), bound):
        return Fraction(10_000 * above // below, 10_000)
    return exact


def _written(value: Any, spec: str, lang: str) -> str:
    """One value in one language, as the template asks for it."""
    if type(value) is Fraction or type(value) is int:
        return _number(value, spec, lang)
    if isinstance(value, Text):
        return value.get(lang)
    if isinstance(value, tuple | list):
        return ", ".join(_written(item, spec, lang) for item in value)
    return str(value)


def _number(value: Fraction | int, spec: str, lang: str) -> str:
    if spec == "":
        return group_digits(format_number(value, lang), lang)
    if spec == "%":
        return format_percent(value, lang)
    return format_number(value, lang, None if spec == "=" else int(spec))
