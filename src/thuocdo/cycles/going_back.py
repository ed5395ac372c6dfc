"""A step that was taken back: its reason, who took it and when, for everyone concerned to read.

Each way back of the tables (`transitions`) leaves a row here, in the transaction of the step; the audit keeps of a
reason only its digest. Part of this floor's actions and queries.
"""

from collections.abc import Collection, Iterable

from thuocdo.accounts.models import User
from thuocdo.common import clock
from thuocdo.cycles.models import SeasonTier, StepBack


def keep(actor: User, season: int, subject: str, act: str, reason: str, components: Collection[str] = ()) -> StepBack:
    """Written by the step itself, which has its own entry in the audit. `components`: of a report, what has to be done
    anew."""
    facts = {"act": act, "reason": reason.strip(), "components": list(components)}
    facts |= {"taken_by": actor, "taken_at": clock.now()}
    return StepBack.objects.create(season_id=season, subject=subject, **facts)


def subject_of(season_tier: SeasonTier) -> str:
    return f"season_tier:{season_tier.pk}"


def latest(subjects: Iterable[str]) -> dict[str, StepBack]:
    """Subject -> its last step back, for those that have one: 1 query."""
    rows = StepBack.objects.filter(subject__in=set(subjects)).select_related("taken_by")
    return {row.subject: row for row in rows.order_by("subject", "-pk").distinct("subject")}
