"""Opens signed notes (C2SP signed-note): what `thuocdo.audit` signs, read by code that shares nothing with it."""

from base64 import b64decode
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519 = b"\x01"
NUMBER_BYTES, KEY_BYTES = 4, 32


class NoteFault(ValueError):
    """A note or a key that is malformed, or a signature that does not hold."""


class Key(NamedTuple):
    name: str
    key: bytes

    @property
    def number(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + ED25519 + self.key).digest()[:NUMBER_BYTES]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the key, hexadecimal: what people compare."""
        return sha256(self.key).hexdigest()


def read_key(line: str) -> Key:
    """The key of a line `name+number+base64`. Raises NoteFault."""
    name, _, rest = line.strip().partition("+")
    number, _, encoded = rest.partition("+")
    try:
        raw = b64decode(encoded, validate=True)
    except ValueError:
        raise NoteFault(line) from None
    key = Key(name, raw[1:])
    if not name or raw[:1] != ED25519 or len(raw) != 1 + KEY_BYTES or key.number.hex() != number:
        raise NoteFault(line)
    return key


def opened(note: str, key: Key) -> str:
    """The text that `key` has signed, with its newline. Raises NoteFault."""
    text, mark, line = note.rpartition("\n\n")
    try:
        dash, name, encoded = line.removesuffix("\n").split(" ")
        signature = b64decode(encoded, validate=True)
    except ValueError:
        raise NoteFault(note) from None
    stated = f"— {key.name} "
    if not mark or not line.endswith("\n") or f"{dash} {name} " != stated or signature[:NUMBER_BYTES] != key.number:
        raise NoteFault(note)
    try:
        Ed25519PublicKey.from_public_bytes(key.key).verify(signature[NUMBER_BYTES:], f"{text}\n".encode())
    except InvalidSignature:
        raise NoteFault(note) from None
    return f"{text}\n"
