"""One written answer to the same question everywhere: difficulties and open requests end with it (R4.1-2, R9)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.cycles.models import Season
from thuocdo.difficulties import actions as difficulties
from thuocdo.difficulties.models import Ruling
from thuocdo.verification.asking import end
from thuocdo.verification.enums import RequestState
from thuocdo.verification.models import ClarificationRequest
from thuocdo.verification.queries import assignments
from thuocdo.verification.rules import may_verify
from thuocdo.verification.threads import REPORT


@transaction.atomic
def rule_for_all(
    actor: User, season: Season, *, component: str, requests: Iterable[ClarificationRequest] = (), **facts
) -> Ruling:
    """Answers for all units, and closes these requests on the same component with that answer, in one act.

    `facts`: those of `difficulties.actions.rule`. Raises NotAllowed for a request on a unit of the actor's own (I12),
    Conflict where one was closed meanwhile; then nothing at all is done.
    """
    ruling = difficulties.rule(actor, season, component=component, **facts)
    shared, wanted = assignments(season), {row.pk for row in requests}
    rows = ClarificationRequest.objects.select_for_update(of=("self",)).select_related(*REPORT).order_by("pk")
    for row in rows.filter(pk__in=wanted, report__season_unit__season=season):
        fits = row.component == component
        require(fits, _("This request is about another component."), Refused)
        require(may_verify(actor, row.report, component, shared), _("Nobody decides on their own unit."))
        still = row.state != RequestState.CLOSED
        require(still, _("A request was closed meanwhile. Look at the list again."), Conflict)
        end(actor, row, reason=ruling.answer, ruling=ruling)
    return ruling
