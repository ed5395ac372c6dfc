"""Explanations: a key with arguments, put into words on demand, in Vietnamese or English, by one formatter.

A placeholder names an argument and how to write it: `{points}` a number to two places, `{share:%}` a share as a
percentage, `{raw:6}` to six places, `{limit:=}` an exact number. Texts follow the language.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from .fault_wording import FAULTS
from .model import Text
from .numbers import format_number, round_half_up
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
    template = words[1] if lang == "en" else words[0]
    return template.format_map({key: _Written(value, lang) for key, value in _with_share(args).items()})


def _with_share(args: Mapping[str, Any]) -> Mapping[str, Any]:
    """The share a / b is worked out only when somebody reads it: scoring 400,000 lines does not need it.

    A share just below the next bound is cut, not rounded: "90% of the 90% needed" would look like a mistake.
    """
    if "a" not in args or not args.get("b"):
        return args
    share = Fraction(args["a"], args["b"])
    bound = args.get("bound")
    if bound is not None and share < bound <= round_half_up(share, 4):
        share = Fraction(share * 10_000 // 1, 10_000)
    return {**args, "share": share}


class _Written:
    """A value that writes itself in one language when the template asks for it."""

    def __init__(self, value: Any, lang: str) -> None:
        self._value = value
        self._lang = lang

    def __format__(self, spec: str) -> str:
        value = self._value
        if isinstance(value, Text):
            return value.get(self._lang)
        if isinstance(value, tuple | list):
            return ", ".join(format(_Written(item, self._lang), spec) for item in value)
        if isinstance(value, bool) or not isinstance(value, int | Fraction):
            return str(value)
        return _number(Fraction(value), spec, self._lang)


def _number(value: Fraction, spec: str, lang: str) -> str:
    if spec == "%":
        return format_number(100 * value, lang) + "%"
    if spec == "=":
        return format_number(value, lang, None)
    return format_number(value, lang, int(spec or 2))
