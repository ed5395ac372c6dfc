"""Figures that shared systems hold for all units: taken in after a preview, set beside the units' own (R4.1-2).

They advise whoever verifies and change nothing by themselves. Of several imports the newest counts, figure by figure.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import season_units
from thuocdo.documents.files import EXCEL, keep
from thuocdo.regulation import Component
from thuocdo.regulation.model import Measure, Ratio, Tiers
from thuocdo.reports.facts import law_values
from thuocdo.reports.models import Answer, Report
from thuocdo.tables.faults import TableFaults
from thuocdo.tables.source import ZIP
from thuocdo.verification.models import SharedFigure, SharedImport, WaitingImport
from thuocdo.verification.shared_reading import Reading, read_shared

MOST_BYTES = 10 * 2**20
KEPT_FOR = timedelta(days=1)
CSV = "text/csv"
Line = tuple[str, str]  # scored line, figure
Values = dict[Line, SharedFigure]


@transaction.atomic
def hand_in(actor: User, season: Season, upload: UploadedFile, *, system: str, as_of: date) -> WaitingImport:
    """Keeps the file for its person to look at; in place of one that waited already. No figure is written.

    Raises NotAllowed; Refused where it cannot be read as a table at all, before anything is kept.
    """
    require(runs_the_season(actor), _("Only the lead department takes in figures of shared systems."))
    require(
        (upload.size or 0) <= MOST_BYTES,
        _("The file is larger than %(most)s MB: split it by component.") % {"most": MOST_BYTES // 2**20},
        Refused,
    )
    content, now = upload.read(), clock.now()
    kept = {
        "system": system.strip(),
        "as_of": as_of,
        "content": content,
        "sha256": sha256(content).hexdigest(),
        "file_name": (upload.name or "")[-255:],
        "handed_in_at": now,
    }
    _reading(season, kept["file_name"], content)
    WaitingImport.objects.filter(handed_in_at__lt=now - KEPT_FOR).delete()
    return WaitingImport.objects.update_or_create(season=season, person=actor, defaults=kept)[0]


def waiting(actor: User, season: Season) -> WaitingImport | None:
    """The person's own file that is not yet applied; None once it is a day old: 1 query."""
    return _waiting(actor, season).first()


def _waiting(actor: User, season: Season) -> QuerySet[WaitingImport]:
    rows = WaitingImport.objects.filter(season=season, person=actor)
    return rows.filter(handed_in_at__gte=clock.now() - KEPT_FOR)


def reading_of(kept: WaitingImport, season: Season) -> Reading:
    """What the file says of this season's units: 2 queries. Raises Refused."""
    return _reading(season, kept.file_name, bytes(kept.content))


def _reading(season: Season, name: str, content: bytes) -> Reading:
    try:
        return read_shared(name, content, season, season_units(season))
    except TableFaults as faults:
        raise Refused(" ".join(faults.sentences("en" if get_language() == "en" else "vi"))) from None


@transaction.atomic
def apply_import(actor: User, season: Season, digest: str) -> SharedImport:
    """Takes in what the preview of the file `digest` listed, all or nothing, and lets go of the file.

    Raises NotAllowed; Conflict where another file waits meanwhile; Refused while any row is wrong.
    """
    require(runs_the_season(actor), _("Only the lead department takes in figures of shared systems."))
    kept = _waiting(actor, season).select_for_update().first()
    require(kept, _("There is no file waiting to be applied. Choose the file again."), Refused)
    require(kept.sha256 == digest, _("Another file was chosen since this preview was made. Look at it."), Conflict)
    reading = reading_of(kept, season)
    require(not reading.faults, _("Mend the rows that are listed, then choose the file again."), Refused)
    taken = _take_in(actor, season, kept, reading)
    kept.delete()
    after = {"sha256": digest, "figures": len(reading.figures), "units": len(reading.units)}
    record("shared_figures.imported", actor=actor.pk, subject=f"season:{season.pk}", after=after)
    return taken


def _take_in(actor: User, season: Season, kept: WaitingImport, reading: Reading) -> SharedImport:
    content = bytes(kept.content)
    source = SharedImport.objects.create(
        season=season,
        system=kept.system,
        as_of=kept.as_of,
        file=keep(content, EXCEL if content.startswith(ZIP) else CSV),
        file_name=kept.file_name,
        imported_by=actor,
        imported_at=clock.now(),
    )
    SharedFigure.objects.bulk_create(
        (
            SharedFigure(
                source=source, season_unit=row.unit, component=row.component, figure=row.figure, value=row.value
            )
            for row in reading.figures
        ),
        batch_size=2000,
    )
    return source


def let_go(actor: User, season: Season) -> None:
    """The person does not want to apply the file after all."""
    WaitingImport.objects.filter(season=season, person=actor).delete()


def imports(season: Season) -> list[SharedImport]:
    """What was taken in, the newest first: 1 query."""
    return list(SharedImport.objects.filter(season=season).select_related("file", "imported_by"))


def shared_values(report: Report) -> Values:
    """(scored line, figure) -> what shared systems hold of this unit: 1 query."""
    return shared_by_unit(report.season_unit.season, unit=report.season_unit_id).get(report.season_unit_id, {})


def shared_by_unit(season: Season, lines: list[str] | None = None, unit: int | None = None) -> Mapping[int, Values]:
    """Season unit -> its figures, of these scored lines or of this unit alone where they are given: 1 query."""
    rows = SharedFigure.objects.filter(source__season=season).select_related("source").order_by("source_id")
    rows = rows if lines is None else rows.filter(component__in=lines)
    rows = rows if unit is None else rows.filter(season_unit=unit)
    found: dict[int, Values] = defaultdict(dict)
    for row in rows:
        found[row.season_unit_id][row.component, row.figure] = row
    return found


@dataclass(frozen=True)
class Beside:
    """One figure: what the unit declared (None: nothing), what the shared system holds (None: nothing)."""

    leaf: Component
    figure: str
    own: str | None
    shared: SharedFigure | None

    @property
    def is_equal(self) -> bool:
        return self.own is not None and self.shared is not None and self._same(self.own, self.shared.value)

    @property
    def differs(self) -> bool:
        return self.shared is not None and not self.is_equal

    def _same(self, own: str, other: str) -> bool:
        key = self.figure
        return law_values(self.leaf, {key: own}) == law_values(self.leaf, {key: other})

    @property
    def definition(self):
        return self.leaf.figure(self.figure)


def beside(component: Component, declared: Mapping[str, Answer], values: Values) -> list[Beside]:
    """Every figure of a component that a shared system may hold, in the order of the form; no query. `declared`: scored
    line -> the unit's answer."""
    return [
        Beside(leaf, figure.key, _own(declared, leaf.code, figure.key), values.get((leaf.code, figure.key)))
        for leaf in component.leaves
        if leaf.answered_by == "unit"
        for figure in leaf.figures
    ]


def _own(declared: Mapping[str, Answer], line: str, figure: str) -> str | None:
    answer = declared.get(line)
    return answer.values.get(figure) if answer else None


def all_equal(component: Component, rows: list[Beside]) -> bool:
    """Everything that the unit declares of the component is a figure, and each is as the shared system holds it."""
    bare = [leaf for leaf in component.leaves if leaf.answered_by != "unit" or not _by_figures(leaf)]
    return bool(rows) and not bare and all(row.is_equal for row in rows)


def _by_figures(leaf: Component) -> bool:
    """The points follow from figures alone: no option, item or stated points to be judged."""
    return isinstance(leaf.score, Ratio | Tiers | Measure)
