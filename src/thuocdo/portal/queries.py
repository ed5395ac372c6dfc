"""What the portal stands on: the installation and its published editions, nothing else."""

from dataclasses import dataclass
from typing import NamedTuple

from thuocdo.common.models import Installation
from thuocdo.results.corrections import replaced_by
from thuocdo.results.models import Edition
from thuocdo.results.queries import public_content, published


class Shelf(NamedTuple):
    """`editions`: for each published year the edition that counts, newest year first; `all`: every published one."""

    installation: Installation | None
    editions: dict[int, Edition]
    all: tuple[Edition, ...] = ()

    @property
    def latest(self) -> Edition | None:
        return next(iter(self.editions.values()), None)

    def of_year(self, year: int) -> list[Edition]:
        """The year's publications, the first one first."""
        return [edition for edition in reversed(self.all) if edition.season.year == year]


@dataclass(frozen=True)
class Place:
    """Where on the shelf an address points: a year, and a publication of it where the address names one (`nth`);
    without a year the newest there is."""

    shelf: Shelf
    year: int | None = None
    nth: int | None = None

    @property
    def edition(self) -> Edition | None:
        if self.year is None:
            return self.shelf.latest
        if self.nth is None:
            return self.shelf.editions.get(self.year)
        return next((row for row in self.shelf.of_year(self.year) if row.publication == self.nth), None)

    @property
    def successor(self) -> Edition | None:
        """The edition that replaced this one."""
        return self.edition and replaced_by(self.shelf.all).get(self.edition.pk)

    @property
    def corrected(self) -> Edition | None:
        """The edition that this one replaced."""
        return next((row for row in self.shelf.all if self.edition and row.pk == self.edition.replaces_id), None)

    def content(self) -> dict:
        """What the edition lets the public see: 1 query."""
        return public_content(self.edition)

    def frame(self) -> dict[str, object]:
        """What every page says around it."""
        edition = self.edition
        return {
            "installation": self.shelf.installation,
            "years": list(self.shelf.editions),
            "edition": edition,
            "nth": self.nth,
            "successor": self.successor,
            "corrected": self.corrected,
            "newest": edition and self.shelf.editions[edition.season.year],
            "publications": self.shelf.of_year(edition.season.year) if edition else [],
        }


def shelf() -> Shelf:
    """2 queries, whatever was published."""
    rows = published()
    editions: dict[int, Edition] = {}
    for edition in rows:
        editions.setdefault(edition.season.year, edition)
    return Shelf(Installation.objects.first(), editions, tuple(rows))
