"""What has been said of a component so far; of two blind verifiers nobody reads the other's before it counts."""

from django.db.models import Q

from thuocdo.accounts.models import User
from thuocdo.reports.models import Report
from thuocdo.verification.models import Check


def verdicts(report: Report, component: str, user: User) -> list[Check]:
    """The verdicts that this person may read, the newest first: those that were applied and their own. 1 query."""
    rows = Check.objects.filter(report=report, component=component).select_related("verifier")
    return list(rows.filter(Q(is_applied=True) | Q(verifier=user)))


def applied(report: Report, component: str) -> Check | None:
    """The verdict on which the verified answer rests: 1 query."""
    return Check.objects.filter(report=report, component=component, is_applied=True).first()
