"""What every page knows: the installation and, asked only when a page shows them, the moment and the day."""

from functools import cache

from django.http import HttpRequest

from thuocdo.common import clock


def page(request: HttpRequest) -> dict[str, object]:
    """Costs one query, for the installation and the moment."""
    known = cache(clock.now_with_installation)
    return {
        "installation": lambda: known()[0],
        "demo_now": lambda: known()[1],
        "today": cache(lambda: clock.local(known()[1]).date()),
    }
