"""A walk of random acts: any act, by anybody, with arguments that are often right and sometimes wrong."""

from collections import Counter, deque

from tests.factories import at, make_season
from tests.workflow.acts import ACTS, Entry
from tests.workflow.invariants import check, state_of
from tests.workflow.towards import useful
from tests.workflow.world import NothingThere, World

from thuocdo.audit.actions import seal
from thuocdo.audit.inspection import verify
from thuocdo.common.faults import Conflict, NotAllowed, Refused

NAMED = (Refused, NotAllowed, Conflict)
STRAIGHT = 0.45  # how much of the walk goes straight on
COMPETENT = 0.8  # how often an act is done by who usually does it
KEPT = 20
SEALED_EVERY, VERIFIED_EVERY = 10, 100
AFTERWARDS = 25  # acts on a season that is published, before the next one begins


class Walk:
    """`counts`: (act, outcome) -> how often."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.seed = world, seed
        self.last: deque[str] = deque(maxlen=KEPT)
        self.counts: Counter[tuple[str, str]] = Counter()
        self.published = self.afterwards = 0

    def go(self, acts: int) -> None:
        state = state_of(self.world)
        for number in range(1, acts + 1):
            done = self.one_act(number)
            after = state_of(self.world)
            self.judged(lambda before=state, after=after, done=done: check(self.world, before, after, done=done))
            state = after
            self.audit(number, acts)
            if self.is_over():
                self.next_season()
                state = state_of(self.world)

    def one_act(self, number: int) -> bool:
        """Whether it was done; False where it was refused with one of the named faults."""
        while True:
            entry, name, given = self.picked()
            try:
                entry.do(self.world, self.world.person(name), **given)
                outcome = "done"
            except NothingThere:
                continue
            except NAMED as fault:
                outcome = f"{type(fault).__name__}: {fault}"
            except Exception as fault:
                self.last.append(f"{number}. {entry.name} by {name} {given}")
                raise AssertionError(self.told(f"{type(fault).__name__}: {fault}")) from fault
            self.last.append(f"{number}. {entry.name} by {name} {given or ''}: {outcome}")
            self.counts[entry.name, outcome.partition(":")[0]] += 1
            return outcome == "done"

    def picked(self) -> tuple[Entry, str, dict]:
        rng = self.world.rng
        straight = useful(self.world) if rng.random() < STRAIGHT else []
        if straight:
            step = rng.choice(straight)
            return ACTS[step.name], step.person, step.given
        entry = rng.choices(list(ACTS.values()), [entry.weight for entry in ACTS.values()])[0]
        name = rng.choice(entry.usual if rng.random() < COMPETENT else sorted(self.world.people))
        return entry, name, {}

    def judged(self, judge) -> None:
        try:
            judge()
        except AssertionError as fault:
            raise AssertionError(self.told(str(fault))) from fault

    def told(self, fault: str) -> str:
        return "\n".join([fault, f"seed {self.seed}, the last acts:", *self.last])

    def audit(self, number: int, acts: int) -> None:
        if number % SEALED_EVERY == 0 or number == acts:
            seal()
        if number % VERIFIED_EVERY == 0 or number == acts:
            found = verify()
            assert not found, self.told(f"the record does not hold: {found}")

    def is_over(self) -> bool:
        self.afterwards = 0 if useful(self.world) else self.afterwards + 1
        return self.afterwards > AFTERWARDS

    def next_season(self) -> None:
        self.published, self.afterwards = self.published + 1, 0
        self.world.year += 1
        at(self.world.year, 10, 17)
        make_season(self.world.cast, self.world.year, opened=False)
