"""What the installation was last prepared from, so that a second start does nothing twice."""

import hashlib
from importlib.metadata import version
from pathlib import Path

MADE_HERE = {"__pycache__", "fonts"}  # what preparing itself writes into the package
MADE_SUFFIXES = {".mo", ".half"}


def digest(package: Path, *extra: str) -> str:
    """Changes when any file of the package changes (by size and time: 400 files in 10 ms), or Django does."""
    seen = hashlib.sha256()
    for line in (version("django"), *extra, *sorted(_lines(package))):
        seen.update(f"{line}\n".encode())
    return seen.hexdigest()


def _lines(package: Path) -> list[str]:
    return [
        f"{path.relative_to(package)} {path.stat().st_size} {path.stat().st_mtime_ns}"
        for path in package.rglob("*")
        if path.is_file() and path.suffix not in MADE_SUFFIXES and not MADE_HERE & set(path.parts)
    ]


def holds(stamp: Path, wanted: str) -> bool:
    return stamp.exists() and stamp.read_text("ascii") == wanted


def set_down(stamp: Path, made: str) -> None:
    stamp.write_text(made, "ascii")
