"""What the portal stands on: the installation and its published editions, nothing else."""

from typing import NamedTuple

from thuocdo.common.models import Installation
from thuocdo.results.models import Edition
from thuocdo.results.queries import published


class Shelf(NamedTuple):
    """`editions`: for each published year the edition that counts, newest year first."""

    installation: Installation | None
    editions: dict[int, Edition]

    @property
    def latest(self) -> Edition | None:
        return next(iter(self.editions.values()), None)


def shelf() -> Shelf:
    """2 queries, whatever was published."""
    editions: dict[int, Edition] = {}
    for edition in published():
        editions.setdefault(edition.season.year, edition)
    return Shelf(Installation.objects.first(), editions)
