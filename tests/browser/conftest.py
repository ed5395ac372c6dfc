"""Pages in a real browser: Debian's chromium, and an audit that every page has to pass in both languages.

A fresh profile costs chromium more work than a page: tests share one, which is emptied after each."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright
from tests.host.waiting import until

from thuocdo.accounts.models import User

# Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
expect.set_options(timeout=15_000)  # a busy machine is not a fault of the page

WIDE, NARROW = 1280, 390
# A page audited in both languages has its words in each and its layout at each width under axe's eyes, by two looks and
# not by four: the prefix of its address says at which width.
AXE_AT = {"": (WIDE,), "/en": (NARROW,)}
HEIGHT = 900
DEEP = os.environ.get("THUOCDO_DEEP")
SHOTS = Path(__file__).parents[2] / "build" / "shots"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
# What stands behind "Why?" is audited too.
OPEN_ALL = "() => document.querySelectorAll('main details').forEach((part) => { part.open = true })"
BEYOND = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = which("chromium")
    assert path, "chromium is missing; ./test installs it, or: apt install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def answered(transactional_db: None) -> Iterator[None]:
    """A tab that is closed leaves its last request with the server: its connection is waited for before the database is
    emptied under it."""
    before = _connections()
    yield
    until(lambda: _connections() <= before, 60)


def _connections() -> set[int]:
    """Those of others to the test's database."""
    others = "datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pid FROM pg_stat_activity WHERE {others}")  # noqa: S608 - nothing typed is in it
        return {pid for (pid,) in cursor.fetchall()}


@pytest.fixture(scope="session")
def visitor(browser: Browser, live_server) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=live_server.url, viewport={"width": WIDE, "height": HEIGHT}, locale="en-US")
    context.new_page()  # stays empty, for `_forget`
    yield context
    context.close()


def _forget(context: BrowserContext, home: str) -> None:
    """Leaves nothing of this visitor to the next: no page, cookie, stored text or cached answer."""
    context.unroute_all(behavior="ignoreErrors")
    context.set_offline(False)
    empty, *used = context.pages
    for page in used:
        page.close()
    context.clear_cookies()
    tools = context.new_cdp_session(empty)
    tools.send("Storage.clearDataForOrigin", {"origin": home, "storageTypes": "all"})
    tools.send("Network.clearBrowserCache")
    tools.detach()


@pytest.fixture
def page(visitor: BrowserContext, live_server) -> Iterator[Page]:
    """A fresh visitor of the live server: `page.goto("/thiet-ke/")`; `page.faults` holds what went wrong meanwhile."""
    page = visitor.new_page()
    page.faults = []
    # A breach of the content security policy speaks in the console too.
    page.on("console", lambda message: page.faults.extend(_spoken(message)))
    page.on("pageerror", lambda error: page.faults.append(f"script: {error}"))
    page.on("request", lambda request: page.faults.extend(_elsewhere(request, live_server.url)))
    yield page
    _forget(visitor, live_server.url)


def _spoken(message: ConsoleMessage) -> list[str]:
    return [f"console: {message.text}"] if message.type in {"error", "warning"} else []


def _elsewhere(request: Request, home: str) -> list[str]:
    return [] if request.url.startswith((home, "data:")) else [f"asked elsewhere: {request.url}"]


@pytest.fixture
def sign_in(client: Client, live_server) -> Callable[[Page, User], None]:
    """Signs a person in without the form: `sign_in(page, user)`."""

    def session_of(page: Page, user: User) -> None:
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return session_of


@pytest.fixture
def audit_page() -> Callable[..., None]:
    """Fails unless the page, as it stands, is accessible, asks nobody else, keeps the policy and fits both widths.
    `axe_at`: the widths at which axe looks, where one will do: AXE_AT."""
    return _audit


def _audit(page: Page, axe_at: tuple[int, ...] = (WIDE, NARROW)) -> None:
    faults = list(page.faults)
    page.evaluate(OPEN_ALL)
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        barriers = _barriers(page, contrast=width == WIDE or bool(DEEP)) if width in axe_at else []
        faults += [f"{width} px: {fault}" for fault in (*barriers, *_overflow(page, width))]
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    assert not faults, "\n".join([page.url, *faults])


def _barriers(page: Page, *, contrast: bool) -> list[str]:
    """`contrast` is most of axe's work on a long page, and colours are the same at every width."""
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "rules": {"color-contrast": {"enabled": contrast}},
        "resultTypes": ["violations", "incomplete"],
    }
    found = Axe().run(page, options=options).response
    broken = [_told(rule, node) for rule in found["violations"] for node in rule["nodes"]]
    return broken + [_told(rule, node) for rule in found["incomplete"] for node in rule["nodes"] if _invisible(node)]


def _told(rule: dict, node: dict) -> str:
    return f"{rule['id']} at {node['target']}: {node['failureSummary']}"


def _invisible(node: dict) -> bool:
    """White on white, which axe only calls incomplete."""
    return any((check.get("data") or {}).get("messageKey") == "equalRatio" for check in node["any"])


def _overflow(page: Page, width: int) -> list[str]:
    reached = page.evaluate("document.documentElement.scrollWidth")
    return [f"the page is {reached} px wide: {page.evaluate(BEYOND)}"] if reached > width else []


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """With THUOCDO_SHOTS=1: writes the page, whole, at both widths into build/shots, for somebody to look at."""

    def shot(page: Page, name: str) -> None:
        if os.environ.get("THUOCDO_SHOTS") != "1":
            return
        SHOTS.mkdir(parents=True, exist_ok=True)
        for width in (NARROW, WIDE):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)

    return shot
