"""Names a file that was handed in and found fit, from one page to the next, so that no page can be made to take another
file of the installation for a template."""

from typing import NamedTuple

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404

from thuocdo.documents.models import StoredFile
from thuocdo.documents.templates import PaperKind

SALT = "thuocdo.paper_template"
A_DAY = 24 * 3600  # seconds


class HandedIn(NamedTuple):
    file: StoredFile
    name: str


def token_of(kind: PaperKind, stored: StoredFile, name: str) -> str:
    return signing.dumps([kind.key, stored.pk, name[-120:]], salt=SALT)


def handed_in(kind: PaperKind, token: str) -> HandedIn:
    """404 for a token of another paper, one that is a day old, and whatever is none."""
    try:
        key, pk, name = signing.loads(token, salt=SALT, max_age=A_DAY)
    except signing.BadSignature as fault:
        raise Http404 from fault
    if key != kind.key:
        raise Http404
    return HandedIn(get_object_or_404(StoredFile, pk=pk), name)
