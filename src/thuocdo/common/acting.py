"""How a page carries out an act and tells the person what became of it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from thuocdo.common.faults import NotAllowed, Refused


def attempt(request: HttpRequest, act: Callable[[], object], done: object = "") -> bool:
    """Runs `act`; True when it was done, with `done` shown on the next page. A refusal is shown there too, in its own
    words; an act that is not the person's to do ends in 403."""
    try:
        act()
    except NotAllowed as fault:
        raise PermissionDenied(str(fault)) from fault
    except Refused as fault:
        messages.error(request, str(fault))
        return False
    if done:
        messages.success(request, str(done))
    return True
