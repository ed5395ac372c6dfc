"""The installation's secret key: made once, kept beside its data, never in the repository."""

import os
import secrets
from pathlib import Path

from thuocdo.config import environment as env


def secret_key(data: Path) -> str:
    """THUOCDO_SECRET_KEY where it is set, else the key in `data`/keys, made on first use."""
    if given := env.text("THUOCDO_SECRET_KEY", ""):
        return given
    path = data / "keys" / "django"
    if not path.exists():
        _make(path)
    return path.read_text("ascii")


def _make(path: Path) -> None:
    """Two processes may start at once: the whole key appears under its name, and the first one wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(50), "ascii")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
