"""Signing in; the pages themselves are drawn in common/templates/registration."""

from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views.decorators.http import require_safe

from thuocdo.accounts.actions import password_changed
from thuocdo.accounts.queries import sample_sign_ins
from thuocdo.common import unsent


class SignIn(auth.LoginView):
    redirect_authenticated_user = True
    authentication_form = AuthenticationForm

    def get_context_data(self, **kwargs):
        is_kept = unsent.is_kept(self.request)
        return super().get_context_data(sample_sign_ins=sample_sign_ins(), is_kept=is_kept, **kwargs)

    def form_valid(self, form):
        """Where the sign-in ended while somebody typed, to what they typed."""
        response = super().form_valid(form)
        typed = None if self.request.user.has_one_time_password else unsent.take(self.request)
        return render(self.request, "common/unsent.html", {"unsent": typed}) if typed else response


class PasswordChange(auth.PasswordChangeView):
    """One's own password; a one-time password opens nothing but this page."""

    success_url = reverse_lazy("accounts:password_changed")

    def form_valid(self, form):
        response = super().form_valid(form)
        password_changed(self.request.user)
        return response


@require_safe
@login_not_required
def signed_out(request: HttpRequest) -> HttpResponse:
    return render(request, "registration/logged_out.html")
