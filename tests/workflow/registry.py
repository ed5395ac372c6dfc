"""Every act of a season's workflow by its name, with who usually does it and how often it is picked."""

from collections.abc import Callable
from typing import NamedTuple

Act = Callable[..., object]


class Entry(NamedTuple):
    """`usual`: names in the cast. `weight`: acts that undo others' work are rare, or nothing would ever end.
    `entries`: how many the record gets of it; None for what is done to several things, of which each has one."""

    name: str
    usual: tuple[str, ...]
    weight: float
    entries: range | None
    do: Act


ACTS: dict[str, Entry] = {}
ONE, TWO = range(1, 2), range(2, 3)


def act(*usual: str, weight: float = 1, entries: range | None = ONE) -> Callable[[Act], Act]:
    """Enters a function of (world, actor, further things that it else picks itself) as an act."""

    def enter(do: Act) -> Act:
        ACTS[do.__name__] = Entry(do.__name__, usual, weight, entries, do)
        return do

    return enter
