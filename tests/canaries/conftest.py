"""The season is played and crawled once, in one database transaction, however many tests look at what was found."""

import logging
from collections.abc import Iterator

import pytest
from django.test import override_settings
from tests.canaries.crawl import Moment, crawl
from tests.permissions.conftest import db, remembered, undrawn

__all__ = ["db"]


@pytest.fixture(scope="module")
def found(db: None) -> Iterator[dict[str, Moment]]:
    logging.disable(logging.WARNING)  # of pages that are gone by now
    with override_settings(SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies"), undrawn(), remembered():
        yield crawl()
    logging.disable(logging.NOTSET)
