"""What is wrong with a table, row by row.

TableFaults            the table cannot be used; `faults` holds every reason found
"""

from collections.abc import Iterable
from dataclasses import dataclass

from thuocdo.regulation.model import Text
from thuocdo.tables.wording import SENTENCES, SHOWN_AT


@dataclass(frozen=True, slots=True)
class TableFault:
    """One thing to mend: `row` as a spreadsheet counts (the header is usually row 1), None for the whole file."""

    row: int | None
    what: Text
    mend: Text

    def sentence(self, file: str, language: str) -> str:
        place = SHOWN_AT.get(language).format(file=file, row=self.row) if self.row else file
        return f"{place}: {self.what.get(language).rstrip('.')} → {self.mend.get(language)}"


class TableFaults(Exception):
    """A table that cannot be used, with all that is wrong in it, in the order of its rows."""

    def __init__(self, file: str, faults: Iterable[TableFault]) -> None:
        self.file = file
        self.faults = tuple(sorted(faults, key=lambda fault: fault.row or 0))
        super().__init__("\n".join(self.sentences("en")))

    def sentences(self, language: str) -> list[str]:
        return [fault.sentence(self.file, language) for fault in self.faults]


def fault(key: str, row: int | None = None, /, **words: object) -> TableFault:
    """The fault named `key` in wording.py; a word that is itself a Text is said in each language."""
    what, mend = SENTENCES[key]
    return TableFault(row, _fill(what, words), _fill(mend, words))


def _fill(text: Text, words: dict[str, object]) -> Text:
    return Text(*(text.get(language).format(**_said(words, language)) for language in ("vi", "en")))


def _said(words: dict[str, object], language: str) -> dict[str, object]:
    return {name: word.get(language) if isinstance(word, Text) else word for name, word in words.items()}
