"""Setting the council up: what home affairs and the committee office said of the proposal (R4.6a). Part of this
floor's actions; the decision itself is recorded by `actions.found_council`."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.enums import Duty
from thuocdo.accounts.models import Dated, Unit, UnitDuty, User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.appraisal.enums import Opinion
from thuocdo.appraisal.models import FoundingOpinion
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Refused, require
from thuocdo.cycles.models import Season
from thuocdo.documents.models import Document

ASKED = (Duty.HOME_AFFAIRS, Duty.COMMITTEE_OFFICE)


@dataclass(frozen=True)
class Asked:
    """An agency whose opinion the law asks for, with what it said; none: nothing yet."""

    agency: Unit
    opinion: FoundingOpinion | None


def asked(season: Season) -> list[Asked]:
    """Home affairs, then the committee office, and whoever gave an opinion besides: 3 queries."""
    rows = FoundingOpinion.objects.filter(season=season).select_related("agency", "document__file", "recorded_by")
    given = {row.agency_id: row for row in rows}
    duties = UnitDuty.objects.filter(Dated.on(clock.today()), duty__in=ASKED).select_related("unit")
    agencies = {row.unit_id: row.unit for row in sorted(duties, key=lambda row: ASKED.index(Duty(row.duty)))}
    agencies |= {row.agency_id: row.agency for row in given.values()}
    return [Asked(unit, given.get(pk)) for pk, unit in agencies.items()]


@transaction.atomic
def record_opinion(
    actor: User, season: Season, agency: Unit, *, opinion: str, text: str, document: Document
) -> FoundingOpinion:
    """What the agency answered, by its document. Recorded once more it replaces the one before; the audit keeps it."""
    require(runs_the_season(actor), _("Only the lead department records opinions on setting up the council."))
    require(any(row.agency.pk == agency.pk for row in asked(season)), _("This agency is not asked."), Refused)
    require(opinion in Opinion.values, _("Choose what the agency says."), Refused)
    silent = opinion != Opinion.AGREES and not text.strip()
    require(not silent, _("Write down what the agency wants changed, or why it does not agree."), Refused)
    before = FoundingOpinion.objects.filter(season=season, agency=agency).first()
    facts = {"opinion": opinion, "text": text.strip(), "document": document}
    facts |= {"recorded_by": actor, "recorded_at": clock.now()}
    row, _made = FoundingOpinion.objects.update_or_create(season=season, agency=agency, defaults=facts)
    record(
        "council.opinion",
        actor=actor.pk,
        subject=f"season:{season.pk}",
        before=before and {"opinion": before.opinion, "document": before.document_id},
        after={"agency": agency.pk, "opinion": opinion, "document": document.pk},
    )
    return row
