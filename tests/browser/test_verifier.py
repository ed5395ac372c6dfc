"""The second verifier in a real browser: honest bundles, the corpus of broken ones, the law's worked cases."""

import json
import os
import random
from base64 import b64encode

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import AXE_AT
from tests.bundle.bundles import FINGERPRINT, bundle
from tests.bundle.tampering import Broken, corpus
from tests.bundle.worked import worked_cases
from tests.portal.editions import edition, sample_installation, unit

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 10 if os.environ.get("THUOCDO_DEEP") else 1
HONEST = [
    (name, kind, old) for name in ("qd-3043-2021", "small") for kind in ("public", "full") for old in (True, False)
]
TAMPERED = [("qd-3043-2021", "public"), ("small", "public"), ("small", "full")]
CHECK = """async ([encoded, fingerprint]) => {
  const run = await checkBundle(Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0)), [fingerprint]);
  return [run.isGood, run.findings.map((finding) => finding.kind), Boolean(run.hasNoEd25519)];
}"""
WORK_OUT = """(written) => JSON.parse(written).flatMap((one) => one.set.tiers.filter((form) => {
  const units = one.units.filter((unit) => unit.tier === form.tier);
  const { spans } = workOut(one.set, form, units, one.rule, sightOf(form, true));
  const rows = units.map((unit) => {
    const { exactTotal, state } = spans.get(unit.unit)[0];
    return { unit: unit.unit, order: unit.order, total: exactTotal, state };
  });
  const found = ranked(one.set, rows).map(([unit, position]) => {
    const { exactTotal, ...rest } = spans.get(unit)[0];
    return { unit, position, ...rest };
  });
  return canonical(found) !== canonical(one.tiers[form.tier]);
}).map((form) => `${one.name} (${form.tier})`))"""


@pytest.fixture
def verifier(page: Page, transactional_db) -> Page:
    page.goto("/kiem-tra/")
    return page


def checked(page: Page, data: bytes) -> tuple[bool, set[str]]:
    is_good, kinds, has_no_ed25519 = page.evaluate(CHECK, [b64encode(data).decode(), FINGERPRINT])
    assert not has_no_ed25519, "this browser cannot check signatures"
    return is_good, set(kinds)


def test_honest_bundles_are_found_right(verifier: Page):
    for name, kind, is_frozen in HONEST:
        for rule in ("total", "total_and_groups"):
            found = checked(verifier, bundle(name, kind, is_frozen=is_frozen, rule=rule))
            assert found == (True, set()), (name, kind, is_frozen, rule)


@pytest.mark.parametrize(("name", "kind"), TAMPERED)
def test_every_broken_bundle_is_rejected_by_its_kind(verifier: Page, name, kind):
    for seed in range(ROUNDS):
        for broken in corpus(bundle(name, kind), random.Random(seed)):  # noqa: S311 - nothing secret
            assert _is_rejected(verifier, broken), broken.how


def _is_rejected(page: Page, broken: Broken) -> bool:
    is_good, kinds = checked(page, broken.data)
    return not is_good and bool(kinds & broken.kinds)


def test_its_own_scoring_agrees_with_every_worked_case_of_the_law(verifier: Page):
    cases = list(worked_cases())
    assert len(cases) > 90
    assert verifier.evaluate(WORK_OUT, json.dumps(cases)) == []


@pytest.mark.parametrize("language", AXE_AT)
def test_a_visitor_checks_a_file_and_is_told_what_is_wrong(
    page: Page, transactional_db, tmp_path, audit_page, language
):
    sample_installation()
    edition([unit("syt"), unit("stp", "8/10")])
    page.goto(f"{language}/kiem-tra/")
    with page.expect_download() as download:
        page.locator(".verify-bundles a").first.click()
    path = tmp_path / "goi.zip"
    download.value.save_as(path)
    chooser = page.locator("#verify-file")
    chooser.set_input_files(path)
    status = page.get_by_role("status")
    expect(status).to_contain_text("agrees in full" if language else "gói khớp hoàn toàn")
    expect(page.locator("[data-proven] li")).not_to_have_count(0)
    audit_page(page, axe_at=AXE_AT[language])
    chooser.set_input_files({"name": "x.zip", "mimeType": "application/zip", "buffer": path.read_bytes()[:-30]})
    expect(status).to_contain_text("does NOT agree" if language else "KHÔNG khớp")
    expect(page.locator("[data-steps]")).to_contain_text("[truncated]")
