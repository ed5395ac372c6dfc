"""Who may read the feed for home affairs, and how often an address has asked in the minute that runs."""

from django.conf import settings
from django.db import models


class FeedToken(models.Model):
    """A key to the feed of R9.2. Its secret is shown once and kept as a digest; written by `actions`."""

    name = models.CharField(max_length=120)  # of the system that reads with it
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the secret, which is too long to be guessed
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)  # to the minute

    class Meta:
        ordering = [models.F("revoked_at").asc(nulls_first=True), "-made_at"]

    def __str__(self) -> str:
        return self.name


class Calls(models.Model):
    """How often a caller asked in one minute; written by `limits` alone, and gone with the next minute.

    The table is not logged: a lost count harms nobody, and counting waits for no disk."""

    caller = models.CharField(max_length=64)  # a keyed digest of the address, never the address
    minute = models.DateTimeField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller", "minute"], name="one_count_a_minute")]

    def __str__(self) -> str:
        return f"{self.minute}: {self.number}"
