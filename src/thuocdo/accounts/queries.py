"""Reading people and units."""

from dataclasses import dataclass

from django.conf import settings

from thuocdo.accounts.models import Post
from thuocdo.common import clock
from thuocdo.common.models import Installation, InstallationKind

SAMPLE_PASSWORD = "thuoc-do-mau-2022"  # noqa: S105 - of the sample installation only, and shown on its sign-in page


@dataclass(frozen=True)
class SampleSignIn:
    """One account per role, offered on the sign-in page of a sample installation and nowhere else."""

    username: str
    password: str
    role: str
    unit: str


SHOWN = (  # noqa: SIM905 - in the order of a season
    "quantri chutri1 chutri2 nguoilap.syt daumoi.syt vanthu.syt thutruong.syt nguoilap.hue "
    "thamtra.vpubnd thamtra.snv chutich phochutich thuky uyvien giamsat"
).split()


def sample_sign_ins() -> list[SampleSignIn]:
    """Empty in a real installation: 1 query; 2 in a sample one."""
    if not Installation.objects.filter(kind=InstallationKind.SAMPLE).exists():
        return []
    posts = Post.objects.filter(user__username__in=SHOWN).select_related("user", "unit")
    rows = {
        p.user.username: SampleSignIn(p.user.username, SAMPLE_PASSWORD, p.get_role_display(), p.unit.name)
        for p in posts
    }
    return [rows[name] for name in SHOWN if name in rows]


def holds_in_query(unit: str) -> str:
    """`User.holds` as a part of another statement, whose parameters are `actor` and `roles`: whether that person holds
    one of those roles today at the unit of the column `unit`."""
    today = f"(({clock.NOW}) AT TIME ZONE '{settings.TIME_ZONE}')::date"
    return f"""EXISTS (
  SELECT FROM accounts_post post WHERE post.user_id = %(actor)s AND post.unit_id = {unit} AND post.role = ANY(%(roles)s)
  AND (SELECT {today}) BETWEEN coalesce(post.valid_from, '-infinity') AND coalesce(post.valid_until, 'infinity')
)"""
