"""The administrator's desk: accounts, and who does what at which unit (R8.1)."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thuocdo.accounts import actions
from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Post, User
from thuocdo.common.acting import attempt
from thuocdo.desks.access import for_those
from thuocdo.desks.people.forms import EndForm, PersonForm, PostForm


def administers(user: User) -> bool:
    return user.holds(Role.ADMINISTRATOR)


def everyone():
    """All people with their posts: 2 queries."""
    posts = Prefetch("all_posts", Post.objects.select_related("unit").order_by("valid_until", "pk"))
    return User.objects.prefetch_related(posts).order_by("username")


@require_safe
@for_those(administers)
def people(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("tim", "").strip()
    rows = everyone()
    if words:
        rows = rows.filter(full_name__icontains=words) | rows.filter(username__icontains=words)
    return render(request, "desks/people/list.html", {"people": rows, "words": words})


@for_those(administers)
def person_new(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made: list[tuple[User, str]] = []
        if attempt(request, lambda: made.append(actions.add_person(request.user, **form.cleaned_data))):
            person, password = made[0]
            return render(request, "desks/people/password.html", {"person": person, "password": password})
    return render(request, "desks/people/new.html", {"form": form}, status=422 if form.errors else 200)


@for_those(administers)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(everyone(), pk=pk)
    form = PostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        attempt(request, lambda: actions.give_post(request.user, found, facts["unit"], facts["role"]), _("Saved"))
        return redirect("desks:person", pk)
    return render(
        request, "desks/people/person.html", {"person": found, "form": form}, status=422 if form.errors else 200
    )


@for_those(administers)
def person_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A new one-time password, shown once."""
    found = get_object_or_404(User, pk=pk)
    if request.method == "POST":
        password = actions.new_password(request.user, found)
        return render(request, "desks/people/password.html", {"person": found, "password": password})
    context = {
        "title": _("New password"),
        "question": found.full_name,
        "consequences": [_("The old password no longer works."), _("The new one is shown once, on the next page.")],
        "submit_label": _("Make a new password"),
        "cancel_url": reverse("desks:person", args=[pk]),
        "cancel_label": found.full_name,
        "danger": True,
    }
    return render(request, "common/confirm.html", context)


@for_those(administers)
def post_end(request: HttpRequest, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.select_related("user", "unit"), pk=pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attempt(request, lambda: actions.end_post(request.user, post, form.cleaned_data["last_day"]), _("Saved"))
        return redirect("desks:person", post.user_id)
    context = {
        "title": _("End a post"),
        "question": str(post),
        "consequences": [_("The person keeps the account; the post stays on record with its last day.")],
        "form": form,
        "submit_label": _("End the post"),
        "cancel_url": reverse("desks:person", args=[post.user_id]),
        "cancel_label": post.user.full_name,
        "danger": True,
    }
    return render(request, "common/confirm.html", context)
