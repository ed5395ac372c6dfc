"""The council, its sessions, its votes, and what it settled (R4.6a-b, I9, I12)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.models import Unit
from thuocdo.appraisal.enums import AttendanceState, ItemState, Opinion, SessionState
from thuocdo.cycles.models import Season
from thuocdo.documents.models import Document, StoredFile
from thuocdo.reports.models import Report


class Council(models.Model):
    """The council of a season, by the decision that set it up; its people hold posts.

    `quorum` is the least share of its members who must be present, as its working rules say."""

    season = models.OneToOneField(Season, models.CASCADE, related_name="+")
    decision = models.ForeignKey(Document, models.PROTECT, related_name="+")
    quorum = models.CharField(_("Quorum"), max_length=10, default="2/3")  # an exact fraction of the members
    votes_anonymously = models.BooleanField(_("Anonymous votes"), default=False)

    def __str__(self) -> str:
        return f"{self.season}: {self.decision}"


class FoundingOpinion(models.Model):
    """What home affairs or the committee office said of the proposal to set the council up (R4.6a)."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="+")
    agency = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    opinion = models.CharField(_("Opinion"), max_length=10, choices=Opinion)
    text = models.TextField(_("Content"), blank=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["season", "agency"], name="one_founding_opinion")]

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_opinion_display()}"


class CouncilSession(models.Model):
    """One meeting of the council. Points are settled in an open session with a quorum, and nowhere else."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField(_("Begins at"))
    place = models.CharField(_("Place"), max_length=200)
    agenda = models.TextField(_("Agenda"))
    state = models.CharField(max_length=10, choices=SessionState, default=SessionState.CALLED)
    chaired_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    quorum_needed = models.PositiveSmallIntegerField(null=True, blank=True)  # members, as they were when it was opened
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    signed_minutes = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    signed_minutes_name = models.CharField(max_length=255, blank=True)
    minutes_number = models.CharField(_("Number of the minutes"), max_length=60, blank=True)

    class Meta:
        ordering = ["season", "number"]
        constraints = [
            models.UniqueConstraint(fields=["season", "number"], name="one_session_number"),
            models.UniqueConstraint(
                fields=["season"], condition=models.Q(state=SessionState.OPEN), name="one_open_session"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.season}: {self.number}"


class Attendance(models.Model):
    """Whether a member was there; who is not recorded is absent."""

    session = models.ForeignKey(CouncilSession, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=AttendanceState)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="one_attendance")]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_state_display()}"


class SessionPaper(models.Model):
    """A file put before the council."""

    session = models.ForeignKey(CouncilSession, models.CASCADE, related_name="papers")
    title = models.CharField(_("Title"), max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class MinuteLine(models.Model):
    """One line of the live minutes; never changed, corrected by a further line."""

    session = models.ForeignKey(CouncilSession, models.CASCADE, related_name="minutes")
    report = models.ForeignKey(Report, models.CASCADE, null=True, blank=True, related_name="+")
    component = models.CharField(max_length=30, blank=True)
    text = models.TextField(_("Minutes"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]


class DisputedItem(models.Model):
    """A disputed component before a session: its positions, its votes, what the chair settled."""

    session = models.ForeignKey(CouncilSession, models.CASCADE, related_name="items")
    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    component = models.CharField(max_length=30)
    order = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.OPEN)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "report", "component"], name="one_item_per_session")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.component}"


class Position(models.Model):
    """What the item may end in: the answers of a column as they stand, or others with their reason."""

    item = models.ForeignKey(DisputedItem, models.CASCADE, related_name="positions")
    label = models.CharField(max_length=200)  # "declared", "verified", or who proposes what
    points = models.CharField(max_length=40)  # what the law makes of it: an exact fraction
    drafts = models.JSONField()  # scored line -> {"values": …, "settled": text or none}
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_chosen = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In words, in the reader's language."""
        return {"declared": gettext("As declared"), "verified": gettext("As verified")}.get(self.label, self.label)


class Vote(models.Model):
    """That a member voted on an item; where votes are anonymous it does not say for what (`Ballot` counts that)."""

    item = models.ForeignKey(DisputedItem, models.CASCADE, related_name="votes")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.CASCADE, null=True, blank=True, related_name="+")
    is_abstention = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="one_vote_per_member")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.member_id}"


class Ballot(models.Model):
    """How many anonymous votes a position has; `position` none: abstentions."""

    item = models.ForeignKey(DisputedItem, models.CASCADE, related_name="ballots")
    position = models.ForeignKey(Position, models.CASCADE, null=True, blank=True, related_name="+")
    count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="one_ballot_count", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.count}"


class Resolution(models.Model):
    """That a session settled a component: by taking the verified answers over, or by deciding an item. The newest
    counts; those before it stay on record."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    component = models.CharField(max_length=30)
    session = models.ForeignKey(CouncilSession, models.PROTECT, related_name="+")
    item = models.ForeignKey(DisputedItem, models.PROTECT, null=True, blank=True, related_name="+")  # none: taken over
    reason = models.TextField(blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["report", "component"], name="resolutions_of_a_component")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.component}: {self.session_id}"


class Recusal(models.Model):
    """A council member took no part in the council's decision on their own unit (I12)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "member"], name="one_recusal")]

    def __str__(self) -> str:
        return f"{self.member}: {self.report_id}"
