"""The letters behind clarification requests, once they have their numbers: what was asked, and what was answered."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Refused, require
from thuocdo.documents.models import Document
from thuocdo.verification.asking import answers_for
from thuocdo.verification.models import ClarificationRequest
from thuocdo.verification.queries import assignments
from thuocdo.verification.rules import may_verify


def asked_together(request: ClarificationRequest) -> QuerySet[ClarificationRequest]:
    """What one person asked of one report in the same go: what one letter says. No query."""
    facts = {"report": request.report_id, "asked_by": request.asked_by_id, "asked_at": request.asked_at}
    return ClarificationRequest.objects.filter(**facts)


@transaction.atomic
def issue_request(actor: User, request: ClarificationRequest, document: Document) -> None:
    """The request went out as this letter, with all that was asked in the same go. Raises NotAllowed for whoever does
    not verify the component, Refused where a letter is recorded already."""
    shared = assignments(request.report.season_unit.season)
    may = may_verify(actor, request.report, request.component, shared)
    require(may, _("This component of this unit is verified by somebody else."))
    changed = asked_together(request).filter(letter=None).update(letter=document)
    require(changed, _("The letter of this request is recorded already."), Refused)
    record("clarification.issued", actor=actor.pk, subject=f"request:{request.pk}", after={"document": document.pk})


@transaction.atomic
def number_answer(actor: User, request: ClarificationRequest, number: str, day: date) -> None:
    """The unit's answers to what was asked in one go went out as its document of this number. Given anew it replaces
    the former, which the audit keeps. Raises Refused before anything was answered, and for a day to come."""
    may = answers_for(actor, request.report.season_unit.unit_id)
    require(may, _("Only the unit's preparer, coordinator or head answers for it."))
    require(number.strip(), _("Give the document's number and symbol."), Refused)
    require(day <= clock.today(), _("The document's date is still to come."), Refused)
    row = ClarificationRequest.objects.select_for_update().get(pk=request.pk)
    answered = asked_together(row).filter(messages__is_units=True).values("pk")
    facts = {"answer_number": number.strip(), "answer_date": day}
    changed = ClarificationRequest.objects.filter(pk__in=answered).update(**facts)
    require(changed, _("Nothing has been answered yet."), Refused)
    before = {"number": row.answer_number, "date": row.answer_date and row.answer_date.isoformat()}
    after = {"number": number.strip(), "date": day.isoformat()}
    record("clarification.numbered", actor=actor.pk, subject=f"request:{row.pk}", before=before, after=after)
