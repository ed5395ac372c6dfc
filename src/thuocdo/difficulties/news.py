"""Who is told of an answer: the unit that asked, or with an answer for all everybody who reports and verifies."""

from collections import defaultdict

from thuocdo.accounts.enums import FILLING, Role
from thuocdo.accounts.models import Post
from thuocdo.common import clock
from thuocdo.cycles.models import SeasonUnit
from thuocdo.cycles.practice import naming
from thuocdo.difficulties.models import Difficulty, Ruling
from thuocdo.notices.actions import News, tell
from thuocdo.notices.enums import Kind

REPORTING_FOR = {*FILLING, Role.HEAD}
CHECKING = {Role.LEAD, Role.VERIFIER}
SHORT = 400  # letters of a text that a notice tells; the page has all of it


def tell_answered(difficulty: Difficulty) -> None:
    """Whoever raised it, and who fills the unit's report. A changed answer is told again."""
    people = set(_people({difficulty.unit_id}, REPORTING_FOR)[difficulty.unit_id]) | {difficulty.raised_by_id}
    facts = {
        "own": True,
        **(naming(difficulty.season) if difficulty.season else {"year": ""}),
        "question": difficulty.text[:SHORT],
        "answer": difficulty.answer[:SHORT],
    }
    news = News(
        kind=Kind.RULED,
        subject=f"difficulty:{difficulty.pk}",
        name=f"answered:{difficulty.answered_at.isoformat()}",
        unit_id=difficulty.unit_id,
        page="desks:difficulty",
        facts=facts,
        people=frozenset(people),
    )
    tell([news])


def tell_ruled(ruling: Ruling) -> None:
    """Every unit of the season, and the agencies that verify. About ten queries, whatever the number of units."""
    units = set(SeasonUnit.objects.filter(season=ruling.season).values_list("unit_id", flat=True))
    told = _people(None, CHECKING)
    for unit, people in _people(units, REPORTING_FOR).items():
        told[unit] |= people
    facts = {**naming(ruling.season), "question": ruling.question[:SHORT], "answer": ruling.answer[:SHORT]}
    tell(
        [
            News(
                kind=Kind.RULED,
                subject=f"ruling:{ruling.pk}",
                name=f"ruled:{unit}",
                unit_id=unit,
                page="desks:ruling",
                facts=facts,
                people=frozenset(people),
            )
            for unit, people in sorted(told.items())
        ]
    )


def _people(units: set[int] | None, roles: set[str]) -> dict[int, set[int]]:
    """Unit -> who holds one of these roles there today; of every unit where none is given: 2 queries."""
    posts = Post.objects.filter(Post.on(clock.today()), role__in=roles, user__is_active=True)
    if units is not None:
        posts = posts.filter(unit_id__in=units)
    found: dict[int, set[int]] = defaultdict(set)
    for unit, person in posts.values_list("unit_id", "user_id"):
        found[unit].add(person)
    return found
