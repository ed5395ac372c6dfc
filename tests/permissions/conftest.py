"""The stage: one database transaction per module in which the season is played, and everybody's session."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import NamedTuple

import pytest
from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.template.backends.django import Template
from django.test import Client, RequestFactory, override_settings
from django.test.client import ClientHandler
from django.urls import reverse
from tests.permissions.scenes import CANARIES, Play
from tests.permissions.table import HIDDEN, METHODS, NO_METHOD, OPEN, REFUSED, SIGN_IN, Line, matrix

from thuocdo.accounts.models import User

SIGN_IN_PAGES = ("/dang-nhap/", "/en/dang-nhap/")
VERDICTS = {401: REFUSED, 403: REFUSED, 404: HIDDEN, 405: NO_METHOD}
FORM = "application/x-www-form-urlencoded"


class Answer(NamedTuple):
    verdict: str
    canaries: frozenset[str]


class Stage:
    """Asks any address as anybody. What a POST changed is taken back before the next request."""

    def __init__(self) -> None:
        self.play = Play()
        self.handler = ClientHandler(enforce_csrf_checks=False)
        self.strict = ClientHandler(enforce_csrf_checks=True)
        self.requests = {who: RequestFactory() for who in matrix().everybody}
        for who, user in self.play.cast.everybody().items():
            client = Client()
            client.force_login(user)
            self.requests[who].cookies = SimpleCookie(client.cookies.output(header=""))
        self.answered: dict[str, dict[tuple[str, str], Answer]] = {}
        self.forged: dict[str, str] = {}  # the verdict on a POST from another site, by somebody who may

    def answers(self, line: Line) -> dict[tuple[str, str], Answer]:
        """Everybody's answers by (who, method); a line is asked once, however many tests look at it."""
        if str(line) not in self.answered:
            url = self.url(line)
            asked = [(who, method) for who in self.requests for method in METHODS if self.is_asked(line, who, method)]
            self.answered[str(line)] = {(who, method): self.ask(url, who, method, line.body) for who, method in asked}
            for who in sorted(line.post or ())[:1]:
                request = self.requests[who].post(url)
                self.forged[str(line)] = verdict(self.strict(request.environ))
        return self.answered[str(line)]

    def is_asked(self, line: Line, who: str, method: str) -> bool:
        """HEAD is asked by one who may act, by one who may read, by one who may not: a page treats it as GET, or all
        wrong. PUT and the like are answered 405 before anybody is known: by one."""
        some = {min(self.requests), *(min(may) for may in (line.get, line.post) if may)}
        return method in ("GET", "POST") or who in some | ({"outsider"} if method == "HEAD" else set())

    def url(self, line: Line) -> str:
        self.play.reach(line.scene)
        arguments = {key: self.play.names.get(value, value) for key, value in line.arguments.items()}
        return reverse(line.name, kwargs=arguments)

    def ask(self, url: str, who: str, method: str, body: str = "") -> Answer:
        """`body` goes with POST alone. A form's complaint about it counts as open."""
        request = self.requests[who].generic(method, url, body if method == "POST" else "", content_type=FORM)
        response = self.handler(request.environ)
        text = str(response.headers) + response.getvalue().decode("utf-8", "replace")
        if method == "POST":
            self.play.undo()
        return Answer(verdict(response), frozenset(c for c, texts in CANARIES.items() if any(t in text for t in texts)))


def verdict(response: HttpResponseBase) -> str:
    """What an answer says about the right; a page that failed is none of the known verdicts."""
    if response.status_code == 302 and response["Location"].startswith(SIGN_IN_PAGES):
        return SIGN_IN
    if response.status_code >= 500:
        return f"failed with {response.status_code}"
    return VERDICTS.get(response.status_code, OPEN)


@contextmanager
def undrawn() -> Iterator[None]:
    """Bodies that no test here looks at are not drawn: those of HEAD, and of refusals."""
    draw = Template.render

    def render(self: Template, context: dict | None = None, request: HttpRequest | None = None) -> str:
        is_head = request is not None and request.method == "HEAD"
        return "" if is_head or self.template.name in ("403.html", "404.html") else draw(self, context, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", render)
        yield


@contextmanager
def remembered() -> Iterator[None]:
    """People and their posts are read once, not at every request: no scene changes them."""
    known: dict[object, User | None] = {}
    find = ModelBackend.get_user

    def get_user(self: ModelBackend, user_id: object) -> User | None:
        if user_id not in known:
            known[user_id] = find(self, user_id)
        return known[user_id]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ModelBackend, "get_user", get_user)
        yield


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """In place of pytest-django's: one transaction around the module, so that a scene is built once."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around._from_testcase = True  # as in Django's TestCase: durable blocks are allowed inside
        with around:
            yield
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def stage(db: None) -> Iterator[Stage]:
    """Thousands of refusals are asked for here: none is worth a line in the log, nor a query for its session."""
    logging.disable(logging.WARNING)
    with override_settings(SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies"), undrawn(), remembered():
        yield Stage()
    logging.disable(logging.NOTSET)
