"""The zip, written in one way and read with suspicion: every byte of the file is accounted for (docs/bundle.md)."""

import re
import stat
import struct
import zlib
from collections.abc import Callable, Mapping
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from thuocdo.bundle.findings import Refused

DATE = (1980, 1, 1, 0, 0, 0)
DOS_DATE = 0x0021_0000
MODE = 0o100644 << 16
UNIX, VERSION = 3, 20
MOST_ENTRIES = 300
MOST_BYTES = 1024**3
NAME = re.compile(r"([a-zA-Z0-9_-][a-zA-Z0-9._-]{0,60}/)?[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,60}")
STORED = ("manifest.json", "manifest.note")
END = struct.Struct("<4s4H2LH")
LOCAL = struct.Struct("<4s3H4L2H")
CENTRAL = struct.Struct("<4s2B3H4L5H2L")


class Unpacked(NamedTuple):
    """`packed`: SHA-256 of every byte that stands before the manifest."""

    files: dict[str, bytes]
    packed: str


def pack(files: Mapping[str, bytes], last: Callable[[str], Mapping[str, bytes]]) -> bytes:
    """The archive of these files in their order; the same bytes each time. `last` is told the digest of all that stands
    so far and gives the files that follow, which are not deflated: what they sign is every byte, not only its meaning.
    """
    out = BytesIO()
    with ZipFile(out, "w", compresslevel=9) as archive:
        for name, content in files.items():
            archive.writestr(_entry(name, ZIP_DEFLATED), content)
        for name, content in last(sha256(out.getvalue()).hexdigest()).items():
            archive.writestr(_entry(name, ZIP_STORED), content)
    return out.getvalue()


def _entry(name: str, method: int) -> ZipInfo:
    entry = ZipInfo(name, DATE)
    entry.compress_type, entry.external_attr, entry.create_system = method, MODE, UNIX
    return entry


def unpack(data: bytes) -> Unpacked:
    """The files. Raises Refused before anything is unpacked that no honest bundle holds."""
    if not data.startswith(b"PK"):
        raise Refused("not_zip")
    try:
        entries = ZipFile(BytesIO(data)).infolist()
    except (BadZipFile, ValueError, NotImplementedError, EOFError, struct.error, OverflowError):
        raise Refused("container" if _has_end(data) else "truncated") from None
    _check_entries(entries)
    return _contents(data, entries)


def _has_end(data: bytes) -> bool:
    return data[-END.size :].startswith(b"PK\x05\x06")


def _check_entries(entries: list[ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Refused("too_many", what=str(len(entries)))
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        if not is_safe(name):
            raise Refused("unsafe_name", name)
        if name in seen:
            raise Refused("doubled", name)
        seen.add(name)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise Refused("symlink", name)
        if entry.flag_bits & 1:
            raise Refused("encrypted", name)
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise Refused("too_large", what=str(sum(entry.file_size for entry in entries)))


def is_safe(name: str) -> bool:
    """Plain names of plain letters, at most one folder deep."""
    return NAME.fullmatch(name) is not None


def _contents(data: bytes, entries: list[ZipInfo]) -> Unpacked:
    """Reads the entries where they have to lie, one after the other, and holds every byte of their heads against what
    `pack` would have written."""
    at, files, central, before_manifest = 0, {}, b"", None
    for entry in entries:
        local, listed = _heads(entry, at)
        begin = at + len(local)
        if entry.header_offset != at or data[at:begin] != local:
            raise Refused("container", entry.filename)
        if before_manifest is None and entry.compress_type == ZIP_STORED:
            before_manifest = at
        files[entry.filename] = _plain(data[begin : begin + entry.compress_size], entry)
        at, central = begin + entry.compress_size, central + listed
    end = END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(central), at, 0)
    if data[at:] != central + end:
        raise Refused("container")
    return Unpacked(files, sha256(data[:before_manifest]).hexdigest())


def _heads(entry: ZipInfo, at: int) -> tuple[bytes, bytes]:
    """The entry's local and central head."""
    name, method = entry.filename.encode(), ZIP_STORED if entry.filename in STORED else ZIP_DEFLATED
    shared = (method, DOS_DATE, entry.CRC, entry.compress_size, entry.file_size, len(name), 0)
    local = LOCAL.pack(b"PK\x03\x04", VERSION, 0, *shared)
    listed = CENTRAL.pack(b"PK\x01\x02", VERSION, UNIX, VERSION, 0, *shared, 0, 0, 0, MODE, at)
    return local + name, listed + name


def _plain(packed: bytes, entry: ZipInfo) -> bytes:
    content = packed if entry.filename in STORED else _inflated(packed, entry)
    if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
        raise Refused("container", entry.filename)
    return content


def _inflated(packed: bytes, entry: ZipInfo) -> bytes:
    """No more is unpacked than the entry says, whatever is in it."""
    reader = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = reader.decompress(packed, entry.file_size + 1)
    except zlib.error:
        raise Refused("container", entry.filename) from None
    if len(content) > entry.file_size:
        raise Refused("too_large", entry.filename)
    if not reader.eof or reader.unused_data:
        raise Refused("container", entry.filename)
    return content
