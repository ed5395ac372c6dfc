"""A change against an earlier year, as rows of a table."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from thuocdo.analysis.change import Cause, Change, LineChange
from thuocdo.analysis.lines import Data, tier_of
from thuocdo.results.explaining.names import Names

CAUSES: dict[Cause, Callable[[], str]] = {
    "gained": lambda: _("gained"),
    "lost": lambda: _("lost"),
    "added": lambda: _("new in the set"),
    "removed": lambda: _("no longer in the set"),
    "max_changed": lambda: _("its maximum was changed"),
    "content_changed": lambda: _("its name or rule was changed"),
    "exemption": lambda: _("exempt in one of the years"),
}


def change_rows(names: Names, found: Change, earlier: Data, key: str) -> list[dict[str, object]]:
    """The lines that changed, the largest first."""
    was = tier_of(earlier, key)
    old = Names(earlier["set"], was[0]) if was else names
    ordered = sorted(found.lines, key=lambda row: -abs(row.amount))
    return [_row(old if row.cause == "removed" else names, row) for row in ordered]


def _row(names: Names, row: LineChange) -> dict[str, object]:
    return {
        "name": names.line(row.kind, row.code),
        "before": row.before,
        "after": row.after,
        "amount": row.amount,
        "cause": CAUSES[row.cause](),
    }
