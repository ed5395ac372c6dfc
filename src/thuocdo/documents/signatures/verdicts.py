"""What can be said of a signature and of a file; plain data, without pyHanko."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Of one signature. Exactly one holds; the first that applies, from the bottom up."""

    VALID = "valid"
    UNCHECKED = "unchecked"  # valid; no list says whether its certificate was revoked
    UNKNOWN_ISSUER = "unknown_issuer"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    REVOKED = "revoked"
    UNSUITABLE = "unsuitable"  # the certificate or its algorithm is not made for signing documents
    APPENDED = "appended"  # something follows the last signature
    UPDATED = "updated"  # pages or content were altered by a later state of the file
    CHANGED = "changed"  # the signed bytes themselves are not those that were signed
    DAMAGED = "damaged"


SOUND = {Verdict.VALID, Verdict.UNCHECKED}


class FileFault(StrEnum):
    """Why there is no signature to judge."""

    NONE = ""
    NO_SIGNATURE = "no_signature"
    ENCRYPTED = "encrypted"
    CROWDED = "crowded"  # more signatures than any document has
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Trust:
    """What an installation believes, all of it in DER: roots, the certificates between, lists of revoked ones."""

    roots: tuple[bytes, ...] = ()
    between: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class SignatureFound:
    """One signature, in the order of signing. Texts are those of its certificate; `signed_at` is what the signer's own
    machine said (ISO 8601, or empty) and proves nothing."""

    verdict: Verdict
    field: str = ""
    name: str = ""
    organisations: tuple[str, ...] = ()
    issuer: str = ""
    certificate_sha256: str = ""
    signed_at: str = ""
    covers_all: bool = False


@dataclass(frozen=True)
class StampFound:
    """A time stamp of the whole document. `at`: the service's time (ISO 8601), which its signature proves."""

    verdict: Verdict
    at: str = ""
    service: str = ""
    covers_all: bool = False


@dataclass(frozen=True)
class Judged:
    signatures: tuple[SignatureFound, ...] = ()
    fault: FileFault = FileFault.NONE
    stamps: tuple[StampFound, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Every signature holds, and nothing but time stamps follows the last one."""
        return bool(self.signatures) and all(row.verdict in SOUND for row in self.signatures)
