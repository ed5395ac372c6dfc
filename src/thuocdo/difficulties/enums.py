"""How far a difficulty has come (R9, last paragraph)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DifficultyState(models.TextChoices):
    RAISED = "raised", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    RULED = "ruled", _("Answered for all units")
    WITHDRAWN = "withdrawn", _("Withdrawn")
