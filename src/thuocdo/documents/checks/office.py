"""A Word or Excel file (.docx, .xlsx): a zip of modest size, without macros, fetching nothing from elsewhere."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from thuocdo.documents.checks.relations import check_content_types, check_relations
from thuocdo.documents.checks.unfit import Reason, Unfit

MOST_ENTRIES = 5000
MOST_UNPACKED = 200 * 1024**2  # bytes
MOST_RATIO = 150  # unpacked to packed, of any part large enough to matter
SMALL = 1024**2  # bytes; a part below this may be as compressible as it likes
CHUNK = 256 * 1024
ENCRYPTED = 0x1  # flag of a zip entry
XML = (".xml", ".rels", ".vml")
MACRO_PARTS = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml|macrosheets/|activex/)", re.IGNORECASE)
# Parts that are read as a whole, and the most bytes of each; the list of contents names every part, others a few.
TELLING = {".rels": (check_relations, 256 * 1024), "[content_types].xml": (check_content_types, 1024**2)}


def look(path: Path) -> None:
    """Raises Unfit."""
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            _check_sizes(parts)
            for part in parts:
                _check_part(archive, part)
    except (BadZipFile, LargeZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as fault:
        raise Unfit(Reason.DAMAGED) from fault
    except Exception as fault:  # zlib.error, lzma.LZMAError: each library names its own
        raise fault if isinstance(fault, Unfit) else Unfit(Reason.DAMAGED) from fault


def _check_sizes(parts: list[ZipInfo]) -> None:
    if len(parts) > MOST_ENTRIES or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unfit(Reason.UNPACKS_HUGE)
    for part in parts:
        if part.flag_bits & ENCRYPTED:
            raise Unfit(Reason.ENCRYPTED)
        if MACRO_PARTS.search(part.filename):
            raise Unfit(Reason.MACROS)
        if part.file_size > SMALL and part.file_size > MOST_RATIO * max(1, part.compress_size):
            raise Unfit(Reason.UNPACKS_HUGE)
        if part.file_size > _telling(part.filename)[1]:
            raise Unfit(Reason.TOO_COMPLEX)


def _telling(name: str) -> tuple[Callable[[bytes], None] | None, int]:
    return next((told for ending, told in TELLING.items() if name.lower().endswith(ending)), (None, MOST_UNPACKED))


def _check_part(archive: ZipFile, part: ZipInfo) -> None:
    """Reads every part to its end, which also checks it against its checksum."""
    name = part.filename.lower()
    check = _telling(name)[0]
    kept = bytearray()
    with archive.open(part) as content:
        last = b""
        while chunk := content.read(CHUNK):
            if name.endswith(XML):
                _check_text(last + chunk)
            if check:
                kept += chunk
            last = chunk[-64:]
    if check:
        check(bytes(kept))


def _check_text(text: bytes) -> None:
    plain = text.replace(b"\0", b"").lower()  # UTF-16 as well
    if b"<!doctype" in plain or b"<!entity" in plain:
        raise Unfit(Reason.DOCTYPE)
