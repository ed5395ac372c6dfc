"""What every page knows: the installation and, asked only when a page shows them, the moment and the day."""

from functools import cache

from django.http import HttpRequest

from thuocdo.common import clock
from thuocdo.common.models import Installation


def page(request: HttpRequest) -> dict[str, object]:
    """Costs one query for the installation, and one more where `today` or `demo_now` is shown."""
    now = cache(clock.now)
    return {
        "installation": cache(Installation.objects.first),
        "demo_now": now,
        "today": cache(lambda: clock.local(now()).date()),
    }
