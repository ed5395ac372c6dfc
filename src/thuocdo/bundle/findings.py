"""What a verifier finds wrong: its kind, where it is, what was stated and what follows instead."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind` is a row of docs/bundle.md; `unit`, `line`, `what` say where inside the file."""

    kind: str
    file: str = ""
    unit: str = ""
    line: str = ""
    what: str = ""
    stated: str | None = None
    found: str | None = None


class Refused(Exception):
    """The container cannot be trusted at all: nothing in it is looked at."""

    def __init__(self, kind: str, file: str = "", what: str = "") -> None:
        self.finding = Finding(kind, file, what=what)
        super().__init__(kind)
