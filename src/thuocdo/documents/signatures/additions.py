"""What was added to a file after the state in which it was handed out.

Signing appends: the signed file begins with the very bytes of the file that went out. A state ends with "%%EOF", so the
digests of all states of a file tell which of our files it was. But whoever holds the file may alter a page by an
appended state before it is signed at all; `only_signed` finds that.
"""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO

END = b"%%EOF"
MOST = 50  # states of one file that are looked at
ROOT_MAY_CHANGE = {"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Perms", "/Version"}


def revisions(content: bytes) -> list[str]:
    """SHA-256 of every state that the file still begins with, the oldest first; line ends after the mark vary."""
    digests, digest, done = [], sha256(), 0
    for stop in _stops(content):
        digest.update(memoryview(content)[done:stop])
        digests.append(digest.hexdigest())
        done = stop
    return digests


def _stops(content: bytes) -> Iterator[int]:
    """Where states may end, in order: behind the mark, and behind each way to end its line."""
    place, count = content.find(END), 0
    while place >= 0 and count < 3 * MOST:
        end = place + len(END)
        ends = {end, end + 1 if content[end : end + 1] in (b"\n", b"\r") else end}
        ends.add(end + 2 if content[end : end + 2] == b"\r\n" else end)
        yield from sorted(ends)
        place, count = content.find(END, end), count + len(ends)


def only_signed(content: bytes, size: int) -> bool:
    """Whether all up to the first signature (to the end, without one) leaves the pages of the first `size` bytes as
    they were. Later states are `judge`'s matter. Never raises: what cannot be read is not only signed."""
    try:
        return _only_signed(content, size)
    except Exception:
        return False


def _only_signed(content: bytes, size: int) -> bool:
    from pyhanko.pdf_utils.reader import PdfFileReader

    begun = PdfFileReader(BytesIO(content[:size])).total_revisions - 1
    reader = PdfFileReader(BytesIO(content))
    last = reader.total_revisions - 1
    signed = min((row.signed_revision for row in reader.embedded_regular_signatures), default=last)
    before, after = reader.get_historical_resolver(begun), reader.get_historical_resolver(signed)
    between = [reader.get_historical_resolver(number) for number in range(begun + 1, signed + 1)]
    known = {
        row
        for state in between
        for row in (*state.explicit_refs_in_revision(), *state.refs_freed_in_revision())
        if reader.xrefs.get_introducing_revision(row) <= begun
    }
    return before.root_ref == after.root_ref and all(_is_harmless(before(row), after(row)) for row in known)


def _is_harmless(old: object, new: object) -> bool:
    """The same object, a catalogue that got a form, a page that got signatures, or metadata."""
    if _written(old) == _written(new):
        return True
    if isinstance(old, list):  # the list of a page's annotations as an object of its own
        return isinstance(new, list) and _adds_signatures(old, new)
    kind = old.get("/Type") if hasattr(old, "get") else None
    if kind == "/Catalog":
        return _without(old, ROOT_MAY_CHANGE) == _without(new, ROOT_MAY_CHANGE)
    if kind == "/Page":
        return _without(old, {"/Annots"}) == _without(new, {"/Annots"}) and _adds_signatures(old, new)
    return kind == "/Metadata" or (kind is None and hasattr(old, "get") and _is_information(old))


def _is_information(row: object) -> bool:
    return not hasattr(row, "data") and set(row) <= {
        "/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped",
    }  # fmt: skip


def _adds_signatures(old: object, new: object) -> bool:
    """Both are pages, or both the lists of a page's annotations."""
    before = [_written(row) for row in _annotations(old)]
    now = _annotations(new)
    added = [row.get_object() for row in now if _written(row) not in before]
    kept = {_written(row) for row in now}
    return kept.issuperset(before) and all(_is_signature(row) for row in added)


def _annotations(of: object) -> list[object]:
    rows = of if isinstance(of, list) else of.get("/Annots")
    return [rows.raw_get(place) for place in range(len(rows))] if rows else []


def _is_signature(widget: object) -> bool:
    return widget.get("/Subtype") == "/Widget" and _field_type(widget) == "/Sig"


def _field_type(widget: object) -> object:
    return widget.get("/FT") or widget["/Parent"].get("/FT")


def _without(row: object, names: set[str]) -> dict[str, bytes]:
    return {name: _written(row.raw_get(name)) for name in row if name not in names}


def _written(value: object) -> bytes:
    out = BytesIO()
    value.write_to_stream(out, None)
    return out.getvalue()
