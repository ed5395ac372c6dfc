"""Wiping a practice season: every row that belongs to it goes in one act, and nothing else.

What belongs to it follows from the foreign keys of all models, so that a later table is wiped as well: the season,
whatever points at it, whatever points at that, and so on. Downwards go only documents, files and the pinned set that
nothing else points at. The audit stays whole: its entries name rows and point at none.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.appraisal.models import CouncilSession
from thuocdo.audit.actions import record
from thuocdo.common.faults import Refused, require
from thuocdo.cycles.models import PinnedSet, Season, SeasonTier, SeasonUnit
from thuocdo.difficulties.models import Difficulty, Ruling
from thuocdo.documents.files import forget
from thuocdo.documents.models import Document, StoredFile
from thuocdo.notices.models import Event
from thuocdo.reports.models import Report
from thuocdo.verification.models import ClarificationRequest

Rows = dict[type[Model], set[object]]

# An event names what it is about as the audit does, in text: "report:12".
SUBJECTS: Mapping[str, type[Model]] = {
    "season": Season,
    "season_tier": SeasonTier,
    "season_unit": SeasonUnit,
    "report": Report,
    "request": ClarificationRequest,
    "session": CouncilSession,
    "difficulty": Difficulty,
    "ruling": Ruling,
}
# Upper first: a document may be what holds a file.
SHARED: tuple[type[Model], ...] = (Document, StoredFile, PinnedSet)


@dataclass
class Belongings:
    """What a wipe takes with it. `rows`: model -> primary keys; `orphans`: of `SHARED`, what nothing else needs."""

    rows: Rows
    orphans: Rows = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """Model label -> how many, for the audit."""
        return {model._meta.label: len(keys) for model, keys in {**self.rows, **self.orphans}.items() if keys}


def belongings(season: Season) -> Belongings:
    """Everything that goes when the season is wiped. Some 200 queries, whatever there is of each."""
    found = Belongings(_pointing({Season: {season.pk}}))
    for model in SHARED:
        found.orphans[model] = _orphans(model, {**found.rows, **found.orphans})
        found.orphans |= _pointing({model: found.orphans[model]})
    return found


@transaction.atomic
def wipe(actor: User, season: Season, *, typed: str) -> dict[str, int]:
    """Removes a practice season with all that was done in it. `typed`: its key, typed by whoever means it. Returns how
    many rows of each model went.

    Raises NotAllowed for anyone but the lead department; Refused for a real season, for another name, and where
    somebody writes in it at this moment or a row of another season would have to go with it.
    """
    require(runs_the_season(actor), _("Only the lead department may wipe a practice season."))
    row = Season.objects.select_for_update().get(pk=season.pk)
    require(row.is_practice, _("Only a practice season can be wiped."), Refused)
    require(typed.strip() == row.key, _("Type the name exactly as it stands: %(name)s.") % {"name": row.key}, Refused)
    found = belongings(row)
    _check_closed(found.rows)
    digests = list(StoredFile.objects.filter(pk__in=found.orphans[StoredFile]).values_list("sha256", flat=True))
    _remove({**found.rows, **found.orphans})
    gone = found.counts
    record("season.wiped", actor=actor.pk, subject=f"season:{row.pk}", reason=row.key, after={"rows": gone})
    transaction.on_commit(lambda: forget(digests))
    return gone


def _links() -> Iterator[tuple[type[Model], ForeignKey]]:
    for model in apps.get_models(include_auto_created=True):
        for link in model._meta.concrete_fields:
            if isinstance(link, ForeignKey):
                yield model, link


def _pointing(start: Rows) -> Rows:
    """`start` and every row that points at one of them, directly or not."""
    found: Rows = defaultdict(set, {model: set(keys) for model, keys in start.items()})
    new = {model: set(keys) for model, keys in start.items() if keys}
    while new:
        reached: Rows = defaultdict(set)
        for model, link in _links():
            if keys := new.get(link.related_model):
                rows = model._base_manager.filter(**{f"{link.name}__in": keys})
                reached[model] |= set(rows.values_list("pk", flat=True)) - found[model]
        reached[Event] |= _events(new) - found[Event]
        new = {model: keys for model, keys in reached.items() if keys}
        for model, keys in new.items():
            found[model] |= keys
    return {model: keys for model, keys in found.items() if keys}


def _events(rows: Rows) -> set[object]:
    names = [f"{name}:{key}" for name, model in SUBJECTS.items() for key in rows.get(model, ())]
    seasons = Season.objects.filter(pk__in=rows.get(Season, ()))
    names += [f"season_key:{key}" for key in seasons.values_list("key", flat=True)]  # as addresses name it
    return set(Event.objects.filter(subject__in=names).values_list("pk", flat=True)) if names else set()


def _orphans(model: type[Model], gone: Rows) -> set[object]:
    """Rows of `model` that `gone` points at and nothing else does."""
    candidates, held = set(), set()
    links = [(holder, link) for holder, link in _links() if link.related_model is model]
    for holder, link in links:
        if keys := gone.get(holder):
            rows = holder._base_manager.filter(pk__in=keys).exclude(**{link.name: None})
            candidates |= set(rows.values_list(link.attname, flat=True))
    for holder, link in links:
        rest = holder._base_manager.filter(**{f"{link.name}__in": candidates}).exclude(pk__in=gone.get(holder, ()))
        held |= set(rest.values_list(link.attname, flat=True))
    return candidates - held


def _check_closed(rows: Rows) -> None:
    """A row that also points at a row of the same kind that stays would be taken away from another season."""
    for model, link in _links():
        if model not in rows or link.related_model not in rows:
            continue
        own = model._base_manager.filter(pk__in=rows[model]).exclude(**{link.name: None})
        strays = own.exclude(**{f"{link.name}__in": rows[link.related_model]})
        words = _("“%(rows)s” also belong to another season. Nothing was wiped.")
        require(not strays.exists(), words % {"rows": model._meta.verbose_name_plural}, Refused)


def _remove(rows: Rows) -> None:
    """In any order, as the database looks at foreign keys afterwards; the season last, which lets its editions go."""
    try:
        _look_at_foreign_keys("DEFERRED")
        for model in sorted(rows, key=lambda model: model is Season):
            removed = model._base_manager.filter(pk__in=rows[model])
            removed._raw_delete(removed.db)  # no collector: all that points here is in `rows`
        _look_at_foreign_keys("IMMEDIATE")
    except IntegrityError as fault:
        raise Refused(_("Somebody is at work in this season at this moment. Try again.")) from fault


def _look_at_foreign_keys(when: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL {when}")
