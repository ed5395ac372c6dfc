"""Runs a command inside the installation: its database answers, Django is set up, the language is chosen."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext


@contextmanager
def installed(language: str) -> Iterator[None]:
    """All of the installation in THUOCDO_DATA (or DATABASE_URL) may be used inside the block. Raises HostError."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.config.settings")
    import django

    from thuocdo.config import settings
    from thuocdo.host import postgres

    with postgres.running(settings.DATA / "pg") if settings.EMBEDDED else nullcontext():
        django.setup()
        from django.utils import translation

        with translation.override(language):
            yield
