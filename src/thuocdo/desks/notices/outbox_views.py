"""The outbox of the lead department: who was told what and when, what was not sent and why."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thuocdo.accounts.rules import runs_the_season
from thuocdo.common.acting import attempt
from thuocdo.desks.access import for_those
from thuocdo.desks.notices.forms import OutboxForm
from thuocdo.desks.notices.rows import Told
from thuocdo.notices import actions
from thuocdo.notices.models import Mail
from thuocdo.notices.queries import is_sample, mails_by_state
from thuocdo.notices.queries import outbox as everything

PER_PAGE = 25


@require_safe
@for_those(runs_the_season)
def outbox(request: HttpRequest) -> HttpResponse:
    """7 queries besides those of every page, however many there are."""
    form = OutboxForm(request.GET)
    page = Paginator(form.narrow(everything()), PER_PAGE).get_page(request.GET.get("page"))
    sample = is_sample()
    context = {
        "form": form,
        "page": page,
        "rows": [Told(event) for event in page],
        "counts": mails_by_state(),
        "is_sample": sample,
        "is_off": not sample and not settings.EMAIL_HOST,
        "is_narrowed": any(form.cleaned_data.values()),
    }
    return render(request, "desks/notices/outbox.html", context)


@require_POST
@for_those(runs_the_season)
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the same part of the list."""
    mail = get_object_or_404(Mail, pk=pk)
    attempt(request, lambda: actions.send_again(request.user, mail), _("The e-mail waits to be sent again."))
    return redirect(f"{reverse('desks:outbox')}?{request.GET.urlencode()}")
