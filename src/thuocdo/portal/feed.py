"""Publications and corrections as an Atom feed (RFC 4287), for whoever wants to hear of them."""

from xml.sax.saxutils import escape, quoteattr

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thuocdo.common.templatetags.words import day
from thuocdo.portal.addresses import in_full
from thuocdo.portal.queries import Place, Shelf
from thuocdo.results.models import Edition

NEWEST = 50


def as_atom(request: HttpRequest, place: Place) -> HttpResponse:
    stand = place.shelf
    here, page = in_full(request, "portal:feed"), in_full(request, "portal:latest")
    installation = stand.installation
    entries = stand.all[:NEWEST]
    updated = max((_moment(row) for row in entries), default="2000-01-01T00:00:00Z")
    parts = [
        f"<id>{escape(here)}</id>",
        f"<title>{escape(_title(stand))}</title>",
        f"<updated>{updated}</updated>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(here)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(page)}/>',
        f"<author><name>{escape(installation.name if installation else 'Thước đo')}</name></author>",
        *(_entry(request, row) for row in entries),
    ]
    body = "\n".join(parts)
    head = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{get_language()}">'
    return HttpResponse(
        f'<?xml version="1.0" encoding="utf-8"?>\n{head}\n{body}\n</feed>\n',
        content_type="application/atom+xml; charset=utf-8",
    )


def _title(stand: Shelf) -> str:
    title = _("Level of digital government: published results")
    is_sample = stand.installation is not None and stand.installation.is_demonstration
    return f"{title} ({_('sample data')})" if is_sample else title


def _entry(request: HttpRequest, edition: Edition) -> str:
    page = in_full(request, "portal:edition_year", edition.season.year, edition.publication)
    return (
        f"<entry><id>{escape(page)}</id><title>{escape(entry_title(edition))}</title>"
        f"<updated>{_moment(edition)}</updated>"
        f'<link rel="alternate" type="text/html" href={quoteattr(page)}/>'
        f"<summary>{escape(_summary(edition))}</summary></entry>"
    )


def entry_title(edition: Edition) -> str:
    """What a publication is called where it stands among others."""
    facts = {"year": edition.season.year, "nth": edition.publication}
    if edition.replaces_id:
        return _("Correction of the result of %(year)s (publication %(nth)s)") % facts
    return _("Result of %(year)s (publication %(nth)s)") % facts


def _summary(edition: Edition) -> str:
    decision = edition.decision
    facts = {"number": decision.number, "date": day(decision.date)}
    said = _("Approved by Decision %(number)s of %(date)s.") % facts
    if not edition.replaces_id:
        return said
    return f"{said} {_('Reason of the correction')}: {edition.correction_reason}"


def _moment(edition: Edition) -> str:
    return localtime(edition.published_at).isoformat(timespec="seconds")
