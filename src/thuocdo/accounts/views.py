"""Signing in; the pages themselves are drawn in common/templates/registration."""

from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thuocdo.accounts.queries import sample_sign_ins


class SignIn(auth.LoginView):
    redirect_authenticated_user = True
    authentication_form = AuthenticationForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(sample_sign_ins=sample_sign_ins(), **kwargs)


@login_not_required
def signed_out(request: HttpRequest) -> HttpResponse:
    return render(request, "registration/logged_out.html")
