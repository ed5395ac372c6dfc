"""Salted commitments to what is not public: each can be opened alone, none can be guessed."""

import hmac
import re
from hashlib import sha256
from typing import Any

from thuocdo.bundle.canonical import encode

OTHERS = ("rest", "exempt", "evidence", "verified")  # beside the lines
HEX = re.compile(r"[0-9a-f]{64}")


def expected(hidden_leaves: list[str]) -> set[str]:
    """What a unit of this tier commits to."""
    return {*(f"final/{code}" for code in hidden_leaves), *OTHERS}


def salt(secret: bytes, unit: str, what: str) -> bytes:
    """32 bytes out of the edition's secret, which they do not tell."""
    return hmac.digest(secret, encode([unit, what]), "sha256")


def commitment(salted: bytes, unit: str, what: str, value: Any) -> str:
    """Unit and subject are inside, so that two of them cannot be swapped."""
    return sha256(salted + encode({"unit": unit, "what": what, "value": value})).hexdigest()


def is_digest(value: object) -> bool:
    return isinstance(value, str) and HEX.fullmatch(value) is not None
