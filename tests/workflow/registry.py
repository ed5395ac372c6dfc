"""Every act of a season's workflow by its name, with who usually does it and how often it is picked."""

from collections.abc import Callable
from typing import NamedTuple

Act = Callable[..., object]


class Entry(NamedTuple):
    """`usual`: names in the cast. `weight`: acts that undo others' work are rare, or nothing would ever end."""

    name: str
    usual: tuple[str, ...]
    weight: float
    do: Act


ACTS: dict[str, Entry] = {}


def act(*usual: str, weight: float = 1) -> Callable[[Act], Act]:
    """Enters a function of (world, actor, further things that it else picks itself) as an act."""

    def enter(do: Act) -> Act:
        ACTS[do.__name__] = Entry(do.__name__, usual, weight, do)
        return do

    return enter
