"""One shape for every change of state: who may make it, from where, to where, whether a reason is needed.

The tables built from it feed the actions, the buttons and the permission matrix, so that these cannot disagree.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thuocdo.accounts.enums import Role
from thuocdo.common.faults import Refused, require
from thuocdo.cycles.enums import OVER, Phase


@dataclass(frozen=True)
class Transition:
    """`act` names the change in the audit; `label` is what the button says."""

    act: str
    sources: frozenset[str]
    target: str
    roles: frozenset[str]
    label: str | Promise
    needs_reason: bool = False

    @property
    def slug(self) -> str:
        """The act's own part of its name, as addresses carry it."""
        return self.act.partition(".")[2]

    def check(self, state: str, reason: str = "") -> None:
        """Raises Refused when the change does not start from `state`, or lacks its reason."""
        require(state in self.sources, _("This is not possible in the present state. Reload the page."), Refused)
        require(reason.strip() or not self.needs_reason, _("Give a reason."), Refused)


def table(rows: Iterable[Transition]) -> dict[str, Transition]:
    return {row.act: row for row in rows}


def _step(
    act: str, source: Phase | frozenset[Phase], target: Phase, label: Promise, *, back: bool = False
) -> Transition:
    sources = frozenset(source if isinstance(source, frozenset) else {source})
    return Transition(f"season.{act}", sources, target, frozenset({Role.LEAD}), label, needs_reason=back)


SEASON = table(
    [
        _step("open", Phase.PREPARING, Phase.REPORTING, gettext_lazy("Open for reports")),
        _step("verify", Phase.REPORTING, Phase.VERIFYING, gettext_lazy("Close reporting, begin verification")),
        _step("appraise", Phase.VERIFYING, Phase.APPRAISING, gettext_lazy("Hand over to the council")),
        _step("propose", Phase.APPRAISING, Phase.APPROVING, gettext_lazy("Propose the result")),
        _step("publish", Phase.APPROVING, Phase.PUBLISHED, gettext_lazy("Publish the result")),
        _step("archive", Phase.PUBLISHED, Phase.ARCHIVED, gettext_lazy("Archive")),
        _step("reopen", Phase.VERIFYING, Phase.REPORTING, gettext_lazy("Back to reporting"), back=True),
        _step("verify_again", Phase.APPRAISING, Phase.VERIFYING, gettext_lazy("Back to verification"), back=True),
        _step("appraise_again", Phase.APPROVING, Phase.APPRAISING, gettext_lazy("Back to the council"), back=True),
        _step("correct", OVER, Phase.APPRAISING, gettext_lazy("Back to the council for a correction"), back=True),
        _step("uphold", Phase.APPRAISING, Phase.PUBLISHED, gettext_lazy("Let the published result stand")),
    ]
)
# Steps that a higher floor takes, because they carry more than a change of phase: on the result page.
TAKEN_ABOVE = {"season.propose", "season.publish", "season.appraise_again", "season.correct", "season.uphold"}
# Likewise, on the season's own page: what stands on the phase is asked after first (`appraisal.going_back`).
FROM_THE_TOP_DOWN = {"season.reopen", "season.verify_again"}
