"""The record of acts: entries, the order in which they were sealed, and the checkpoints over that order.

Entry, Seal and Checkpoint only grow: triggers refuse UPDATE, DELETE and TRUNCATE to everybody, the owner included.
"""

from django.db import models

from thuocdo.audit.canonical import stamp

SHORT_ROOT = 16  # hexadecimal digits of a root that a receipt prints; 64 bits cannot be met by trying
MOMENT = models.Func(function="clock_timestamp", output_field=models.DateTimeField())


class Entry(models.Model):
    """One act: who did what to what, when and why. Written by `actions.record` in the act's transaction, never again.

    No value and no free text stands here, only salted digests; a person is a number.
    """

    at = models.DateTimeField()  # the database's clock
    clock = models.DateTimeField()  # the product's clock: the same, plus the demonstration offset
    act = models.CharField(max_length=60)
    actor = models.BigIntegerField(null=True)  # null: the system itself
    role = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=120)  # "report:12"
    reason = models.CharField(max_length=64, blank=True)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    body = models.JSONField()
    leaf = models.BinaryField()

    class Meta:
        indexes = [  # serves "report:12" and everything that begins with "report:12/", whatever the database's locale
            models.Index(
                fields=["subject", "id"], name="audit_entry_about", opclasses=["varchar_pattern_ops", "int8_ops"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.act} {self.subject}"

    def stated(self) -> dict[str, object]:
        """The body that the columns state; its canonical bytes are the tree's leaf. A later form has a later `v`."""
        texts = {name: getattr(self, name) for name in ("act", "role", "subject", "reason", "before", "after")}
        return {"v": 1, "id": self.pk, "at": stamp(self.at), "clock": stamp(self.clock), "actor": self.actor, **texts}


class Salt(models.Model):
    """The salt of an entry's digests. `actions.forget` erases it; then the digests say nothing any more."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="+")
    salt = models.BinaryField()

    def __str__(self) -> str:
        return f"salt of {self.entry_id}"


class Pending(models.Model):
    """An entry that waits for its seal; written beside it by `actions.record`, taken away by `actions.seal`."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.entry_id} waits"


class Seal(models.Model):
    """The place of an entry in the one order of the log, from 0 without gaps. Written by `actions.seal`."""

    position = models.PositiveBigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="seal")

    def __str__(self) -> str:
        return f"{self.position}: {self.entry_id}"

    @property
    def number(self) -> int:
        """The place as people count, from 1: never above the size of a checkpoint over it, unlike the entry's id."""
        return self.position + 1


class Checkpoint(models.Model):
    """The signed root over the first `size` seals. Written by `actions.seal`."""

    size = models.PositiveBigIntegerField(primary_key=True)
    root = models.BinaryField()
    peaks = models.BinaryField()  # from which the tree grows on, see audit.tree
    at = models.DateTimeField(db_default=MOMENT)
    note = models.TextField()  # the signed note, to be handed out as it stands

    def __str__(self) -> str:
        return f"{self.size} {self.short}"

    @property
    def short(self) -> str:
        """The beginning of the root, for receipts and footers."""
        return bytes(self.root).hex()[:SHORT_ROOT]
