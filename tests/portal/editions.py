"""Editions straight from the law, for tests of what the public sees: no season has to be played for them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from thuocdo.accounts.models import User
from thuocdo.common.models import Installation, InstallationKind
from thuocdo.cycles.models import PinnedSet, Season
from thuocdo.documents.models import Document, DocumentKind
from thuocdo.regulation import AnswerFacts, CriteriaSet, Text, UnitFacts, assess, load_set
from thuocdo.results.enums import EditionState
from thuocdo.results.models import Edition
from thuocdo.results.snapshot import public_part, snapshot

SMALL = Path(__file__).with_name("small-set.yaml")  # groups and lines of every publicity, one of each odd kind


def small_set() -> CriteriaSet:
    return load_set(SMALL)


def settled(points: str) -> AnswerFacts:
    return AnswerFacts({}, settled=Fraction(points))


def figures(**values: str) -> AnswerFacts:
    return AnswerFacts({key: Fraction(value) for key, value in values.items()})


def unit(
    key: str, share: str = "1", *, criteria_set: CriteriaSet | None = None, tier: str = "province", **more
) -> UnitFacts:
    """A unit that earns this share of every line's maximum."""
    form = (criteria_set or small_set()).forms[tier]
    tops = [*form.components, *(line.component for line in form.adjustments)]
    answers = {leaf.code: settled(str(leaf.max * Fraction(share))) for top in tops for leaf in top.leaves}
    return UnitFacts(key, tier, **{"name": f"Đơn vị {key}", "answers": answers, **more})


def named(units: Iterable[UnitFacts]) -> dict[str, Text]:
    return {facts.unit: Text(facts.name, f"Unit {facts.unit}") for facts in units}


def contents(criteria_set: CriteriaSet, units: list[UnitFacts], **rules) -> dict:
    return snapshot(criteria_set, assess(criteria_set, units, **rules), named(units))


def edition(
    units: list[UnitFacts],
    *,
    criteria_set: CriteriaSet | None = None,
    year: int = 2021,
    number: int = 1,
    state: EditionState = EditionState.PUBLISHED,
) -> Edition:
    """An edition of these units, published unless told otherwise."""
    content = contents(criteria_set or small_set(), units)
    return keep(content, season_of(year, criteria_set), number, state)


def correction(units: list[UnitFacts], of: Edition, reason: str, **more: object) -> Edition:
    """A published edition of these units that replaces another."""
    content = contents(small_set(), units)
    number = of.number + 1
    return keep(content, of.season, number, replaces=of, correction_reason=reason, day=f"2023-02-{number:02}", **more)


def keep(
    content: dict,
    season: Season,
    number: int = 1,
    state: EditionState = EditionState.PUBLISHED,
    day: str = "",
    **more: object,
) -> Edition:
    editor = _editor()
    published = state == EditionState.PUBLISHED
    return Edition.objects.create(
        season=season,
        number=number,
        publication=number if published else None,
        state=state,
        content=content,
        public=public_part(content),
        decision=_decision(editor, season.year, day),
        proposed_by=editor,
        proposed_at=datetime(2022, 1, 3, tzinfo=UTC),
        published_at=datetime(2022, 1, 5, tzinfo=UTC) + timedelta(days=400 * (number - 1)) if published else None,
        **more,
    )


def sample_installation() -> Installation:
    names = {"name_vi": "Tỉnh Thử Nghiệm", "name_en": "Test province"}
    return Installation.objects.create(pk=1, kind=InstallationKind.SAMPLE, **names)


def season_of(year: int, criteria_set: CriteriaSet | None = None) -> Season:
    law = criteria_set or small_set()
    kept = {"set_id": law.id, "version": law.version, "source": dict(law.source)}
    pinned, _ = PinnedSet.objects.get_or_create(digest=law.digest, defaults=kept)
    row, _ = Season.objects.get_or_create(
        year=year, defaults={"pinned_set": pinned, "approval_before": date(year, 12, 15)}
    )
    return row


def _editor() -> User:
    return User.objects.get_or_create(username="editor", defaults={"full_name": "CANARY-editor"})[0]


def _decision(editor: User, year: int, day: str = "") -> Document:
    return Document.objects.get_or_create(
        kind=DocumentKind.APPROVAL,
        number=f"3301/QĐ-UBND-{year}" if not day else f"150/QĐ-UBND-{day[-2:]}",
        date=date.fromisoformat(day) if day else date(year, 12, 14),
        defaults={"signer": "Chủ tịch Thử", "entered_by": editor, "entered_at": datetime(2022, 1, 3, tzinfo=UTC)},
    )[0]


def whole_province() -> list[UnitFacts]:
    """As many units as the province has, on the built-in set."""
    law = load_set("qd-3043-2021")
    tiers = [("province", 20), ("district", 9)]
    return [
        unit(f"{tier}-{n}", f"{70 + n}/100", criteria_set=law, tier=tier, name=f"Sở Thông tin và Truyền thông số {n}")
        for tier, count in tiers
        for n in range(count)
    ]
