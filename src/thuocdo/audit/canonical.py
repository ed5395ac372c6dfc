"""One way of writing each value as bytes, so that equal values have equal digests on every machine.

JSON with sorted keys, without spaces, in UTF-8; for whole numbers and names within the Basic Multilingual Plane this is
RFC 8785. There are no floats: exact numbers and moments are written as text.
"""

import hmac
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from thuocdo.audit.errors import Unrecordable


def canonical(value: object) -> bytes:
    """The bytes of text, whole and exact numbers, dates, truth values, None, and of lists and mappings of these.

    Raises Unrecordable for anything else, floats included.
    """
    _refuse_floats(value)
    try:
        text = json.dumps(value, default=_as_text, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return text.encode()
    except (TypeError, ValueError) as error:
        raise Unrecordable(
            f"This value cannot be recorded: {error}. Give text, whole or exact numbers, dates, lists."
        ) from error


def salted_digest(salt: bytes, value: object) -> str:
    """Hexadecimal HMAC-SHA-256 of a value, empty for None and empty text (nothing was stated).

    Once the salt is erased, nobody can find the value by trying.
    """
    if value is None or value == "":
        return ""
    return hmac.digest(salt, canonical(value), "sha256").hex()


def stamp(moment: datetime) -> str:
    """A moment in UTC to the microsecond, which is what the database keeps."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, Fraction | Decimal | date | UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise Unrecordable(f"{value} is a float and has no exact form: give text, a Decimal or a Fraction.")
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)
