"""How a report moves (glossary, "States"); back only with a reason, strictly from the top down."""

from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.enums import FILLING, SENDING, SETTLING, Role
from thuocdo.cycles.transitions import Transition, table
from thuocdo.reports.enums import EDITABLE, ReportState


def _row(act, sources, target, roles, label, *, needs_reason=False):
    return Transition(f"report.{act}", frozenset(sources), target, frozenset(roles), label, needs_reason)


S = ReportState
CHECKING = {Role.LEAD, Role.VERIFIER}  # which of them for which report: verification/rules.py
REPORT = table(
    [
        _row("begin", {S.NOT_STARTED, S.RETURNED}, S.DRAFTING, FILLING, _("Begin the report")),
        _row("send", EDITABLE, S.SENT, SENDING, _("Send the report")),
        _row("withdraw", {S.SENT}, S.DRAFTING, SENDING, _("Withdraw")),
        _row("return", {S.SENT}, S.RETURNED, CHECKING, _("Return for completion"), needs_reason=True),
        _row("verify", {S.SENT}, S.VERIFIED, CHECKING, _("Finish verification")),
        _row("verify_again", {S.VERIFIED}, S.SENT, CHECKING, _("Back to verification"), needs_reason=True),
        _row("appraise", {S.VERIFIED}, S.APPRAISED, SETTLING, _("Finish appraisal")),
        _row("appraise_again", {S.APPRAISED}, S.VERIFIED, SETTLING, _("Back to the council"), needs_reason=True),
        _row("finalise", {S.APPRAISED}, S.FINAL, {Role.LEAD}, _("Make final")),
        _row("correct", {S.FINAL}, S.APPRAISED, {Role.LEAD}, _("Reopen for a correction"), needs_reason=True),
    ]
)
