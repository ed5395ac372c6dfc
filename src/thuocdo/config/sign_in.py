"""Everything needs a sign-in, except what stands here or says so itself (`login_not_required`)."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from thuocdo.common import unsent
from thuocdo.common.acting import asks_for_data

OPEN_NAMESPACES = {"portal", "crawler", "api", "open_data"}  # published editions only
CHANGE_PASSWORD = "accounts:change_password"  # noqa: S105 - the name of a page


class SignInRequired(LoginRequiredMiddleware):
    """Django's middleware with the open rooms of the house."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if OPEN_NAMESPACES.intersection(request.resolver_match.namespaces):
            return None
        if self._must_choose_a_password(request):
            return redirect(CHANGE_PASSWORD)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def _must_choose_a_password(self, request: HttpRequest) -> bool:
        """Somebody else knows a one-time password: it opens only the page on which to choose one's own."""
        here = request.resolver_match.view_name
        temporary = request.user.is_authenticated and request.user.has_one_time_password
        return temporary and here not in (CHANGE_PASSWORD, "accounts:sign_out")

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        # A redirect would be followed by htmx, which would then swap the sign-in page into the form.
        if request.headers.get("HX-Request") or asks_for_data(request):
            return HttpResponse(status=401)
        if request.method == "POST":  # its address may answer no GET: back to the page on which the form stands
            unsent.keep(request)
            return redirect_to_login(unsent.came_from(request))
        return super().handle_no_permission(request, view_func)
