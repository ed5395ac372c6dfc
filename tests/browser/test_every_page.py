"""Every page there is, for somebody who may open it, in both languages: accessible, quiet, and no wider than a phone.

The pages are those of the permission matrix, which has to know every address of the site; each is opened once in every
scene of the season that the matrix names for it. A page that is in the matrix and never seen here fails the test.
"""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from tests.browser.conftest import AXE_AT, DEEP, NARROW, WIDE
from tests.factories import Cast, fill, make_season, report_of
from tests.permissions.scenes import SCENES, Play
from tests.permissions.table import Line, addresses, matrix

from thuocdo.cycles.actions import keep_references

pytestmark = pytest.mark.django_db(transaction=True)

FILES = {
    "api:api-root",
    "api:get_feed",
    "api:unknown",
    "api:get_criteria_set",
    "api:get_edition",
    "api:get_ranking",
    "api:get_unit",
    "api:list_editions",
    "api:list_exemptions",
    "api:list_tiers",
    "api:list_units",
    "api:openapi",
    "crawler:robots",
    "crawler:sitemap",
    "desks:acceptance_file",
    "desks:board_workbook",
    "desks:calendar",
    "desks:caught_html",
    "desks:council_minutes",
    "desks:council_paper",
    "desks:council_signed_file",
    "desks:founding_opinion_file",
    "desks:founding_paper",
    "desks:decision_file",
    "desks:difficulties_paper",
    "desks:dossier_paper",
    "desks:dossier_zip",
    "desks:evidence",
    "desks:evidence_picture",
    "desks:exemption_paper",
    "desks:hand_in_code",
    "desks:insight_chart",
    "desks:notices_file",
    "desks:notices_zip",
    "desks:opening_paper",
    "desks:outcome_chart",
    "desks:outcome_sheet",
    "desks:paper_file",
    "desks:paper_page",
    "desks:paper_preview",
    "desks:paper_template_file",
    "desks:paper_template_sample",
    "desks:paper_template_start",
    "desks:paper_word",
    "desks:press_letter",
    "desks:reading_file",
    "desks:receipt_file",
    "desks:received_file",
    "desks:reply_file",
    "desks:request_answer",
    "desks:request_file",
    "desks:request_letter_file",
    "desks:request_letter",
    "desks:result_facts",
    "desks:result_workbook",
    "desks:ruling_file",
    "desks:ruling_paper",
    "desks:season_document",
    "desks:shared_file",
    "desks:shared_template",
    "desks:signed_file",
    "desks:unit_notice",
    "desks:visit_paper",
    "desks:visit_signed",
    "desks:workbook_file",
    "portal:bundle",
    "portal:edition_bundle",
    "desks:full_bundle",
    "portal:catalogue",
    "portal:csv",
    "portal:edition_xlsx",
    "portal:feed",
    "portal:xlsx",
    "portal:edition_csv",
    "portal:edition_json",
    "portal:json",
    "portal:edition_tier_chart",
    "portal:edition_unit_chart",
    "portal:tier_chart",
    "portal:unit_chart",
}
POSTS = {
    "desks:visit_sign",
    "accounts:sign_out",
    "desks:answer_clear",
    "desks:council_line",
    "desks:council_paper_add",
    "desks:evidence_cite",
    "desks:evidence_file_off",
    "desks:evidence_files",
    "desks:evidence_uncite",
    "desks:evidence_upload",
    "desks:founding_check",
    "desks:hand_over",
    "desks:link_close",
    "desks:mail_again",
    "desks:notice",
    "desks:notices_read",
    "desks:paper_print",
    "desks:check_finish",
    "desks:check_reason_remove",
    "desks:check_reason_up",
    "desks:reading_check",
    "desks:received_refuse",
    "desks:reply_agree",
    "desks:received_take",
    "desks:signed_again",
    "desks:council_finish",
}
FRAGMENTS = {"desks:autosave", "desks:check_points", "desks:component_points", "desks:council_points"}
# They send their visitor on: the first as no season was published before those of the scenes (it is looked at in the
# test at the end), the second always, to the queue of one season.
SENT_ON = {"desks:starting", "desks:verification_of"}
TWO_VERIFIERS = {"desks:check_difference"}  # of a season with two for each component: test_check.py
TWO_PUBLICATIONS = {"portal:changes"}  # of one season: tests/portal/test_publications.py
NO_PAGES = FILES | POSTS | FRAGMENTS | SENT_ON | TWO_VERIFIERS | TWO_PUBLICATIONS


def visits() -> Iterator[tuple[Line, str]]:
    """A line of the matrix for each page in each scene, with somebody who may open it, and act there if any may."""
    lines = [line for line in matrix().lines if line.get and line.name not in NO_PAGES]
    chosen = {(list(SCENES).index(line.scene), line.name): line for line in reversed(lines)}
    for _place, line in sorted(chosen.items(), key=lambda pair: pair[0]):
        yield line, "anonymous" if line.is_open else min(line.get & (line.post or set()) or line.get)


def looks(is_first: bool) -> dict[str, tuple[int, ...]]:
    """Language -> widths at which axe looks; every page is laid out at both widths whatever axe does. Of a page seen
    before, in another state of the season, the gate looks at the layout alone; THUOCDO_DEEP: at everything."""
    if DEEP:
        return dict.fromkeys(AXE_AT, (WIDE, NARROW))
    return AXE_AT if is_first else {"": ()}


def test_every_page_passes_the_audit(page: Page, sign_in, audit_page):
    play, seen, faults = Play(), set(), []
    for line, who in visits():
        play.reach(line.scene)
        enter(page, sign_in, play, who)
        arguments = {key: play.names.get(value, value) for key, value in line.arguments.items()}
        address = reverse(line.name, kwargs=arguments)
        for language, widths in looks(line.name not in seen).items():
            page.faults.clear()
            answer = page.goto(language + address)
            if page.url.endswith(language + address):  # else it sends its visitor on
                seen.add(line.name)
                faults += audited(page, audit_page, widths, f"{line} as {who}, status {answer.status}")
    assert not faults, "\n\n".join(faults)
    assert seen == {address.name for address in addresses()} - NO_PAGES


@pytest.mark.parametrize("language", AXE_AT)
def test_beginning_from_last_year_passes_the_audit(page: Page, sign_in, audit_page, cast: Cast, language: str):
    before = make_season(cast, 2021)
    fill(cast.preparer, report_of(before), ["1.3"], contacts=None)
    keep_references(cast.lead, before, {})
    sign_in(page, cast.preparer)
    address = language + reverse("desks:starting", args=[report_of(make_season(cast)).pk])
    page.goto(address)
    assert page.url.endswith(address)
    audit_page(page, axe_at=AXE_AT[language])


def enter(page: Page, sign_in, play: Play, who: str) -> None:
    if who == "anonymous":
        page.context.clear_cookies()
    else:
        sign_in(page, getattr(play.cast, who))


def audited(page: Page, audit_page, widths: tuple[int, ...], where: str) -> list[str]:
    try:
        audit_page(page, axe_at=widths)
    except AssertionError as fault:
        return [f"{where}: {str(fault).partition(chr(10) + 'assert')[0]}"]
    return []
