"""A walk of random acts: any act, by anybody, with arguments that are often right and sometimes wrong."""

from collections import Counter, deque

from tests.factories import at, make_season
from tests.workflow.acts import ACTS, Entry
from tests.workflow.aside import aside
from tests.workflow.invariants import check
from tests.workflow.state import State, state_of
from tests.workflow.towards import useful
from tests.workflow.world import NothingThere, World

from thuocdo.audit.actions import seal
from thuocdo.audit.inspection import verify
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.results.enums import EditionState
from thuocdo.results.models import Edition

NAMED = (Refused, NotAllowed, Conflict)
COMPETENT = 0.8  # how often an act is done by who usually does it
KEPT = 20
SEALED_EVERY, VERIFIED_EVERY = 10, 100
AFTERWARDS = 25  # acts on a season that is published, before the next one begins


class Walk:
    """`straight`: how much of it goes straight on to publication; `aside`: how much deals with what came up; the rest
    is any act by anybody. `counts`: (act, outcome) -> how often."""

    def __init__(self, world: World, seed: int, *, straight: float, aside: float) -> None:
        self.world, self.seed, self.straight, self.aside = world, seed, straight, aside
        self.last: deque[str] = deque(maxlen=KEPT)
        self.counts: Counter[tuple[str, str]] = Counter()
        self.published = self.afterwards = 0

    def go(self, acts: int) -> None:
        state = state_of()
        for number in range(1, acts + 1):
            entry, actor, done = self.one_act(number)
            state = self.judged(state, entry, actor, done=done)
            self.audit(number, acts)
            if self.is_over():
                self.next_season()
                state = state_of(state)

    def one_act(self, number: int) -> tuple[Entry, int, bool]:
        """The act, who did it, and whether it was done; False where it was refused with one of the named faults."""
        while True:
            self.world.anew()
            entry, name, given = self.picked()
            self.world.anew(given.pop("focus", None))
            actor = self.world.person(name)
            try:
                entry.do(self.world, actor, **given)
                outcome = "done"
            except NothingThere:
                continue
            except NAMED as fault:
                outcome = f"{type(fault).__name__}: {fault}"
            except Exception as fault:
                self.last.append(f"{number}. {entry.name} by {name} {given or self.world.focus or ''}")
                raise AssertionError(self.told(f"{type(fault).__name__}: {fault}")) from fault
            self.last.append(f"{number}. {entry.name} by {name} {given or self.world.focus or ''}: {outcome}")
            self.counts[entry.name, outcome.partition(":")[0]] += 1
            return entry, actor.pk, outcome == "done"

    def picked(self) -> tuple[Entry, str, dict]:
        rng = self.world.rng
        way = rng.random()
        step = useful(self.world) if way < self.straight else None
        if self.straight <= way < self.straight + self.aside:
            step = aside(self.world)
        if step:
            return ACTS[step.name], step.person, dict(step.given)
        entry = rng.choices(list(ACTS.values()), [entry.weight for entry in ACTS.values()])[0]
        name = rng.choice(entry.usual if rng.random() < COMPETENT else sorted(self.world.people))
        return entry, name, {}

    def judged(self, before: State, entry: Entry, actor: int, *, done: bool) -> State:
        self.world.anew()
        try:
            after = state_of(before)
            check(self.world, before, after, entry, actor, done=done)
        except AssertionError as fault:
            raise AssertionError(self.told(str(fault))) from fault
        return after

    def told(self, fault: str) -> str:
        return "\n".join([fault, f"seed {self.seed}, the last acts:", *self.last])

    def audit(self, number: int, acts: int) -> None:
        if number % SEALED_EVERY == 0 or number == acts:
            seal()
        if number % VERIFIED_EVERY == 0 or number == acts:
            found = verify()
            assert not found, self.told(f"the record does not hold: {found}")

    def is_over(self) -> bool:
        published = Edition.objects.filter(season=self.world.season, state=EditionState.PUBLISHED).exists()
        self.afterwards = self.afterwards + 1 if published else 0
        return self.afterwards > AFTERWARDS

    def next_season(self) -> None:
        """Every second one is checked by two verifiers blind to each other."""
        self.published, self.afterwards = self.published + 1, 0
        self.world.year += 1
        self.world.anew()
        at(self.world.year, 10, 17)
        make_season(self.world.cast, self.world.year, opened=False, double_checks=self.published % 2 == 1)
