"""The pages that belong to no step of the season: the design system, and what a visitor sees when something failed."""

import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from thuocdo.common import unsent
from thuocdo.common.acting import asks_for_data, is_typist
from thuocdo.common.design import examples
from thuocdo.common.models import Installation

RETRY_AFTER_SECONDS = "5"


@login_not_required
@require_safe
def design_system(request: HttpRequest) -> HttpResponse:
    """Every component in every state; for those who build pages, hence not in a real installation."""
    installation = Installation.objects.first()
    if not (settings.DEBUG or (installation and installation.is_demonstration)):
        raise Http404
    return render(request, "common/design.html", examples(request))


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or while the person signed in again in another tab.

    Where a page of this house posted it, what was typed is offered again: after signing in, or at once.
    """
    if asks_for_data(request):
        return JsonResponse({"state": "signed_out"}, status=403)
    typed = unsent.read(request) if unsent.is_from_here(request) else None
    if not typed or (request.user.is_authenticated and not is_typist(request)):
        return HttpResponse(render_to_string("403_csrf.html"), status=403)
    if not request.user.is_authenticated:
        unsent.keep(request)
        return redirect_to_login(typed.came_from)
    return render(request, "common/unsent.html", {"unsent": typed}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """The handler of code 500. A lost database is 503 and may be tried again; anything else stays 500.

    A middleware cannot tell: Django turns an exception into a response between every two of them, but calls this inside
    its `except`. Rendered without a request, since context processors would ask the database again.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": RETRY_AFTER_SECONDS})
    return HttpResponse(render_to_string("500.html"), status=500)
