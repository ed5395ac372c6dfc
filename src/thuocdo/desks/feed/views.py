"""Keys to the feed for home affairs: made, shown once, revoked (R9.2)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thuocdo.api.actions import make_token, revoke_token
from thuocdo.api.models import FeedToken
from thuocdo.api.rules import keeps_tokens
from thuocdo.common.acting import attempt
from thuocdo.desks.access import for_those
from thuocdo.desks.feed.forms import KeyForm


@require_http_methods(["GET", "HEAD", "POST"])
@for_those(keeps_tokens)
def keys(request: HttpRequest) -> HttpResponse:
    """All keys, and a form for a new one; its secret stands on the answer to that form and nowhere else."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    feed = request.build_absolute_uri(reverse("api:get_feed"))
    if form.is_valid():
        row, secret = make_token(request.user, form.cleaned_data["name"])
        response = render(request, "desks/feed/secret.html", {"key": row, "secret": secret, "feed": feed})
        response["Cache-Control"] = "no-store"
        return response
    rows = FeedToken.objects.select_related("made_by", "revoked_by")
    context = {"keys": rows, "form": form, "feed": feed}
    return render(request, "desks/feed/list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those(keeps_tokens)
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(FeedToken, pk=pk)
    if request.method == "POST":
        attempt(request, lambda: revoke_token(request.user, pk), _("The key no longer opens the feed."))
        return redirect("desks:feed_keys")
    context = {
        "title": _("Revoke a key"),
        "question": row.name,
        "consequences": [_("Whoever reads the feed with it is turned away at once."), _("It cannot be given back.")],
        "submit_label": _("Revoke the key"),
        "cancel_url": reverse("desks:feed_keys"),
        "danger": True,
    }
    return render(request, "common/confirm.html", context)
