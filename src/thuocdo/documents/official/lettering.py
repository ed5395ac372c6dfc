"""The letters that official papers are set in: TeX Gyre Termes, a Times; what it has no letter for is shown as such."""

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

FAMILY = "TeX Gyre Termes"
UNKNOWN = "[?]"  # stands for what the font cannot print: pictures, scripts of other languages
BREAK = "\u200b"  # a place where a word may be broken, without width
LONGEST = 24  # letters without a place to break, which the narrowest line of the page holds
_INVISIBLE = {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}  # controls, directions, private letters


def folder() -> Path:
    """Where the package keeps the font files; found without importing it."""
    spec = find_spec("rinoh_typeface_texgyretermes")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("rinoh-typeface-texgyretermes is not installed: run ./run or ./test to install the lock")
    return Path(next(iter(spec.submodule_search_locations)))


@cache
def letters() -> frozenset[str]:
    """Every visible character that all four cuts of the font have."""
    from fontTools.ttLib import TTFont  # slow to import, and only a process that prints needs it

    cuts = [set(TTFont(path).getBestCmap()) for path in sorted(folder().glob("*.otf"))]
    return frozenset(chr(code) for code in set.intersection(*cuts) if unicodedata.category(chr(code)) not in _INVISIBLE)


def printable(text: str, longest: int = LONGEST) -> str:
    """The text as the font can print it, lines kept: composed, without controls, words of more than `longest` letters
    with places to break."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    known = letters().issuperset(composed.replace("\n", ""))
    shown = composed if known else _once("".join(_shown(letter) for letter in composed))
    return re.sub(rf"[^\s{BREAK}]{{{longest + 1},}}", lambda word: _broken(word[0], longest), shown)


def unprintable(text: str) -> set[str]:
    """The characters of the text for which `printable` puts a mark."""
    composed = unicodedata.normalize("NFC", text)
    return {letter for letter in composed if _shown(letter) == UNKNOWN}


def _shown(letter: str) -> str:
    if letter == "\n":
        return letter
    if unicodedata.category(letter) in _INVISIBLE:
        return ""
    return letter if letter in letters() else UNKNOWN


def _once(text: str) -> str:
    """A run of marks is one mark."""
    return re.sub(rf"(?:{re.escape(UNKNOWN)})+", UNKNOWN, text)


def _broken(word: str, longest: int) -> str:
    return BREAK.join(word[at : at + longest] for at in range(0, len(word), longest))
