"""Tiers, units, people and their posts; all of it data with dates of validity (R1, R8, R9)."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from thuocdo.accounts.enums import Capacity, Duty, Role
from thuocdo.common import clock
from thuocdo.common.named import Named


class Dated(models.Model):
    """Valid from a first day to a last day, both included; open where a day is missing."""

    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.valid_from}–{self.valid_until}"

    @staticmethod
    def on(day: date | RawSQL) -> models.Q:
        begun = models.Q(valid_from=None) | models.Q(valid_from__lte=day)
        return begun & (models.Q(valid_until=None) | models.Q(valid_until__gte=day))


class Tier(Named, Dated):
    """A class of units that report on one form and are ranked together (R4, R7)."""

    code = models.SlugField(unique=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]


class Unit(Named, Dated):
    """A body of the government. One without a tier is never assessed; its people may verify or sit in the council."""

    key = models.SlugField(unique=True)
    tier = models.ForeignKey(Tier, models.PROTECT, null=True, blank=True, related_name="units")
    abbreviation = models.CharField(max_length=30, blank=True)
    order = models.PositiveSmallIntegerField()  # the official order, which also lists equal totals (I7)

    class Meta:
        ordering = ["tier__order", "order"]


class Succession(models.Model):
    """On this day the successor took over from the predecessor: a merger has several rows, a division too."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="inheritances")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession"),
            models.CheckConstraint(condition=~models.Q(predecessor=models.F("successor")), name="no_own_successor"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class UnitDuty(Dated):
    """The unit does this for all others, as the lead department runs the season."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duties")
    duty = models.CharField(max_length=20, choices=Duty)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "duty", "valid_from"], name="one_duty_row")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_duty_display()}"


class Letterhead(Dated):
    """What stands at the head and foot of a unit's documents (Decree 30/2020/NĐ-CP); Vietnamese, as documents are."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="letterheads")
    above = models.CharField(_("Body above"), max_length=200, blank=True)
    name = models.CharField(_("Name on the letterhead"), max_length=200)
    symbol = models.CharField(_("Abbreviation in document numbers"), max_length=40)
    place = models.CharField(_("Place"), max_length=100)
    recipients = models.TextField(_("Recipients"), blank=True)  # one a line

    def __str__(self) -> str:
        return self.name


class Signatory(Dated):
    """Who signs for a unit, and since when: its head in office (R8.1), or a deputy by a recorded delegation.

    Need not own an account."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="signatories")
    full_name = models.CharField(_("Full name"), max_length=120)
    title = models.CharField(pgettext_lazy("person", "Position"), max_length=120)
    is_head = models.BooleanField(_("Head of unit"), default=True)
    capacity = models.CharField(_("Signs"), max_length=6, choices=Capacity, default=Capacity.HEAD, blank=True)
    mandate = models.CharField(_("Document of the delegation"), max_length=200, blank=True)
    certificate_sha256 = models.CharField(max_length=64, blank=True)  # of the signing certificate, where registered

    def __str__(self) -> str:
        return f"{self.full_name}, {self.title}"


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username: str) -> "User":
        return self.get(username__iexact=username.strip())


class User(AbstractBaseUser):
    """A person who signs in. What they may do follows from their posts alone; there is no superuser."""

    username = models.CharField(_("User name"), max_length=60, unique=True)
    full_name = models.CharField(_("Full name"), max_length=120)
    title = models.CharField(pgettext_lazy("person", "Position"), max_length=120, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    landline = models.CharField(_("Landline"), max_length=30, blank=True)
    mobile = models.CharField(_("Mobile"), max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    # An administrator handed the password over: the person chooses their own before anything else.
    has_one_time_password = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.full_name

    @property
    def posts(self) -> tuple["Post", ...]:
        """The posts held today; one query, kept for the life of this object (one request)."""
        if not hasattr(self, "_posts"):
            held = Post.objects.filter(Post.on(clock.today_in_query()), user=self).select_related("unit").order_by("pk")
            self._posts = tuple(held)
        return self._posts

    def holds(self, roles: set[str] | Role, unit_id: int | None = None) -> bool:
        """Whether the person holds one of `roles` today, at the given unit where one is given."""
        wanted = {roles} if isinstance(roles, Role) else roles
        return any(post.role in wanted and unit_id in (None, post.unit_id) for post in self.posts)

    def unit_ids(self, roles: set[str] | Role | None = None) -> set[int]:
        """The units at which the person holds one of `roles`, or any role."""
        wanted = {roles} if isinstance(roles, Role) else roles
        return {post.unit_id for post in self.posts if wanted is None or post.role in wanted}


class Post(Dated):
    """A person does something at a unit for a time. Heads in office stay on record (R8.1)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="all_posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "unit", "role", "valid_from"], name="one_post_row")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} ({self.unit})"
