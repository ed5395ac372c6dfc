"""Last year's figures as a starting point: they are shown in the open forms, and nothing is declared by that.

Why they are not copied into the answers: docs/decisions (0021).
"""

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.audit.actions import record
from thuocdo.common.faults import Refused, require
from thuocdo.reports.actions import editable
from thuocdo.reports.last_year import last_year
from thuocdo.reports.models import Report


@transaction.atomic
def start_from_last_year(actor: User, report: Report, *, on: bool) -> None:
    """From now on every unanswered, unchanged component opens with last year's figures, to be checked and saved; `on`
    False takes that back. No answer is written. Raises Refused where there is nothing to begin from."""
    row = editable(actor, report)
    require(not on or last_year(row), _("Your unit declared nothing in the season before."), Refused)
    if row.starts_from_last_year != on:
        Report.objects.filter(pk=row.pk).update(starts_from_last_year=on)
        record("report.start", actor=actor.pk, subject=f"report:{row.pk}", after={"from_last_year": on})
