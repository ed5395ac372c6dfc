"""What people are told of, and what became of each e-mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Each is an event in the life of a unit's report (R4.4, R8.1)."""

    OPENED = "opened", _("Reporting has opened")
    DUE_30 = "due_30", _("30 days left")
    DUE_7 = "due_7", _("7 days left")
    DUE_3 = "due_3", _("3 days left")
    DUE_1 = "due_1", _("1 day left")
    DUE_TODAY = "due_today", _("The last day")
    OVERDUE = "overdue", _("Overdue")
    RETURNED = "returned", _("Returned for completion")
    EXTENDED = "extended", _("Extension")
    SENT = "sent", _("Receipt of the report")
    ASKED = "asked", _("Clarification request")
    ANSWERED = "answered", _("Answer to a clarification request")
    RULED = "ruled", _("Answer for all units")
    ROUND = "round", _("Points to be replied to")
    DECIDED = "decided", _("Decision on a reply")
    WENT_BACK = "went_back", _("A step was taken back")
    CALLED = "called", _("Session of the council")


# The others appear in the product alone. What of these reaches a person by e-mail, that person chooses.
BY_MAIL = (
    Kind.OPENED,
    Kind.DUE_7,
    Kind.DUE_1,
    Kind.OVERDUE,
    Kind.RETURNED,
    Kind.EXTENDED,
    Kind.SENT,
    Kind.ASKED,
    Kind.ROUND,
    Kind.DECIDED,
    Kind.WENT_BACK,
    Kind.CALLED,
)
# After these the reminders begin anew: they say the last day themselves.
NEWS = (Kind.OPENED, Kind.EXTENDED, Kind.RETURNED)
WITH_CALENDAR = NEWS


class Language(models.TextChoices):
    VI = "vi", _("Vietnamese")
    EN = "en", _("English")


class MailState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Taken by the mail server")
    FAILED = "failed", _("Not sent")
    UNSURE = "unsure", _("Perhaps sent")
    EXPIRED = "expired", _("Out of date, not sent")


# What a person may have sent once more; the product itself never does.
SENDABLE_AGAIN = (MailState.FAILED, MailState.UNSURE, MailState.EXPIRED)


class MailFault(models.TextChoices):
    """Why an e-mail is not sent, beside the mail server's own words."""

    NONE = "", ""
    NO_SERVER = "no_server", _("The mail server cannot be reached, or does not let us in.")
    LATER = "later", _("The mail server asks to try again later.")
    REFUSED = "refused", _("The mail server refuses it.")
    BROKEN_OFF = "broken_off", _("The connection to the mail server broke off.")
    GIVEN_UP = "given_up", _("It was tried too often.")
    STOPPED = "stopped", _("Thước đo stopped while it was being handed over.")
    BAD_ADDRESS = "bad_address", _("This is no e-mail address.")
    NO_POST = "no_post", _("The person holds no post at the unit any more.")
    NOT_READY = "not_ready", _("It cannot be worded yet: its seal or the database was not there.")
    UNSENDABLE = "unsendable", _("It could not be put into the form of an e-mail.")
    TOO_OLD = "too_old", _("It waited for two days: e-mail was off, or the mail server away.")
