"""Who is told that a step was taken back, and where each of them reads on: the unit's people, those who verify, the
council and the lead department."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import override

from thuocdo.accounts.enums import CALLING, FILLING, Role
from thuocdo.accounts.models import Post
from thuocdo.common import clock
from thuocdo.cycles.going_back import latest, subject_of
from thuocdo.cycles.models import SeasonTier, StepBack
from thuocdo.cycles.practice import naming
from thuocdo.cycles.transitions import SEASON
from thuocdo.notices.actions import News, tell
from thuocdo.notices.enums import Kind
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Answer, Report
from thuocdo.reports.news import facts_of, people_of, subject
from thuocdo.reports.queries import reports
from thuocdo.reports.transitions import REPORT
from thuocdo.verification.queries import assignments

SHORT = 400  # letters of a reason that a notice tells; the page has all of it
CHECKING = (Role.LEAD, Role.VERIFIER)
RUNNING = (Role.LEAD, *CALLING)
LANGUAGES = ("vi", "en")
BEFORE_THE_COUNCIL = ("report.appraise_again", "report.correct")


def tell_report_back(report: Report) -> None:
    """The unit's people, those who verified the report, and the council's chair, deputy and secretary where it was
    theirs. In the transaction of the step."""
    row = latest([subject(report)])[subject(report)]
    facts = facts_of(report) | {"reason": row.reason[:SHORT]}
    for language in LANGUAGES:
        with override(language):
            facts[f"step_{language}"] = _report_words(report, row)
    make = partial(_news, row, facts)
    checkers = Answer.objects.filter(report=report, stage=Stage.VERIFIED).values("changed_by")
    told = [make(subject(report), "desks:report", report.season_unit.unit_id, _reporters([report]))]
    told += _at_their_units(make, subject(report), "desks:check_report", CHECKING, user__in=checkers)
    if row.act in BEFORE_THE_COUNCIL:
        told += _at_their_units(make, subject(report), "desks:council_report", CALLING)
    tell([news for news in told if news.people])


def _report_words(report: Report, row: StepBack) -> str:
    words = {"unit": report.season_unit.name, "step": REPORT[row.act].label, "codes": ", ".join(row.components)}
    if row.components:
        return _("%(unit)s, components %(codes)s: %(step)s.") % words
    return _("%(unit)s: %(step)s.") % words


def tell_phase_back(tier: SeasonTier) -> None:
    """The people of every unit of the tier, the verifiers to whom something of it was given, the council's chair,
    deputy and secretary, the lead department. In the transaction of the step; the tier comes with its season."""
    row = latest([subject_of(tier)])[subject_of(tier)]
    facts = naming(tier.season) | {"reason": row.reason[:SHORT]}
    for language in LANGUAGES:
        with override(language):
            facts[f"step_{language}"] = _("Tier “%(tier)s”: %(step)s.") % {
                "tier": tier.tier.name,
                "step": SEASON[row.act].label,
            }
    make, season = partial(_news, row, facts), f"season_key:{tier.season.key}"
    told = list(_to_units(make, tier))
    told += _at_their_units(make, season, "desks:verification_of", [Role.VERIFIER], unit__in=_agencies(tier))
    told += _at_their_units(make, season, "desks:season", RUNNING)
    tell([news for news in told if news.people])


def _to_units(make, tier: SeasonTier) -> Iterator[News]:
    rows = list(reports(tier.season).filter(season_unit__season_tier=tier))
    people = people_of(row.season_unit.unit_id for row in rows)
    for row in rows:
        unit = row.season_unit.unit_id
        yield make(subject(row), "desks:report", unit, _fillers(people.get(unit, {})))


def _reporters(rows: Iterable[Report]) -> frozenset[int]:
    units = [row.season_unit.unit_id for row in rows]
    people = people_of(units)
    return frozenset().union(*(_fillers(people.get(unit, {})) for unit in units))


def _fillers(roles: Mapping[str, frozenset[int]]) -> frozenset[int]:
    """Who fills the report, and the head."""
    return frozenset().union(*(roles.get(role, frozenset()) for role in (*FILLING, Role.HEAD)))


def _agencies(tier: SeasonTier) -> set[int]:
    """Those to whom something of this tier was given, and who has taken over from them."""
    rows = assignments(tier.season)
    of_tier = {row.agency_id for row in rows if _reaches(row, tier)}
    return of_tier.union(*(rows.heirs.get(agency, ()) for agency in of_tier))


def _reaches(row, tier: SeasonTier) -> bool:
    within = row.season_unit is None or row.season_unit.season_tier_id == tier.pk
    return within and row.season_tier_id in (None, tier.pk)


def _at_their_units(make, about: str, page: str, roles: Iterable[str], **which: object) -> list[News]:
    """One event for each unit at which these people hold such a post today; each person once."""
    posts = Post.objects.filter(Post.on(clock.today()), role__in=roles, user__is_active=True, **which)
    homes: dict[int, int] = {}
    for unit, person in posts.order_by("pk").values_list("unit_id", "user_id"):
        homes.setdefault(person, unit)
    by_unit: dict[int, set[int]] = {}
    for person, unit in homes.items():
        by_unit.setdefault(unit, set()).add(person)
    return [make(about, page, unit, frozenset(people)) for unit, people in by_unit.items()]


def _news(row: StepBack, facts: dict[str, object], about: str, page: str, unit: int, people: frozenset[int]) -> News:
    """Whoever took the step knows of it."""
    return News(
        kind=Kind.WENT_BACK,
        subject=about,
        name=f"back:{row.pk}:{page.partition(':')[2]}:{unit}",
        unit_id=unit,
        page=page,
        facts=facts,
        people=people - {row.taken_by_id},
    )
