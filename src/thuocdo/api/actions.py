"""Keys to the feed for home affairs: made, revoked, used (R9.2)."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.api.models import FeedToken
from thuocdo.api.rules import keeps_tokens
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import require

SECRET_BYTES = 32
MARK = "td_"  # so that a leaked secret is known for what it is


@transaction.atomic
def make_token(actor: User, name: str) -> tuple[FeedToken, str]:
    """A new key and its secret, which nobody can read again. `name`: of the system that will read with it.

    Raises NotAllowed."""
    require(keeps_tokens(actor), _("Only the lead department or an administrator makes keys to the feed."))
    secret = MARK + secrets.token_urlsafe(SECRET_BYTES)
    row = FeedToken.objects.create(name=name, digest=digest(secret), made_by=actor, made_at=clock.now())
    record("feed_token.made", actor=actor.pk, subject=f"feed_token:{row.pk}", after={"name": name})
    return row, secret


@transaction.atomic
def revoke_token(actor: User, pk: int) -> bool:
    """From now on nobody reads with it. False where it was revoked before. Raises NotAllowed."""
    require(keeps_tokens(actor), _("Only the lead department or an administrator revokes keys to the feed."))
    rows = FeedToken.objects.filter(pk=pk, revoked_at=None)
    changed = rows.update(revoked_by=actor, revoked_at=clock.now())
    if changed:
        record("feed_token.revoked", actor=actor.pk, subject=f"feed_token:{pk}")
    return bool(changed)


def use_token(secret: str) -> FeedToken | None:
    """The key that this secret opens, its use noted to the minute; None for a wrong or revoked one: 2 queries, 3 where
    the use is noted."""
    row = FeedToken.objects.filter(digest=digest(secret), revoked_at=None).first()
    if row is None:
        return None
    now = clock.now()
    noted = Q(last_used_at=None) | Q(last_used_at__lt=now - timedelta(minutes=1))
    if row.last_used_at is None or row.last_used_at < now - timedelta(minutes=1):
        FeedToken.objects.filter(noted, pk=row.pk).update(last_used_at=now)
    return row


def digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()
