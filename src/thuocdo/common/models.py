"""What the whole installation is: its name, its kind, its clock."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from thuocdo.common.named import Named


class InstallationKind(models.TextChoices):
    REAL = "real", _("Real installation")
    SAMPLE = "sample", _("Sample installation")
    PRACTICE = "practice", _("Practice installation")


class Installation(Named):
    """The one row about this installation; written at set-up and by `common.clock.set_demonstration_time`."""

    kind = models.CharField(max_length=10, choices=InstallationKind, default=InstallationKind.REAL)
    # Added to the database's clock; only a sample or practice installation may have one.
    clock_offset = models.DurationField(default=timedelta)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_installation"),
            models.CheckConstraint(
                condition=~models.Q(kind=InstallationKind.REAL) | models.Q(clock_offset=timedelta()),
                name="real_clock_in_a_real_installation",
            ),
        ]

    @property
    def is_demonstration(self) -> bool:
        return self.kind != InstallationKind.REAL
