"""Pictures of a file's first pages, drawn once and kept: what was handed in never itself reaches a page."""

import shutil
import subprocess
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings

from thuocdo.documents import files
from thuocdo.documents.checks import alone
from thuocdo.documents.models import StoredFile

MOST_PAGES = 10
MOST_KEPT = 2000  # files whose pictures are kept; the oldest go first, and are drawn again when asked for
KINDS = {files.PDF, files.PNG, files.JPEG}


def pages(stored: StoredFile) -> tuple[int, int]:
    """How many pages can be shown, and how many the file has; 0, 0 where it cannot be drawn. Draws on the first call,
    in at most `alone.PATIENCE` seconds."""
    if stored.media_type not in KINDS:
        return 0, 0
    folder = _folder(stored)
    if not folder.exists():
        _draw(stored, folder)
    of = _number(folder / "pages")
    return min(of, MOST_PAGES), of


def picture(stored: StoredFile, page: int) -> Path | None:
    """The PNG of one page, counted from 1."""
    shown, _of = pages(stored)
    file = _folder(stored) / f"{page}.png"
    return file if 1 <= page <= shown and file.exists() else None


def _folder(stored: StoredFile) -> Path:
    return Path(settings.DATA) / "previews" / stored.sha256


def _draw(stored: StoredFile, folder: Path) -> None:
    """Where it cannot be drawn, an empty folder says so, and is final; after a busy moment the next one tries again."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _make_room(folder.parent)
    draft = Path(mkdtemp(dir=folder.parent, prefix="draft-"))
    try:
        done = alone.run("thuocdo.documents.drawing", str(files.path(stored.sha256)), str(draft), str(MOST_PAGES))
        if done.returncode:
            (draft / "pages").unlink(missing_ok=True)
        draft.rename(folder)
    except (subprocess.TimeoutExpired, OSError):  # no turn for its work; or somebody else drew it meanwhile
        shutil.rmtree(draft, ignore_errors=True)


def _make_room(parent: Path) -> None:
    kept = [entry for entry in parent.iterdir() if not entry.name.startswith("draft-")]
    for entry in sorted(kept, key=lambda entry: entry.stat().st_mtime)[: max(0, len(kept) - MOST_KEPT + 1)]:
        shutil.rmtree(entry, ignore_errors=True)


def _number(file: Path) -> int:
    try:
        return int(file.read_text("ascii"))
    except (OSError, ValueError):
        return 0
