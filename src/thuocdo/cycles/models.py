"""The season: one year, one pinned criteria set, its tiers with their deadlines, its units (R4.3-4)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thuocdo.accounts.models import Tier, Unit
from thuocdo.common.named import Named
from thuocdo.cycles.enums import LateReports, LevelRule, Phase, SignedCopies
from thuocdo.documents.models import Document

ORDER = [phase.value for phase in Phase]
PRACTICE = "tap-duot-"  # what the addresses of practice seasons begin with


class PinnedSet(models.Model):
    """One version of a criteria set, word for word as a season was opened with it; never changed."""

    set_id = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    source = models.JSONField()  # file name -> text

    def __str__(self) -> str:
        return f"{self.set_id} ({self.version})"


class Season(models.Model):
    """One yearly round. Opened by `actions.create_season`; its tiers change phase by `actions.move`.

    A practice season stands beside the real one of its year, has effect on nobody and is wiped by `results.wiping`.
    """

    year = models.PositiveSmallIntegerField(_("Year"))
    is_practice = models.BooleanField(_("Practice season"), default=False)
    # What addresses and file names call it: "2022", "tap-duot-2022". No two seasons share one.
    key = models.GeneratedField(
        expression=models.Case(
            models.When(is_practice=True, then=Concat(models.Value(PRACTICE), Cast("year", models.CharField()))),
            default=Cast("year", models.CharField()),
        ),
        output_field=models.CharField(max_length=20),
        db_persist=True,
        unique=True,
    )
    pinned_set = models.ForeignKey(PinnedSet, models.PROTECT, related_name="+")
    level_rule = models.CharField(_("Reading of Article 6"), max_length=20, choices=LevelRule, default=LevelRule.TOTAL)
    level_rule_document = models.CharField(max_length=200, blank=True)  # the document that settles the reading (I2)
    # That document with its file, where it is one of its own; none: the opening letter prints the reading.
    reading_document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    late_reports = models.CharField(_("Late reports"), max_length=10, choices=LateReports, default=LateReports.ACCEPTED)
    signed_copies = models.CharField(
        _("Signed report"), max_length=12, choices=SignedCopies, default=SignedCopies.APART
    )
    double_checks = models.BooleanField(_("Two verifiers, blind to each other"), default=False)
    opening_document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    budget_document = models.CharField(max_length=200, blank=True)  # R8.2
    calendar_document = models.CharField(max_length=200, blank=True)  # where dates differ from the regulation's
    approval_before = models.DateField()  # first day too late for the approving decision (R4.6b)

    class Meta:
        ordering = ["is_practice", "-year"]  # whatever takes the first one takes a real one

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The year as pages tell it, so that nobody takes a practice season for the real one of its year."""
        return gettext("%(year)s (practice)") % {"year": self.year} if self.is_practice else str(self.year)

    @property
    def approval_last_day(self) -> date:
        """The last day on which the approving decision is in time (R4.6b, I5)."""
        return self.approval_before - timedelta(days=1)

    @property
    def phase(self) -> Phase:
        """The least advanced phase of its tiers."""
        return Phase(min((tier.phase for tier in self.tiers.all()), key=ORDER.index, default=Phase.PREPARING))


class SeasonTier(models.Model):
    season = models.ForeignKey(Season, models.CASCADE, related_name="tiers")
    tier = models.ForeignKey(Tier, models.PROTECT, related_name="+")
    report_before = models.DateField()  # first day too late
    phase = models.CharField(max_length=12, choices=Phase, default=Phase.PREPARING)

    class Meta:
        ordering = ["tier__order"]
        constraints = [models.UniqueConstraint(fields=["season", "tier"], name="one_season_tier")]

    def __str__(self) -> str:
        return f"{self.season}: {self.tier}"

    @property
    def last_day(self) -> date:
        """The last day on which a report is in time, as people are shown it (I5)."""
        return self.report_before - timedelta(days=1)


class SeasonUnit(Named):
    """A unit as it is assessed in this season: its name, tier and place stay what they were."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="units")
    season_tier = models.ForeignKey(SeasonTier, models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["season_tier__tier__order", "order"]
        constraints = [models.UniqueConstraint(fields=["season", "unit"], name="one_season_unit")]


class Extension(models.Model):
    """A later last day for one unit, by a numbered document with its file (I5)."""

    season_unit = models.ForeignKey(SeasonUnit, models.CASCADE, related_name="extensions")
    last_day = models.DateField(_("New last day"))
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.season_unit}: {self.last_day}"


class LevelReading(models.Model):
    """A change of how Article 6 is read after the season was prepared, by a document of the People's Committee (I2);
    entered by one officer, in force once a second has checked the document."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="+")
    before = models.CharField(max_length=20, choices=LevelRule)
    after = models.CharField(max_length=20, choices=LevelRule)
    reason = models.TextField(_("Reason"))
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    # Unit key -> [level before, level after] as computed when it came into force.
    affected = models.JSONField(null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    in_force_at = models.DateTimeField(null=True, blank=True)
    # Taken back by who entered it, or sent back by the second officer: it never came into force.
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ending_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["season"],
                condition=models.Q(in_force_at=None, ended_at=None),
                name="one_waiting_change_of_reading",
            )
        ]

    def __str__(self) -> str:
        return f"{self.season}: {self.after}"

    @property
    def is_waiting(self) -> bool:
        """Entered, and neither in force nor ended."""
        return self.in_force_at is None and self.ended_at is None


class StepBack(models.Model):
    """A step that was taken back, with the reason that everyone concerned reads; written by `going_back.keep`."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="+")
    subject = models.CharField(max_length=60)  # as in the audit: "report:12", "season_tier:3"
    act = models.CharField(max_length=60)
    reason = models.TextField(_("Reason"))
    components = models.JSONField(default=list)  # of a report, those to be done anew; none: no single ones
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subject", "-id"], name="step_backs_of_a_subject")]

    def __str__(self) -> str:
        return f"{self.subject}: {self.act}"


class ReferencePoints(models.Model):
    """What a unit had for a component when the season's result was published; next year's form shows it beside."""

    season_unit = models.ForeignKey(SeasonUnit, models.CASCADE, related_name="reference_points")
    component = models.CharField(max_length=30)
    points = models.CharField(max_length=40, null=True)  # noqa: DJ001 - an exact fraction, or none (exempt)
    max = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["season_unit", "component"], name="one_reference_per_component")]

    def __str__(self) -> str:
        return f"{self.season_unit} {self.component}"


class ReferenceMedian(models.Model):
    """The tier's middle value for a component when the season's result was published."""

    season_tier = models.ForeignKey(SeasonTier, models.CASCADE, related_name="reference_medians")
    component = models.CharField(max_length=30)
    points = models.CharField(max_length=40)  # an exact fraction
    units = models.PositiveSmallIntegerField()  # how many units it is the middle of

    class Meta:
        constraints = [models.UniqueConstraint(fields=["season_tier", "component"], name="one_median_per_component")]

    def __str__(self) -> str:
        return f"{self.season_tier} {self.component}"


def midnight(day: date) -> datetime:
    """The first moment of `day` in the province's time zone."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(settings.TIME_ZONE))
