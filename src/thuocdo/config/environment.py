"""Reads the installation's settings from the environment; fails loudly, never guesses.

    SettingError
      Missing   a setting that must be given is not
      Malformed a setting is given, but cannot be read

Every setting may also be given as the path of a file in `NAME_FILE` (secrets, container style).
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

T = TypeVar("T")


class SettingError(Exception):
    """The environment cannot be used; the message names the setting and what to do."""


class Missing(SettingError):
    pass


class Malformed(SettingError):
    pass


def text(name: str, default: str | None = None) -> str:
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text("utf-8").strip()
        except OSError as error:
            raise Malformed(
                f"{name}_FILE names {path}, which cannot be read ({error.strerror}). Mend the path."
            ) from error
    value = os.environ.get(name, default)
    if value is None:
        raise Missing(f"Set {name} (or {name}_FILE).")
    return value


def read(name: str, parse: Callable[[str], T], default: str, kind: str) -> T:
    value = text(name, default)
    try:
        return parse(value)
    except ValueError as error:
        raise Malformed(f"{name} is {value!r}: {kind} is expected.") from error


def flag(name: str, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise Malformed(f"{name} is {value!r}: 1 or 0 is expected.")
    return value in {"1", "true", "yes"}


def words(name: str, default: str) -> list[str]:
    return [word for word in (part.strip() for part in text(name, default).split(",")) if word]


def database(url: str) -> dict[str, object]:
    """Django's DATABASES entry for `postgresql://user:password@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise Malformed(
            "DATABASE_URL must read postgresql://user:password@host:port/name; only PostgreSQL is supported."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }


# Scheme -> usual port, STARTTLS, TLS from the first byte.
MAIL_SCHEMES = {"smtp": (25, False, False), "smtp+tls": (587, True, False), "smtps": (465, False, True)}


def mail_server(url: str) -> tuple[str, int, str, str, bool, bool]:
    """Host, port, user, password, STARTTLS, TLS of `smtp+tls://user:password@host:port`; no host without a URL."""
    parts = urlsplit(url)
    if url and not (parts.scheme in MAIL_SCHEMES and parts.hostname):
        raise Malformed("THUOCDO_EMAIL_URL must read smtp://, smtp+tls:// or smtps://user:password@host:port.")
    port, starttls, tls = MAIL_SCHEMES.get(parts.scheme, (25, False, False))
    account = unquote(parts.username or ""), unquote(parts.password or "")
    return parts.hostname or "", parts.port or port, *account, starttls, tls
