"""Who may enter a desk. What single acts need is checked again, inside the actions."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from thuocdo.accounts.models import User

View = Callable[..., HttpResponse]


def for_those(rule: Callable[[User], bool]) -> Callable[[View], View]:
    """Turns everybody else away with 403, before anything is read."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not rule(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard
