"""Everything needs a sign-in, except what stands here or says so itself (`login_not_required`)."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

OPEN_NAMESPACES = {"portal"}  # published editions only


class SignInRequired(LoginRequiredMiddleware):
    """Django's middleware with the open rooms of the house."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if OPEN_NAMESPACES.intersection(request.resolver_match.namespaces):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        # A redirect would be followed by htmx, which would then swap the sign-in page into the form.
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401)
        return super().handle_no_permission(request, view_func)
