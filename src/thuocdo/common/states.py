"""The words for every state, once, with the tone and the sign that a page shows them in.

Only words: which state follows which is decided by the floors above, whose values these keys are.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(NamedTuple):
    """A state's words, its tone (a colour of tokens.css) and its icon (colour alone never tells states apart)."""

    label: Promise
    tone: str = "plain"
    icon: str = "dot"


REPORT = {
    "not_started": State(_("Not started"), "plain", "circle"),
    "drafting": State(_("Drafting"), "active", "pencil"),
    "sent": State(_("Sent"), "active", "send"),
    "returned": State(_("Returned for completion"), "warning", "back"),
    "verified": State(_("Verified"), "success", "check"),
    "appraised": State(_("Appraised by the council"), "success", "check"),
    "final": State(_("Final"), "success", "lock"),
}
SEASON = {
    "preparing": State(_("Preparing"), "plain", "circle"),
    "reporting": State(_("Reporting"), "active", "pencil"),
    "verifying": State(_("Verifying"), "active", "search"),
    "appraising": State(_("Appraising by the council"), "active", "people"),
    "approving": State(_("Submitted for approval"), "warning", "document"),
    "published": State(_("Published"), "success", "check"),
    "archived": State(_("Archived"), "plain", "lock"),
}
COMPONENT = {
    "answered": State(_("Answered"), "success", "check"),
    "unanswered": State(_("Unanswered"), "warning", "circle"),
    "exempt": State(_("Exempt"), "plain", "minus"),
    "council": State(_("Scored by the council"), "active", "people"),
}
UNIT = {
    "ranked": State(_("Ranked"), "success", "check"),
    "below_lowest": State(_("Not ranked"), "plain", "minus"),
    "not_reported": State(_("No report sent"), "danger", "cross"),
    "nothing_to_assess": State(_("Nothing to assess"), "plain", "minus"),
}
SESSION = {
    "called": State(_("Called"), "active", "calendar"),
    "open": State(_("In session"), "success", "people"),
    "closed": State(_("Closed"), "plain", "lock"),
    "cancelled": State(_("Cancelled"), "danger", "cross"),
}
ITEM = {
    "open": State(_("Waiting"), "warning", "circle"),
    "voting": State(_("Voting"), "active", "people"),
    "settled": State(_("Settled"), "success", "check"),
    "put_off": State(_("Put off"), "plain", "back"),
}
EXEMPTION = {
    "asked": State(_("Asked for"), "active", "send"),
    "advised": State(_("Advised"), "active", "search"),
    "entered": State(_("Acceptance entered, to be checked"), "warning", "people"),
    "accepted": State(_("Accepted in writing"), "success", "document"),
    "refused": State(_("Not accepted"), "danger", "cross"),
    "withdrawn": State(_("Withdrawn"), "plain", "back"),
}
RECORD = {
    "entered": State(_("Waiting for the second check"), "warning", "people"),
    "checked": State(_("Checked by a second officer"), "success", "check"),
    "refused": State(_("Sent back by the second officer"), "danger", "cross"),
}
EDITION = {
    "draft": State(_("Draft, not a result"), "neutral", "pencil"),
    "proposed": State(_("Submitted for approval"), "warning", "send"),
    "taken_back": State(_("Taken back"), "plain", "back"),
    "approved": State(_("Approved"), "active", "document"),
    "published": State(_("Published"), "success", "check"),
    "replaced": State(_("Replaced by a later edition"), "plain", "back"),
}
DEADLINE = {
    "in_time": State(_("In time"), "success", "check"),
    "late": State(_("Late"), "warning", "clock"),
    "extended": State(_("Extended"), "active", "clock"),
}
MAIL = {
    "waiting": State(pgettext_lazy("mail", "Waiting"), "active", "clock"),
    "sending": State(_("Being sent"), "active", "send"),
    "sent": State(_("Taken by the mail server"), "success", "check"),
    "failed": State(pgettext_lazy("mail", "Not sent"), "danger", "cross"),
    "unsure": State(_("Perhaps sent"), "warning", "question"),
    "expired": State(_("Out of date, not sent"), "plain", "minus"),
}
REQUEST = {
    "asked": State(_("Waiting for the unit"), "active", "clock"),
    "overdue": State(_("Waiting for the unit, overdue"), "danger", "alert"),
    "answered": State(_("Waiting for the verifier"), "warning", "search"),
    "closed": State(_("Closed"), "plain", "check"),
}
DIFFICULTY = {
    "raised": State(_("Waiting for an answer"), "warning", "question"),
    "answered": State(_("Answered"), "success", "check"),
    "ruled": State(_("Answered for all units"), "success", "people"),
    "withdrawn": State(_("Withdrawn"), "plain", "back"),
}
VISIT = {
    "planned": State(_("Planned"), "active", "calendar"),
    "held": State(_("Held"), "success", "check"),
    "cancelled": State(_("Cancelled"), "plain", "cross"),
}
REPLY = {
    "unanswered": State(_("No reply"), "plain", "circle"),
    "agrees": State(_("We agree"), "success", "check"),
    "waiting": State(_("Not agreed, to be decided"), "warning", "question"),
    "upheld": State(_("The points stay"), "plain", "lock"),
    "changed": State(_("The points were changed"), "success", "pencil"),
}
STATES = {
    "report": REPORT,
    "season": SEASON,
    "component": COMPONENT,
    "unit": UNIT,
    "exemption": EXEMPTION,
    "record": RECORD,
    "session": SESSION,
    "item": ITEM,
    "edition": EDITION,
    "deadline": DEADLINE,
    "mail": MAIL,
    "request": REQUEST,
    "difficulty": DIFFICULTY,
    "visit": VISIT,
    "reply": REPLY,
}


def state_of(kind: str, value: str) -> State:
    """The state's words; a value this table does not know is shown as it is, never as an empty mark."""
    return STATES[kind].get(str(value), State(value))
