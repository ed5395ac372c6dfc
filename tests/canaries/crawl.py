"""Asks every address of the permission matrix as one person of each kind, at some moments of the season."""

from collections import defaultdict
from contextlib import suppress
from http.cookies import SimpleCookie
from typing import NamedTuple

from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import NoReverseMatch, reverse
from tests.canaries.planting import Canary, plant
from tests.canaries.reading import mail_text, tokens
from tests.permissions.scenes import SCENES, Play
from tests.permissions.table import matrix

from thuocdo.appraisal import sessions
from thuocdo.appraisal.models import CouncilSession
from thuocdo.notices.letters import letter
from thuocdo.notices.models import Mail
from thuocdo.reports import breakdown
from thuocdo.verification import asking
from thuocdo.verification.models import ClarificationRequest

MATRIX = matrix()
# Moment -> who looks round. Before anything is shown to the units, those from whom it is kept; in the end everybody.
MOMENTS = {
    "verified": ["preparer", "outsider", "verifier", "administrator", "anonymous"],
    "published": ["preparer", "outsider", "verifier", "lead", "chair", "member", "administrator", "anonymous"],
}
# Pages that are the same for everybody and tell of no report.
HOLD_NONE = {"design_system", "portal:method"}
Found = dict[str, dict[str, set[str]]]  # token -> who -> where


class Moment(NamedTuple):
    """`mails`: who -> what their e-mails say; worded when they are told, before a canary is planted."""

    planted: set[Canary]
    found: Found
    mails: dict[str, str]


def crawl() -> dict[str, Moment]:
    play, seen = Play(), {}
    for scene in SCENES:
        play.reach(scene)
        further(play, scene)
        if scene in (*MOMENTS, "appraised"):  # an edition keeps the words that it was proposed with
            planted = plant()
        if scene in MOMENTS:
            seen[scene] = Moment(planted, _everything(play, MOMENTS[scene]), _mails())
        if len(seen) == len(MOMENTS):
            break
    return seen


def further(play: Play, scene: str) -> None:
    """What the matrix has no need of."""
    if scene == "drafting":
        for code, figure in (("1.1", "meetings"), ("1.3", "a")):
            facts = {"rows": [breakdown.Row("Phường 1", {figure: "1"})], "was": breakdown.seen([]), "fill": False}
            breakdown.save_breakdown(play.cast.preparer, play.report("syt"), code, **facts)
    if scene == "checking":
        thread = ClarificationRequest.objects.get(pk=play.names["request of syt 1.1"])
        asking.close(play.cast.lead, thread, "Đã rõ")
    if scene == "deciding":
        session = CouncilSession.objects.get(pk=play.names["council session"])
        sessions.note(play.cast.secretary, session, "Ghi", report=play.report("syt"), component="1.1")


def _everything(play: Play, people: list[str]) -> Found:
    found: Found = defaultdict(lambda: defaultdict(set))
    handler = ClientHandler(enforce_csrf_checks=False)
    for who in people:
        requests = _of(play, who)
        for url in _addresses(play, who):
            response = handler(requests.get(url).environ)
            assert response.status_code < 500, f"{url} as {who} fails with {response.status_code}"
            for token in tokens(response):
                found[token][who].add(url)
    return found


def _of(play: Play, who: str) -> RequestFactory:
    requests = RequestFactory()
    if who != "anonymous":
        client = Client()
        client.force_login(getattr(play.cast, who))
        requests.cookies = SimpleCookie(client.cookies.output(header=""))
    return requests


def _addresses(play: Play, who: str) -> list[str]:
    """What this person may open at some time, with the objects that there are by now: that the rest is refused to them
    is the matrix's to prove."""
    urls = {}
    for line in MATRIX.lines:
        given = {key: play.names.get(value, value) for key, value in line.arguments.items()}
        if line.get and who in line.get and line.name not in HOLD_NONE:
            with suppress(NoReverseMatch):
                urls[reverse(line.name, kwargs=given)] = None
    return list(urls)


def _mails() -> dict[str, str]:
    texts: dict[str, str] = defaultdict(str)
    for mail in Mail.objects.select_related("event__unit", "person"):
        texts[_reader(mail)] += mail_text(letter(mail))
    return texts


def _reader(mail: Mail) -> str:
    """Who gets it, by name; of the Department of Health, whoever it is, the preparer, who reads the same."""
    if mail.event.unit.key == "syt" and (mail.person is None or mail.person.posts[0].unit.key == "syt"):
        return "preparer"
    return mail.person.username if mail.person else f"unit {mail.event.unit.key}"
