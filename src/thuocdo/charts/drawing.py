"""Draws specs with our own letters and without the network. The engine is a JavaScript one: its start costs a second
and some 70 MB, so that only a process that draws loads it, and what was drawn is kept by the hash of its data."""

import json
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from .frame import Spec
from .letters import with_letters

VERSION = "6.4"
MOST = 300  # drawings kept, some 6 MB
NUMBERS = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", " VND"]},
}
FONTS = ("fontpkg_be_vietnam_pro", "rinoh_typeface_texgyretermes")

_kept: OrderedDict[str, bytes] = OrderedDict()
_lock = Lock()  # the engine serves one at a time anyway


def digest(spec: Spec, language: str, form: str = "svg") -> str:
    """Of everything that a drawing depends on."""
    told = json.dumps([VERSION, language, form, spec], sort_keys=True, ensure_ascii=False)
    return sha256(told.encode()).hexdigest()


def svg(spec: Spec, language: str) -> bytes:
    """A picture that stands alone: it holds the letters that it needs. 60 to 200 ms, the first one a second."""
    return _once(digest(spec, language), lambda: with_letters(_drawn(spec, language)).encode())


def bare_svg(spec: Spec, language: str) -> bytes:
    """The same without its letters, for whoever sets it with their own."""
    return _once(digest(spec, language, "bare"), lambda: _drawn(spec, language).encode())


def png(spec: Spec, language: str, scale: float = 2) -> bytes:
    def made() -> bytes:
        return bytes(_engine().svg_to_png(_drawn(spec, language), scale=scale))

    return _once(digest(spec, language, f"png {scale}"), made)


def as_png(drawn: str, scale: float = 3) -> bytes:
    """A drawing as a picture of points, for papers that can hold no other."""
    return bytes(_engine().svg_to_png(drawn, scale=scale))


def _drawn(spec: Spec, language: str) -> str:
    drawn: str = _engine().vegalite_to_svg(
        spec, vl_version=VERSION, allowed_base_urls=[], format_locale=NUMBERS[language]
    )
    return drawn


@cache
def _engine() -> Any:
    """With our letters, which it measures texts by."""
    import vl_convert

    for package in FONTS:
        vl_convert.register_font_directory(str(_folder(package)))
    return vl_convert


def _folder(package: str) -> Path:
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise RuntimeError(f"{package} is not installed: run ./run or ./test to install the lock")
    return Path(next(iter(found.submodule_search_locations)))


def _once(key: str, make: Callable[[], bytes]) -> bytes:
    with _lock:
        if key not in _kept:
            _kept[key] = make()
        _kept.move_to_end(key)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
        return _kept[key]
