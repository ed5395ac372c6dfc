"""What a paper of the lead department or of a verifying agency has around its words: head, foot, marks."""

from datetime import date, datetime
from typing import Any

from django.utils import translation

from thuocdo.accounts.enums import Role
from thuocdo.accounts.letterheads import default_letterhead, head_on, lead_on, letterhead_on, signature_lines
from thuocdo.accounts.models import Dated, Letterhead, Unit, User
from thuocdo.common import clock
from thuocdo.common.models import Installation
from thuocdo.common.templatetags.words import weekday
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law
from thuocdo.documents.official import Foot, Head, Paper
from thuocdo.documents.official.paper import Block
from thuocdo.reports.official import in_words, paper_marks, recipients

Fields = tuple[tuple[str, str], ...]


def instrument_of(season: Season) -> str:
    """ "Quyết định số … ngày … của …": what the season rests on."""
    instrument = law(season.pinned_set).instrument
    return f"Quyết định số {instrument.number} ngày {in_words(instrument.date)} của {instrument.issuer.vi}"


def last_day_in_words(day: date) -> str:
    """A day on which something is still in time (I5), with its weekday."""
    with translation.override("vi"):
        return f"hết ngày {day:%d/%m/%Y} ({weekday(day)})"


def agency_of(user: User, day: date) -> Unit | None:
    """For whom the person checked on that day: the lead department before an agency; else the lead department."""
    posts = user.all_posts.filter(Dated.on(day), role__in=[Role.LEAD, Role.VERIFIER]).select_related("unit")
    held = sorted(posts, key=lambda post: (post.role != Role.LEAD, post.pk))
    return held[0].unit if held else lead_on(day)


def letter(
    agency: Unit | None,
    moment: datetime,
    season: Season,
    about: str,
    *,
    addressees: tuple[str, ...],
    blocks: tuple[Block, ...],
    **more: Any,
) -> Paper:
    """A letter ("công văn"); number and day are the clerk's. `more`: annexes, fields for templates."""
    day, letterhead = clock.local(moment).date(), _letterhead(agency, moment)
    head = Head(letterhead.above, letterhead.name, letterhead.symbol, letterhead.place, day.year, about=about)
    parts = {"head": head, "addressees": addressees, "blocks": blocks, **more}
    return _paper(agency, moment, season, letterhead, kind="", title=about, **parts)


def numbered(
    agency: Unit | None,
    moment: datetime,
    season: Season,
    kind: str,
    title: str,
    *,
    symbol: str,
    blocks: tuple[Block, ...],
    addressees: tuple[str, ...] = (),
    fields: Fields = (),
) -> Paper:
    """A paper with a name of its own ("BÁO CÁO"), which `symbol` abbreviates ("BC"); number and day are the clerk's."""
    day, letterhead = clock.local(moment).date(), _letterhead(agency, moment)
    name = f"{symbol}-{letterhead.symbol}"
    head = Head(letterhead.above, letterhead.name, name, letterhead.place, day.year)
    parts = {"head": head, "addressees": addressees, "blocks": blocks, "fields": fields}
    return _paper(agency, moment, season, letterhead, kind=kind, title=title, **parts)


def in_one(text: str) -> str:
    """What somebody typed, for a table's cell: there a line of its own is a name with its details."""
    return " ".join(text.split())


def unsigned(
    agency: Unit | None,
    moment: datetime,
    season: Season,
    kind: str,
    title: str,
    *,
    day: date,
    blocks: tuple[Block, ...],
    fields: Fields = (),
) -> Paper:
    """Minutes of this day: without number and recipients; who signs stands in the paper itself."""
    letterhead, of_day = _letterhead(agency, moment), f"ngày {in_words(day)}".rpartition(" năm ")[0]
    head = Head(letterhead.above, letterhead.name, "", letterhead.place, day.year, date=of_day)
    local = clock.local(moment)
    return Paper(kind, title, head, (), blocks, None, local, marks=paper_marks(season), fields=fields)


def _paper(agency: Unit | None, moment: datetime, season: Season, letterhead: Letterhead, **parts) -> Paper:
    local = clock.local(moment)
    foot = _foot(agency, letterhead, local.date())
    return Paper(**parts, foot=foot, moment=local, marks=paper_marks(season))


def _letterhead(agency: Unit | None, moment: datetime) -> Letterhead:
    day = clock.local(moment).date()
    return letterhead_on(agency, day) if agency else Letterhead(name="", symbol="", place="")


def _foot(agency: Unit | None, letterhead: Letterhead, day: date) -> Foot:
    head = head_on(agency, day) if agency else None
    name, title = (head.full_name, head.title) if head else ("", "Giám đốc")
    signs = signature_lines(agency, letterhead, name, title, day) if agency else (title.upper(),)
    return Foot(recipients(letterhead), signs, name)


def committee_name() -> str:
    """ "Ủy ban nhân dân tỉnh …", as a paper is addressed to it: 1 query."""
    province = _province()
    return f"Ủy ban nhân dân {province[:1].lower()}{province[1:]}".strip()


def committee_letterhead() -> Letterhead:
    """The head of what the People's Committee itself issues: 2 queries."""
    return default_letterhead(Unit(), f"UBND {_province()}")


def _province() -> str:
    return Installation.objects.values_list("name_vi", flat=True).first() or ""
