"""Who stands in for a unit that was merged or divided: its successors, from their first day on (I12).

What was given to an agency to verify goes on with those who took over from it; and a unit that took another over
verifies that one's report as little as its own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from thuocdo.accounts.models import Succession
from thuocdo.common import clock

Heirs = Mapping[int, frozenset[int]]  # unit -> the units that have taken over from it, at any distance


def heirs() -> Heirs:
    """Of this day: 1 query; successions are a handful."""
    after: defaultdict[int, set[int]] = defaultdict(set)
    rows = Succession.objects.filter(on__lte=clock.today_in_query())
    for predecessor, successor in rows.values_list("predecessor_id", "successor_id"):
        after[predecessor].add(successor)
    return {unit: frozenset(_reached(after, unit)) for unit in list(after)}


def _reached(after: Mapping[int, set[int]], unit: int) -> set[int]:
    found: set[int] = set()
    ahead = {unit}
    while ahead:
        ahead = {later for place in ahead for later in after.get(place, ())} - found
        found |= ahead
    return found - {unit}


def inherited(taken: Heirs, units: Iterable[int]) -> set[int]:
    """These units and all that they have taken over from."""
    own = set(units)
    return own | {before for before, later in taken.items() if later & own}
