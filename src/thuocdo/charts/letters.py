"""The letters of an SVG inside it: a picture shown by `<img>` may load nothing, and elsewhere nobody has our font."""

import re
from base64 import b64encode
from functools import lru_cache
from html import unescape
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from .palette import FAMILY

CUTS = {"400": "Regular", "600": "SemiBold"}


def with_letters(drawn: str) -> str:
    """The same picture with a subset of the font, of each weight that it uses."""
    if FAMILY not in drawn:
        return drawn
    texts = re.findall(r"<text([^>]*)>([^<]*)</text>", drawn)
    faces = "".join(_face(weight, texts) for weight in CUTS)
    style = f"<defs><style>{faces}</style></defs>"
    return re.sub(r"(<svg[^>]*>)", lambda found: found[1] + style, drawn, count=1)


def _face(weight: str, texts: list[tuple[str, str]]) -> str:
    used = {letter for marks, text in texts if _weight(marks) == weight for letter in unescape(text)}
    if not used:
        return ""
    font = b64encode(_subset(weight, "".join(sorted(used)))).decode()
    source = f"src:url(data:font/woff2;base64,{font}) format('woff2')"
    return f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};{source}}}"


def _weight(marks: str) -> str:
    return "600" if re.search(r'font-weight="(600|bold)"', marks) else "400"


@lru_cache(maxsize=128)
def _subset(weight: str, letters: str) -> bytes:
    from fontTools import subset  # slow to import, and only a process that draws needs it

    options = subset.Options(flavor="woff2", layout_features=["kern", "mark", "mkmk", "ccmp"])
    font = subset.load_font(str(_file(weight)), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(font)
    made = BytesIO()
    subset.save_font(font, made, options)
    return made.getvalue()


def _file(weight: str) -> Path:
    found = find_spec("fontpkg_be_vietnam_pro")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("fontpkg-be-vietnam-pro is not installed: run ./run or ./test to install the lock")
    folder = Path(next(iter(found.submodule_search_locations))) / "files"
    return next(path for path in sorted(folder.rglob("*.ttf")) if path.stem.endswith(f"-{CUTS[weight]}"))
