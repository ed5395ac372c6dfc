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


class SignIn(auth.LoginView):
    redirect_authenticated_user = True
    authentication_form = AuthenticationForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(sample_sign_ins=sample_sign_ins(), **kwargs)


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
