"""The signed decision as it came back: its signatures, and whether its appendix says what the edition says (R4.6b).

Nothing here refuses anything: a second officer reads what was found and decides. Of a scan only its number can be
compared by eye.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from thuocdo.common import clock
from thuocdo.documents import files
from thuocdo.documents.models import Document
from thuocdo.documents.reading import words
from thuocdo.documents.signatures import Judged, judge, read_trust

DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
# What may stand between a unit's name and its total: its other amounts, no letter, so nothing of another row.
AMOUNTS = r"[\d\s.,/|%–-]{0,60}?"


class Content(StrEnum):
    """What the text of the file says of the result, as a whole."""

    SAME = "same"  # every unit with its total and level
    PARTLY = "partly"  # some units are named with other figures, or not at all
    NONE = "none"  # it names no unit: its appendix is another file, or was rewritten
    UNREADABLE = "unreadable"  # a scan, or a file that cannot be read


class Stated(StrEnum):
    """Which result the file says that it rests on, by the digest under its appendix."""

    THIS = "this"
    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True)
class Comparison:
    """`differing`: names of units that stand there with another total or level; `missing`: those that are not named."""

    content: Content
    stated: Stated = Stated.NONE
    agreeing: int = 0
    differing: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class DecisionFile:
    """`judged`: None for a file that is no PDF, and so bears no signature that could be checked."""

    judged: Judged | None
    comparison: Comparison


def look_at(document: Document, content: Mapping, digest: str) -> DecisionFile:
    """What the decision's file is against an edition's content, whose digest is given. Costs no query, but some hundred
    milliseconds: a signature is judged, a text is read."""
    if document.file is None or document.file.media_type != files.PDF:
        return DecisionFile(None, Comparison(Content.UNREADABLE))
    given = b"".join(files.chunks(document.file.sha256))
    judged = judge(given, read_trust(settings.TRUST_FOLDER), clock.now())
    properties, text = words(given) or ("", "")
    return DecisionFile(judged, compare(f"{properties}\n{text}" if text.strip() else "", content, digest))


def compare(text: str, content: Mapping, digest: str) -> Comparison:
    """The text of a decision with its appendices against the edition. An empty text is a scan."""
    plain = _plain(text)
    if not plain:
        return Comparison(Content.UNREADABLE)
    units = list(_listed(content))
    named = [unit for unit in units if _flexible(_plain(unit["name"]["vi"])).search(plain)]
    agreeing = [unit for unit in named if _row(unit, content).search(plain)]
    differing = tuple(unit["name"]["vi"] for unit in named if unit not in agreeing)
    missing = tuple(unit["name"]["vi"] for unit in units if unit not in named)
    found = Content.SAME if len(agreeing) == len(units) else Content.PARTLY if agreeing else Content.NONE
    return Comparison(found, _stated(text, digest), len(agreeing), differing, missing)


def _stated(text: str, digest: str) -> Stated:
    squeezed = re.sub(r"[\s\u200b]+", "", text).lower()
    if digest in squeezed:
        return Stated.THIS
    return Stated.OTHER if DIGEST.search(squeezed) else Stated.NONE


def _listed(content: Mapping) -> Iterator[Mapping]:
    """Units that have a total."""
    for tier in content["tiers"]:
        yield from (unit for unit in tier["units"] if unit["total"] is not None)


def _plain(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).replace("\u200b", "")
    return " ".join(composed.split()).casefold()


def _flexible(name: str) -> re.Pattern[str]:
    return re.compile(_named(name))


def _named(name: str) -> str:
    """The name in whole words."""
    return rf"(?<!\w){re.escape(name)}(?!\w)"


def _row(unit: Mapping, content: Mapping) -> re.Pattern[str]:
    """The unit's name, then its total, then its level: in the order in which the appendix has them."""
    level = unit["level"] if unit["level"] is not None else content["set"]["below_lowest"]["vi"]
    name, total, told = _named(_plain(unit["name"]["vi"])), _total(unit["total"]), re.escape(_plain(level))
    return re.compile(rf"{name}{AMOUNTS}{total}\s+(?:mức\s+)?{told}(?!\w)")


def _total(total: str) -> str:
    """ "94.50" as people write it: 94,5 · 94,50 · 94.5; nothing longer and nothing shorter."""
    whole, _dot, rest = total.partition(".")
    kept = rest.rstrip("0")
    places = rf"[.,]{kept}0*" if kept else r"(?:[.,]0+)?"
    return rf"(?<![\d.,]){whole}{places}(?![\d]|[.,]\d)"
