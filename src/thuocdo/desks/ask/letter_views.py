"""The letter behind a clarification request, as PDF and as Word."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from thuocdo.common import clock
from thuocdo.desks.ask.letter import request_letter
from thuocdo.desks.ask.thread_views import found
from thuocdo.desks.handing_out import KINDS, handed_paper
from thuocdo.verification.threads import clarification_requests, with_messages


@require_safe
def letter(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """With everything that was asked of the report in the same go; for who reads from the verifiers' side."""
    seen = found(request.user, pk)
    if kind not in KINDS or not seen.is_checkers:
        raise Http404
    row = seen.request
    together = clarification_requests().filter(report=row.report_id, asked_by=row.asked_by_id, asked_at=row.asked_at)
    made = request_letter(list(with_messages(together).order_by("pk")), clock.now())
    return handed_paper(request, "request", made, f"yeu-cau-lam-ro-{row.pk}.{kind}")
