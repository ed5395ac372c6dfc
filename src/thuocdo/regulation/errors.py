"""Everything that the law refuses.

RegulationError
├── SetFaults        a criteria set that does not load: every Fault with file, line, what and mend
├── FactFaults       facts that cannot be assessed: every FactFault at once
│   └── (holds) FactFault   one of them; also raised alone by `facts.parse_value`
├── FactFault
└── NoSuchDate       the set states no date of this kind
"""

from collections.abc import Iterable
from dataclasses import dataclass

from .explain import tell
from .model import Text


class RegulationError(Exception):
    """Anything refused by the law; `str()` is the Vietnamese wording."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of a criteria set. `line` counts from 1; 0 where a whole file is missing."""

    file: str
    line: int
    key: str
    what: Text
    mend: Text

    def say(self, lang: str) -> str:
        return f"{self.file}:{self.line}: {self.what.get(lang)} {self.mend.get(lang)}"

    def __str__(self) -> str:
        return self.say("vi")


class SetFaults(RegulationError):
    """A criteria set that does not load; `faults` holds all of them, in file and line order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.say("vi"))

    def say(self, lang: str) -> str:
        return "\n".join(fault.say(lang) for fault in self.faults)


class FactFault(RegulationError):
    """One fact that cannot be assessed, where it stands, and how to mend it.

    `key` names the kind of fault; `unit`, `component`, `figure` are None where the fault is of something wider.
    """

    def __init__(
        self,
        key: str,
        *,
        unit: str | None = None,
        component: str | None = None,
        figure: str | None = None,
        **args: object,
    ) -> None:
        self.key = key
        self.unit = unit
        self.component = component
        self.figure = figure
        self.args_of_words = args
        self.what, self.mend = tell(key, **args)
        super().__init__(self.say("vi"))

    def at(self, *, unit: str | None = None, component: str | None = None, figure: str | None = None) -> "FactFault":
        """The same fault with its place made known."""
        place = {
            "unit": unit or self.unit,
            "component": component or self.component,
            "figure": figure or self.figure,
        }
        return FactFault(self.key, **place, **self.args_of_words)  # type: ignore[arg-type]

    def say(self, lang: str) -> str:
        place = " / ".join(part for part in (self.unit, self.component, self.figure) if part)
        return (f"{place}: " if place else "") + f"{self.what.get(lang)} {self.mend.get(lang)}"


class FactFaults(RegulationError):
    """Facts that cannot be assessed; `faults` holds all of them, in the order of the facts."""

    def __init__(self, faults: Iterable[FactFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.say("vi"))

    def say(self, lang: str) -> str:
        return "\n".join(fault.say(lang) for fault in self.faults)


class NoSuchDate(RegulationError):
    """The set states no date of this kind (a published index of another country has no deadlines)."""
