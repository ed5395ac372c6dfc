"""Makes the notices that were asked for while there are many of them; the worker looks every few seconds."""

from collections.abc import Callable, Iterator

from django.utils import translation

from thuocdo.common import clock
from thuocdo.common.faults import Refused
from thuocdo.cycles.queries import seasons
from thuocdo.desks.dossier.archive import ZIP, zipped
from thuocdo.desks.dossier.notices import notices
from thuocdo.desks.dossier.source import Source, draft_source, source_of
from thuocdo.documents import files
from thuocdo.results import notice_archives
from thuocdo.results.models import NoticeArchive


class Stopped(Exception):
    """The worker is told to stop; what is half made is made anew by the next one."""


def make_waiting(is_stopped: Callable[[], bool]) -> int:
    """Makes what was asked for, one archive after the other; how many. 1 query where nothing is."""
    done = 0
    while not is_stopped() and (row := notice_archives.waiting()) is not None:
        try:
            _make(row, is_stopped)
        except Refused as fault:
            notice_archives.give_up(row, str(fault))
        except Stopped:
            return done
        done += 1
    return done


def _make(row: NoticeArchive, is_stopped: Callable[[], bool]) -> None:
    moment = clock.now()
    with translation.override(row.language):
        content = zipped(_told(row, is_stopped), clock.local(moment))
    notice_archives.finish(row, files.keep(content, ZIP))


def _told(row: NoticeArchive, is_stopped: Callable[[], bool]) -> Iterator[tuple[str, bytes]]:
    """Each notice, saying how far it is."""
    for made, (name, content) in enumerate(notices(_source(row), row.kind, clock.now()), 1):
        if is_stopped():
            raise Stopped
        notice_archives.tell_made(row, made)
        yield name, content


def _source(row: NoticeArchive) -> Source:
    """An edition is never removed while an archive names it."""
    season = seasons().get(pk=row.season_id)
    found = source_of(season, row.edition.number) if row.edition else None
    return found or draft_source(season)
