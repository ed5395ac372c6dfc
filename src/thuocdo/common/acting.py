"""How a page carries out an act and tells the person what became of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from thuocdo.common.faults import Refused


def attempt(request: HttpRequest, act: Callable[[], object], done: object = "") -> bool:
    """Runs `act`; True when it was done, with `done` shown on the next page. A refusal is shown there too, in its own
    words; an act that is not the person's to do ends in 403."""
    try:
        act()
    except Refused as fault:
        messages.error(request, str(fault))
        return False
    if done:
        messages.success(request, str(done))
    return True


def asks_for_data(request: HttpRequest) -> bool:
    """Whether a page's script asks, which keeps what was typed itself and can show no page in answer."""
    return request.headers.get("Accept") == "application/json"


def is_typist(request: HttpRequest) -> bool:
    """Whether the form that was posted, where it says so (`typist`), was made for the person who is signed in now: on a
    shared machine somebody else may have signed in since, in another tab."""
    return request.POST.get("typist") in (None, str(request.user.pk))
