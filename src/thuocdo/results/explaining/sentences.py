"""Strengths, shortcomings and the way to the next level in sentences, made from the data and from nothing else."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuocdo.analysis.next_level import GROUPS, Need
from thuocdo.analysis.standing import Finding, full, shortcomings, strengths
from thuocdo.common.templatetags.words import points
from thuocdo.results.explaining.names import Names

READINGS = {
    "total": lambda: _("By the total alone"),
    GROUPS: lambda: _("By the total and every group minimum"),
}


def told_strengths(names: Names, found: tuple[Finding, ...], at_most: int = 5) -> list[str]:
    """Where the unit is ahead of the tier's middle, and on how much it has the maximum; nothing where neither."""
    told = [
        _("%(line)s: %(points)s of %(max)s points, %(ahead)s more than the tier's median would give.")
        % {**_of(names, row), "ahead": points(row.ahead)}
        for row in strengths(found, at_most)
    ]
    return [*told, *_full(found)]


def _full(found: tuple[Finding, ...]) -> Iterator[str]:
    count, of = len(list(full(found))), sum(row.kind == "component" for row in found)
    if count:
        yield ngettext(
            "The maximum on %(count)s component of %(of)s that were to be done and are shown.",
            "The maximum on %(count)s components of %(of)s that were to be done and are shown.",
            count,
        ) % {"count": count, "of": of}


def told_shortcomings(names: Names, found: tuple[Finding, ...], at_most: int = 5) -> list[str]:
    """What costs the total most, the dearest first."""
    return [_shortcoming(names, row) for row in shortcomings(found, at_most)]


def _shortcoming(names: Names, row: Finding) -> str:
    facts = {**_of(names, row), "lost": points(row.lost, 2)}
    if row.points is None:
        return _("%(line)s: without any points; %(lost)s points of the total are missing here.") % facts
    if row.ahead is None:
        return _("%(line)s: %(points)s of %(max)s points; %(lost)s points of the total are missing here.") % facts
    if row.ahead < 0:
        behind = {**facts, "behind": points(-row.ahead)}
        return (
            _(
                "%(line)s: %(points)s of %(max)s points; %(lost)s points of the total are missing here, and the unit "
                "is %(behind)s points behind the tier's median."
            )
            % behind
        )
    return (
        _(
            "%(line)s: %(points)s of %(max)s points; %(lost)s points of the total are missing here, though the unit is "
            "not behind the tier's median."
        )
        % facts
    )


def _of(names: Names, row: Finding) -> dict[str, str]:
    return {"line": names.line(row.kind, row.code), "points": points(row.points), "max": points(row.done_max)}


def told_needs(names: Names, needs: Iterable[Need]) -> list[dict[str, object]]:
    """Each reading with what is missing for its next level, and the fewest components that would have done."""
    return [
        {
            "reading": READINGS[need.reading](),
            "missing": list(_missing(names, need)),
            "enough": _enough(need, names),
            "lines": _raised(names, need),
        }
        for need in needs
    ]


def _missing(names: Names, need: Need) -> Iterator[str]:
    facts = {"level": names.levels[need.level], "from": points(need.from_), "missing": points(need.missing, 2)}
    if need.missing:
        yield _("%(level)s begins at %(from)s points: the total is %(missing)s short.") % facts
    else:
        yield _("The total reaches %(level)s, which begins at %(from)s points.") % facts
    for row in need.short:
        group = {"group": names.group(row.group), "points": points(row.points), "needed": points(row.needed)}
        yield _("Group %(group)s has %(points)s points; its minimum for this level is %(needed)s.") % group


def _enough(need: Need, names: Names) -> str:
    if not need.is_public:
        return _("Points of some groups are not published, so that nothing can be said of their minima.")
    if need.raised is None:
        level = {"level": names.levels[need.level]}
        return (
            _("Not within reach: even with the maximum on every component the unit would not reach %(level)s.") % level
        )
    facts = {"count": need.components, "total": points(need.total, 2)}
    return (
        ngettext(
            "The maximum on this %(count)s component would have been enough; the total would be %(total)s:",
            "The maximum on these %(count)s components would have been enough, fewer would not; the total would be "
            "%(total)s:",
            need.components,
        )
        % facts
    )


def _raised(names: Names, need: Need) -> list[str]:
    return [
        _("%(line)s: %(gain)s points more") % {"line": names.line(row.kind, row.code), "gain": points(row.gain)}
        for row in need.raised or ()
    ]
