"""The smallest terms of a criteria set: a text in two languages, a citation, a day of any year."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """A wording in both languages; as a string it is the Vietnamese one."""

    vi: str
    en: str

    def get(self, lang: str) -> str:
        return self.en if lang == "en" else self.vi

    def __str__(self) -> str:
        return self.vi


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a value comes from: an article (`cite`), or what stands in for it (`source`)."""

    kind: Literal["cite", "source"]
    text: Text
    note: str = ""

    def __str__(self) -> str:
        return self.text.vi


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of any year."""

    month: int
    day: int

    def of(self, year: int) -> date:
        return date(year, self.month, self.day)
