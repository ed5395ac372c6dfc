"""The key that signs checkpoints: made on first use in DATA/keys, readable by the server's account alone.

`audit.pem` is the secret half. Each public half stays beside it as `audit-<number>.vkey`, so that what an earlier key
signed can still be checked after `audit.pem` was taken away and a new one was made.
"""

import os
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from django.conf import settings

from thuocdo.audit.note import PublicKey


class Signer(NamedTuple):
    public: PublicKey
    private: Ed25519PrivateKey


def signer() -> Signer:
    """This installation's signer; its key is made where there is none."""
    return _signer(_folder())


def trusted() -> list[PublicKey]:
    """The keys this installation signs or has signed with; makes none."""
    return [PublicKey.read(path.read_text("utf-8")) for path in sorted(_folder().glob("audit-*.vkey"))]


def _folder() -> Path:
    return Path(settings.DATA) / "keys"


@lru_cache(maxsize=4)
def _signer(folder: Path) -> Signer:
    """Kept for the life of the process: a changed key takes a restart."""
    path = folder / "audit.pem"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        _write_once(path, pem)
    private = load_pem_private_key(path.read_bytes(), password=None)
    public = _named(private.public_key().public_bytes_raw())
    _write_once(folder / f"audit-{public.number.hex()}.vkey", f"{public}\n".encode())
    return Signer(public, private)


def _named(key: bytes) -> PublicKey:
    """The log's name is taken from the key, so that no two installations share one."""
    return PublicKey(f"thuocdo.audit/{sha256(key).hexdigest()[:8]}", key)


def _write_once(path: Path, content: bytes) -> None:
    """Threads and processes may come at once: a whole file appears under its name, and the first one stays."""
    if path.exists():
        return
    handle, draft = mkstemp(prefix=".", dir=path.parent)  # readable by its owner alone
    with open(handle, "wb") as file:
        file.write(content)
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
