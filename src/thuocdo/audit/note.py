"""Signed notes and checkpoints in the forms of C2SP (signed-note, tlog-checkpoint), so that any witness can check them.

thuocdo.audit/7ac292bf            origin: which log
1234                              size: how many sealed entries
UNhY4JhezH9gQYqvDMWrWH9CwlcK…     root: base64
<empty line>
— thuocdo.audit/7ac292bf 37dlh…   who signed: base64 of 4 bytes of key number and the Ed25519 signature
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from thuocdo.audit.errors import Forged, Malformed, UnknownKey

ED25519 = b"\x01"  # signature type of signed-note
NUMBER_BYTES = 4
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A signer's name and its public key (32 bytes)."""

    name: str
    key: bytes

    @property
    def number(self) -> bytes:
        """The key's short identifier in notes; it names a key, it proves nothing."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.key).digest()[:NUMBER_BYTES]

    def __str__(self) -> str:
        """The line by which a key is handed to a witness: name+number+key."""
        return f"{self.name}+{self.number.hex()}+{b64encode(ED25519 + self.key).decode()}"

    @classmethod
    def read(cls, line: str) -> "PublicKey":
        """The key of such a line; raises Malformed where its parts do not belong together."""
        name, _, rest = line.strip().partition("+")
        _, _, encoded = rest.partition("+")
        try:
            key = cls(name, b64decode(encoded, validate=True).removeprefix(ED25519))
        except ValueError as error:
            raise Malformed(f"{line!r} is not a key of a signed note.") from error
        if len(key.key) != KEY_BYTES or str(key) != line.strip():
            raise Malformed(f"{line!r} is not an Ed25519 key of a signed note, or its number is wrong.")
        return key


@dataclass(frozen=True, slots=True)
class Head:
    """What a checkpoint says: in log `origin`, the first `size` entries have this `root`."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def read(cls, text: str) -> "Head":
        """Raises Malformed unless the text is exactly what `str()` of a head gives (no extension lines)."""
        try:
            origin, size, root = text.removesuffix("\n").split("\n")
            head = cls(origin, int(size), b64decode(root, validate=True))
        except ValueError as error:
            raise Malformed(f"{text!r} is not the text of a checkpoint.") from error
        if str(head) != text:
            raise Malformed(f"{text!r} is not the text of a checkpoint.")
        return head


def sign(text: str, signer: PublicKey, private: Ed25519PrivateKey) -> str:
    """The whole note for `text`, which ends in a newline; `private` is the secret half of `signer`."""
    signature = b64encode(signer.number + private.sign(text.encode())).decode()
    return f"{text}\n— {signer.name} {signature}\n"


def opened(note: str, trusted: Iterable[PublicKey]) -> str:
    """The text of a note that a trusted key has signed. Raises Malformed, UnknownKey, Forged.

    A signature by a trusted key that does not hold spoils the note, whatever else is signed on it.
    """
    text, mark, lines = note.rpartition("\n\n")
    if not mark or not lines.endswith("\n"):
        raise Malformed("A signed note ends in an empty line and signatures.")
    text += "\n"
    keys = {(key.name, key.number): key for key in trusted}
    known = [(keys[who], signature) for who, signature in map(_signature, lines.splitlines()) if who in keys]
    if not known:
        raise UnknownKey("No trusted key has signed this note.")
    for key, signature in known:
        try:
            Ed25519PublicKey.from_public_bytes(key.key).verify(signature, text.encode())
        except InvalidSignature as error:
            raise Forged(f"{key.name} has not signed this text.") from error
    return text


def _signature(line: str) -> tuple[tuple[str, bytes], bytes]:
    """Signer and signature of one line."""
    try:
        dash, name, encoded = line.split(" ")
        signature = b64decode(encoded, validate=True)
    except ValueError as error:
        raise Malformed(f"{line!r} is not the signature of a note.") from error
    if dash != "—" or not name:
        raise Malformed(f"{line!r} is not the signature of a note.")
    return (name, signature[:NUMBER_BYTES]), signature[NUMBER_BYTES:]
