"""A PDF: whole, readable, and without anything that acts when it is opened. Digital signatures are welcome."""

from collections.abc import Iterator
from pathlib import Path

from thuocdo.documents.checks.unfit import Reason, Unfit

END = b"%%EOF"
TAIL = 2048  # bytes; what scanners and signing programs add after the end is shorter
MOST_OBJECTS = 200_000
MOST_DEPTH = 40
# A file without these words packs nothing, and says no more than its bytes: `#` writes any letter of a name, and
# without a list of references in a stream (/XRef) no stream is read as objects.
PACKING = (b"#", b"/Filter", b"/ObjStm", b"/XRef")
UNREAD = "error reading object"
SHORT = 64 * 1024  # bytes
KEYS = {
    "/JS": Reason.SCRIPT,
    "/JavaScript": Reason.SCRIPT,
    "/AA": Reason.LAUNCHES,
    "/XFA": Reason.FORM,
    "/EF": Reason.CARRIES_FILES,
    "/EmbeddedFiles": Reason.CARRIES_FILES,
    "/RichMedia": Reason.CARRIES_FILES,
}
ACTIONS = {
    "/JavaScript": Reason.SCRIPT,
    "/Launch": Reason.LAUNCHES,
    "/GoToE": Reason.LAUNCHES,
    "/ImportData": Reason.LAUNCHES,
    "/SubmitForm": Reason.LAUNCHES,
    "/Rendition": Reason.LAUNCHES,
}


def packs_nothing(path: Path) -> bool:
    """Whether the file is short and, by its bytes, unpacks to nothing more: `look` may then do without limits."""
    if path.stat().st_size >= SHORT:
        return False
    content = path.read_bytes()
    return not any(word in content for word in PACKING)


def look(path: Path) -> None:
    """Raises Unfit. Every object is looked at, also those in packed streams and those that nothing refers to."""
    _check_end(path)
    import pikepdf

    try:
        with pikepdf.open(path, suppress_warnings=True) as document:
            if document.is_encrypted:
                raise Unfit(Reason.ENCRYPTED)
            _walk(document)
            # For want of memory, or of whole data, the library takes an object as empty: it was not looked at.
            if any(UNREAD in str(warning) for warning in document.get_warnings()):
                raise Unfit(Reason.TOO_COMPLEX)
            if not len(document.pages):
                raise Unfit(Reason.DAMAGED)
    except pikepdf.PasswordError as fault:
        raise Unfit(Reason.ENCRYPTED) from fault
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, AttributeError) as fault:
        raise Unfit(Reason.DAMAGED) from fault
    except MemoryError as fault:
        raise Unfit(Reason.TOO_COMPLEX) from fault


def _check_end(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(5) != b"%PDF-":
            raise Unfit(Reason.DAMAGED)
        file.seek(max(0, path.stat().st_size - TAIL))
        if END not in file.read():
            raise Unfit(Reason.CUT_OFF)


def _walk(document) -> None:
    for count, item in enumerate(document.objects):
        if count > MOST_OBJECTS:
            raise Unfit(Reason.TOO_COMPLEX)
        _check(item, 0)


def _check(item, depth: int) -> None:
    if depth > MOST_DEPTH:
        raise Unfit(Reason.TOO_COMPLEX)
    for key, value in _entries(item):
        if reason := KEYS.get(key):
            raise Unfit(reason)
        if key == "/S" and (reason := ACTIONS.get(_name(value))):
            raise Unfit(reason)
        if key == "/Type" and _name(value) == "/EmbeddedFile":
            raise Unfit(Reason.CARRIES_FILES)
        if not getattr(value, "is_indirect", False):  # what is referred to has its own turn
            _check(value, depth + 1)


def _entries(item) -> Iterator[tuple[str, object]]:
    import pikepdf

    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key in item.keys():  # noqa: SIM118 - a stream iterates over nothing else
            yield key, item.get(key)
    elif isinstance(item, pikepdf.Array):
        yield from (("", value) for value in item)


def _name(value: object) -> str:
    import pikepdf

    return str(value) if isinstance(value, pikepdf.Name) else ""
