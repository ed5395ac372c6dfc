"""Who does what in a season: the roles of the regulation, the duties of single units."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does, always at a unit (Articles 4, 8 and 9)."""

    PREPARER = "preparer", _("Preparer")
    COORDINATOR = "coordinator", _("Unit coordinator")
    CLERK = "clerk", _("Clerk")
    HEAD = "head", _("Head of unit")
    LEAD = "lead", _("Lead department officer")
    VERIFIER = "verifier", _("Verifier")
    CHAIR = "chair", _("Council chair")
    DEPUTY = "deputy", _("Council deputy chair")
    SECRETARY = "secretary", _("Council secretary")
    MEMBER = "member", _("Council member")
    OBSERVER = "observer", _("Observer")
    ADMINISTRATOR = "administrator", _("Administrator")


REPORTING = {Role.PREPARER, Role.COORDINATOR, Role.CLERK, Role.HEAD}
FILLING = {Role.PREPARER, Role.COORDINATOR}
SENDING = {Role.PREPARER, Role.COORDINATOR, Role.CLERK, Role.HEAD}
COUNCIL = {Role.CHAIR, Role.DEPUTY, Role.SECRETARY, Role.MEMBER}
CHAIRING = {Role.CHAIR, Role.DEPUTY}
SETTLING = {Role.CHAIR, Role.DEPUTY, Role.SECRETARY}  # a deputy only where they chair
CALLING = SETTLING  # the council's sessions
KEEPING_LETTERHEADS = {Role.LEAD, Role.ADMINISTRATOR}  # of every unit; its coordinator keeps a unit's own
OVERSEEING = {Role.LEAD, Role.OBSERVER, *COUNCIL}


class Duty(models.TextChoices):
    """What a unit does for all others (Articles 4.6, 8.2 and 9)."""

    LEAD = "lead", _("Lead department")
    HOME_AFFAIRS = "home_affairs", _("Home affairs")
    COMMITTEE_OFFICE = "committee_office", _("Committee office")
    FINANCE = "finance", _("Finance")


class Capacity(models.TextChoices):
    """In whose place a signer signs, as Decree 30/2020/NĐ-CP writes it above the title."""

    HEAD = "", _("As the head")
    COLLECTIVE = "TM.", _("On behalf of the collective (TM.)")
    DEPUTY = "KT.", _("In the head's place, as deputy (KT.)")
    ORDERED = "TL.", _("By order of the head (TL.)")
    MANDATED = "TUQ.", _("By the head's mandate (TUQ.)")
