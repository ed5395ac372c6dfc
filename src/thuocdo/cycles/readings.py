"""How Article 6 is read: settled with its document before the season opens (I2). Part of this floor's actions and
queries; a change after that is `results.readings`, which knows the units that it affects."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.audit.actions import record
from thuocdo.common.faults import Refused, require
from thuocdo.cycles.enums import LevelRule, Phase
from thuocdo.cycles.models import LevelReading, Season, SeasonTier
from thuocdo.documents.models import Document, DocumentKind


@transaction.atomic
def settle_reading(actor: User, season: Season, rule: str, document: Document) -> None:
    """The reading, with the document that settles it and its file, while every tier is still being prepared.

    May be done again until the season opens. Raises Refused after that: then only the People's Committee changes it."""
    require(runs_the_season(actor), _("Only the lead department settles how Article 6 is read."))
    tiers = list(SeasonTier.objects.select_for_update().filter(season=season))
    open_already = _("The season is open: the reading is changed only by a document of the People's Committee.")
    require(all(tier.phase == Phase.PREPARING for tier in tiers), open_already, Refused)
    require(rule in LevelRule.values, _("Choose one of the two readings."), Refused)
    require(document.kind == DocumentKind.READING, _("This document does not say how Article 6 is read."), Refused)
    put_in_force(season, rule, document)
    record(
        "season.reading_settled",
        actor=actor.pk,
        subject=f"season:{season.pk}",
        after={"rule": rule, "document": document.pk},
    )


def put_in_force(season: Season, rule: str, document: Document) -> None:
    """The reading by which levels are decided from now on; the caller has checked the right and keeps the record."""
    facts = {
        "level_rule": rule,
        "level_rule_document": f"{document.number} ({document.date:%d/%m/%Y})",
        "reading_document": document,
    }
    Season.objects.filter(pk=season.pk).update(**facts)
    for name, value in facts.items():
        setattr(season, name, value)


def other(rule: str) -> LevelRule:
    """The reading that it is not."""
    return LevelRule.TOTAL if rule == LevelRule.TOTAL_AND_GROUPS else LevelRule.TOTAL_AND_GROUPS


def changes_of_reading(season: Season) -> QuerySet[LevelReading]:
    """Every change that was entered, the latest first, with its document and people: 1 query."""
    rows = LevelReading.objects.filter(season=season)
    return rows.select_related("document__file", "entered_by", "ended_by", "document__checked_by")
