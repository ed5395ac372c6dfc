"""The notices of one result, one after the other; many of them, or a slow form, are the worker's."""

from collections.abc import Iterator
from datetime import datetime

from thuocdo.desks.dossier.archive import written
from thuocdo.desks.dossier.source import Source
from thuocdo.desks.dossier.unit_notice import replies_by_unit, unit_notice
from thuocdo.documents.word_forms import template_of

KEY = "unit_notice"
FEW = {"pdf": 30, "docx": 8}  # that many are made while the browser waits: 4 seconds at most


def notices(source: Source, kind: str, moment: datetime, *, built_in: bool = False) -> Iterator[tuple[str, bytes]]:
    """Name and content of each, in the order of the tables. Raises Refused where the department's Word template cannot
    be filled. 1 query, and some 5 for each."""
    replies = replies_by_unit(source.season)
    for number, (_tier, unit) in enumerate(source.units(), 1):
        paper = unit_notice(source, unit["unit"], replies, moment)
        yield f"{number:03}-{unit['unit']}.{kind}", written(KEY, paper, kind, built_in=built_in)


def are_few(source: Source, kind: str, *, built_in: bool = False) -> bool:
    """Whether they are made at once. A department's template takes a second for each: 1 query for Word."""
    number = sum(1 for _row in source.units())
    return number <= FEW[kind] and (kind == "pdf" or built_in or template_of(KEY) is None)
