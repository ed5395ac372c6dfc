"""Every write about units and people: taking in a list of units, adding a person, giving a post, a new password."""

import secrets
from datetime import date
from pathlib import Path

import yaml
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Post, Succession, Tier, Unit, UnitDuty, User
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Refused, require
from thuocdo.common.models import Installation, InstallationKind

UNITS_OF_HUE = Path(__file__).parent / "data" / "units-hue.yaml"


@transaction.atomic
def load_units(path: Path = UNITS_OF_HUE, actor: User | None = None) -> int:
    """Takes in tiers, units, duties and successions from a file like data/units-hue.yaml; what is there is kept.

    Returns how many units were added. Costs a few queries per unit.
    """
    require(actor is None or actor.holds(Role.ADMINISTRATOR), _("Only an administrator takes in units."))
    content = yaml.safe_load(path.read_text("utf-8"))
    tiers = {row["key"]: _tier(row, order) for order, row in enumerate(content["tiers"], 1)}
    before = Unit.objects.count()
    units = {row["key"]: _unit(row, order, tiers) for order, row in enumerate(content["units"], 1)}
    for row in content["units"]:
        _successions(row, units)
    added = Unit.objects.count() - before
    record("units.loaded", actor=actor and actor.pk, subject="installation:1", after={"added": added})
    return added


def _dates(row: dict) -> dict[str, date | None]:
    return {name: row.get(name) for name in ("valid_from", "valid_until")}


def _names(row: dict) -> dict[str, str]:
    return {"name_vi": row["name"]["vi"], "name_en": row["name"]["en"]}


def _tier(row: dict, order: int) -> Tier:
    return Tier.objects.get_or_create(code=row["key"], defaults={**_names(row), **_dates(row), "order": order})[0]


def _unit(row: dict, order: int, tiers: dict[str, Tier]) -> Unit:
    facts = {**_names(row), **_dates(row), "abbreviation": row.get("abbreviation", ""), "order": order}
    unit, made = Unit.objects.get_or_create(key=row["key"], defaults={**facts, "tier": tiers.get(row.get("tier"))})
    if made:
        UnitDuty.objects.bulk_create(UnitDuty(unit=unit, duty=duty, **_dates(row)) for duty in row.get("duties", ()))
    return unit


def _successions(row: dict, units: dict[str, Unit]) -> None:
    for key in row.get("predecessors", ()):
        Succession.objects.get_or_create(
            predecessor=units[key], successor=units[row["key"]], defaults={"on": row["valid_from"]}
        )


@transaction.atomic
def add_person(
    actor: User | None, *, username: str, full_name: str, hashed: str = "", **facts: str
) -> tuple[User, str]:
    """A new account; returns it with its one-time password. `actor` None: the set-up itself, which may give a password
    that is hashed already; none is returned then."""
    require(actor is None or actor.holds(Role.ADMINISTRATOR), _("Only an administrator adds people."))
    require(not User.objects.filter(username__iexact=username).exists(), _("This user name is taken."), Refused)
    password = "" if hashed else secrets.token_urlsafe(12)
    user = User(username=username, full_name=full_name, **facts)
    user.password = hashed or make_password(password)
    user.has_one_time_password = not hashed
    user.save()
    record("person.added", actor=actor and actor.pk, subject=f"person:{user.pk}")
    return user, password


@transaction.atomic
def give_post(actor: User | None, user: User, unit: Unit, role: str, *, since: date | None = None) -> Post:
    """The person does this at the unit from `since` on (today where none is given)."""
    require(actor is None or actor.holds(Role.ADMINISTRATOR), _("Only an administrator gives posts."))
    post, made = Post.objects.get_or_create(user=user, unit=unit, role=role, valid_from=since or clock.today())
    if made:
        record("post.given", actor=actor and actor.pk, subject=f"post:{post.pk}", after={"role": role, "unit": unit.pk})
    return post


@transaction.atomic
def end_post(actor: User, post: Post, last_day: date) -> None:
    """The post ends with `last_day`; it stays on record (R8.1)."""
    require(actor.holds(Role.ADMINISTRATOR), _("Only an administrator ends posts."))
    require(post.valid_from is None or post.valid_from <= last_day, _("A post cannot end before it began."), Refused)
    Post.objects.filter(pk=post.pk).update(valid_until=last_day)
    record("post.ended", actor=actor.pk, subject=f"post:{post.pk}", after={"last_day": last_day.isoformat()})


@transaction.atomic
def new_password(actor: User, user: User) -> str:
    """A new one-time password, shown once to the administrator who hands it over."""
    require(actor.holds(Role.ADMINISTRATOR), _("Only an administrator sets passwords."))
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.has_one_time_password = True
    user.save(update_fields=["password", "has_one_time_password"])
    record("person.new_password", actor=actor.pk, subject=f"person:{user.pk}")
    return password


@transaction.atomic
def first_administrator() -> tuple[str, str]:
    """Begins a real, empty installation: its row, the units known to this release, one administrator at the lead
    department. Returns user name and one-time password."""
    Installation.objects.get_or_create(
        pk=1,
        defaults={
            "name_vi": "Tỉnh Thừa Thiên Huế",
            "name_en": "Thừa Thiên Huế province",
            "kind": InstallationKind.REAL,
        },
    )
    load_units()
    user, password = add_person(None, username="quantri", full_name="Quản trị viên")
    unit = Unit.objects.filter(duties__duty="lead").order_by("-order").first()
    give_post(None, user, unit, Role.ADMINISTRATOR)
    return user.username, password


@transaction.atomic
def password_changed(user: User) -> None:
    """The person has chosen a password of their own."""
    User.objects.filter(pk=user.pk).update(has_one_time_password=False)
    record("person.password_changed", actor=user.pk, subject=f"person:{user.pk}")
