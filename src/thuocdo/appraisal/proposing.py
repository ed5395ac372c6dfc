"""Exemptions that the lead department proposes, and acceptances entered for many requests at once (R5.3, I3).

Part of this floor's actions; what becomes of a proposal then is that of any request (`exemptions`).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.appraisal.enums import ExemptionState, Ground
from thuocdo.appraisal.exemptions import deals_with, enter_acceptance
from thuocdo.appraisal.models import Exemption
from thuocdo.appraisal.queries import exempt, exemptions_by_report
from thuocdo.appraisal.sitting import result_of
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import NotAllowed, Refused, require
from thuocdo.cycles.enums import SUBMITTED
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.documents.models import Document
from thuocdo.regulation import Component, ComponentResult, explain
from thuocdo.reports.actions import locked, not_own
from thuocdo.reports.enums import Stage
from thuocdo.reports.models import Report
from thuocdo.reports.queries import arrived, with_answers
from thuocdo.verification.queries import assignments
from thuocdo.verification.rules import may_finish

NOTHING_TO_COUNT = "zero_denominator_exemption"  # the law's own reason where a set says "propose_exemption"


class Proposable(NamedTuple):
    """A component whose figures say that there was nothing to count; proposed by a person, never granted by itself."""

    report: Report
    component: Component
    reason: str


@transaction.atomic
def propose(actor: User, report: Report, component: str, *, ground: str, reason: str) -> Exemption:
    """Who deals with a unit's requests proposes one in its place; never for one's own unit (I12). It counts nothing
    before the written acceptance, like any request."""
    row = locked(report)
    not_own(actor, row)
    require(deals_with(actor, row), _("Only the lead department proposes this for a unit."), NotAllowed)
    require(row.season_unit.season_tier.phase not in SUBMITTED, _("The result was submitted for approval."), Refused)
    require(reason.strip() and ground in Ground.values, _("Choose a ground and give the reason."), Refused)
    known = component in form_of(row.season_unit).index()
    require(known, _("The form has no component %(codes)s.") % {"codes": component}, Refused)
    present = Exemption.objects.select_for_update().filter(report=row, component=component).first()
    is_free = present is None or present.state in {ExemptionState.WITHDRAWN, ExemptionState.REFUSED}
    require(is_free, _("There is a request for this component already."), Refused)
    exemption = _keep(actor, row, component, ground, reason)
    after = {"state": exemption.state, "ground": ground}
    record("exemption.proposed", actor=actor.pk, subject=f"report:{row.pk}/{component}", reason=reason, after=after)
    return exemption


def _keep(actor: User, report: Report, component: str, ground: str, reason: str) -> Exemption:
    nobody = dict.fromkeys(("is_advised_for", "advised_by", "acceptance", "entered_by", "checked_by"))
    facts = {
        "ground": ground,
        "reason": reason.strip(),
        "state": ExemptionState.ASKED,
        "asked_by": actor,
        "asked_at": clock.now(),
        "is_leads": True,
        "advice": "",
        **nobody,
    }
    return Exemption.objects.update_or_create(report=report, component=component, defaults=facts)[0]


@transaction.atomic
def enter_acceptances(actor: User, requests: Sequence[Exemption], document: Document) -> int:
    """Puts these requests under one written acceptance, all or none; returns how many."""
    require(requests, _("Tick the requests that stand in the document."), Refused)
    for row in requests:
        enter_acceptance(actor, row, document)
    return len(requests)


def proposable(actor: User, season: Season) -> list[Proposable]:
    """Where a figure under the line is zero and the set says to propose an exemption, of the reports that are in, whose
    requests this person deals with and where none was made: 8 queries."""
    rows = list(with_answers(arrived(season)))
    made, exempted, shared = exemptions_by_report(rows), exempt(season), assignments(season)
    found = []
    for report in rows:
        if report.season_unit.season_tier.phase in SUBMITTED:
            continue
        asked = {row.component for row in made.get(report.pk, []) if row.state != ExemptionState.WITHDRAWN}
        results = result_of(report, Stage.VERIFIED, exempted.get(report.season_unit_id, {})).components
        new = [result for result in _without_content(results) if result.code not in asked]
        if new and may_finish(actor, report, shared):
            found += [_proposable(report, one) for one in new]
    return found


def _proposable(report: Report, result: ComponentResult) -> Proposable:
    reason = explain(result.why, (get_language() or "vi")[:2])
    return Proposable(report, form_of(report.season_unit).component(result.code), reason)


def _without_content(results: Iterable[ComponentResult]) -> Iterator[ComponentResult]:
    """Components and parts at any depth."""
    for result in results:
        if result.why.key == NOTHING_TO_COUNT:
            yield result
        yield from _without_content(result.parts)
