"""Editions: the result as it was proposed, approved and published (R4.6, R6, R7)."""

from django.conf import settings
from django.db import models

from thuocdo.cycles.models import Season
from thuocdo.documents.models import Document, StoredFile
from thuocdo.reports.models import Report
from thuocdo.results.enums import BundleKind, EditionState


class Edition(models.Model):
    """One computed result of a season. Written by `actions`; its content never changes once it is proposed, a published
    one changes nothing any more: a trigger of the database holds this too."""

    season = models.ForeignKey(Season, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()  # of all that were proposed, taken back or not
    publication = models.PositiveSmallIntegerField(null=True, blank=True)  # "lần công bố thứ n": its public address
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    correction_reason = models.TextField(blank=True)  # why it replaces that one, as the correction gave it
    state = models.CharField(max_length=10, choices=EditionState, default=EditionState.PROPOSED)
    content = models.JSONField()  # everything, for those who may see it
    public = models.JSONField()  # what the set lets the public see (I11), complete in itself
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decision = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    co_announcement = models.CharField(max_length=250, blank=True)  # R4.6c: with the committee office
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-season__year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["season", "number"], name="one_edition_number"),
            models.UniqueConstraint(
                fields=["season"],
                condition=models.Q(state__in=[EditionState.PROPOSED, EditionState.APPROVED]),
                name="one_edition_under_way",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[EditionState.APPROVED, EditionState.PUBLISHED])
                | models.Q(decision__isnull=False),
                name="approved_by_a_decision",
            ),
            models.UniqueConstraint(fields=["season", "publication"], name="one_publication_number"),
            models.CheckConstraint(
                condition=models.Q(state=EditionState.PUBLISHED, publication__isnull=False)
                | (~models.Q(state=EditionState.PUBLISHED) & models.Q(publication__isnull=True)),
                name="numbered_when_published",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=models.Q(state=EditionState.PUBLISHED),
                name="replaced_once",
            ),
            models.CheckConstraint(
                condition=models.Q(replaces__isnull=True) | ~models.Q(correction_reason=""),
                name="corrected_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.season} ({self.number})"

    @property
    def is_late(self) -> bool:
        """Whether it was approved too late (R4.6b); the decision on a correction has no such day."""
        return (
            self.replaces_id is None and self.decision is not None and self.decision.date >= self.season.approval_before
        )


class Correction(models.Model):
    """A published edition taken up again by the council (điều chỉnh), until another edition replaces it or it is found
    right. Written by `correcting`; the published edition stays as it is meanwhile."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="corrections")
    reason = models.TextField()
    reports = models.ManyToManyField(Report, related_name="+")  # whose points are looked at again
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ending_reason = models.TextField(blank=True)  # why the edition stands, where none replaces it

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=models.Q(ended_at__isnull=True), name="one_correction_under_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.reason}"


class NoticeArchive(models.Model):
    """The notices to all units of one result as one file, made by the worker where they are many. Written by
    `notice_archives`; one that is neither done nor failed is still to be made, by whichever worker comes next."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="+")  # none: the draft
    kind = models.CharField(max_length=4)  # "pdf" or "docx"
    total = models.PositiveIntegerField()
    made = models.PositiveIntegerField(default=0)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    fault = models.TextField(blank=True)  # why it could not be made, in the language of who asked
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    language = models.CharField(max_length=5)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.season}: {self.made}/{self.total}"

    @property
    def is_open(self) -> bool:
        return self.file_id is None and not self.fault


class Bundle(models.Model):
    """The results bundle of a published edition, made once (docs/bundle.md)."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="bundles")
    kind = models.CharField(max_length=6, choices=BundleKind)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "kind"], name="one_bundle_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.edition} {self.kind}"
