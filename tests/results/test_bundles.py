"""The bundle of a published edition: made once, by what the edition keeps, and found right by the verifier."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import fresh
from tests.results.province import correct, look_again, publish_correction, published_province

from thuocdo.audit.keys import signer
from thuocdo.audit.models import Entry
from thuocdo.bundle.archive import unpack
from thuocdo.bundle.canonical import decode
from thuocdo.bundle.checking import check
from thuocdo.bundle.note import read_key
from thuocdo.bundle.report import Expected
from thuocdo.common.faults import Refused
from thuocdo.documents.files import path
from thuocdo.reports.models import Answer
from thuocdo.results import actions
from thuocdo.results.bundles import bundle_of
from thuocdo.results.bundling import bundle_bytes
from thuocdo.results.enums import BundleKind, EditionState
from thuocdo.results.models import Bundle, Edition

KINDS = [BundleKind.PUBLIC, BundleKind.FULL]


@pytest.fixture
def edition(cast, season) -> Edition:
    return read_again(published_province(cast, season))


def read_again(edition: Edition) -> Edition:
    return Edition.objects.select_related("season").get(pk=edition.pk)


def checked(edition: Edition, kind: BundleKind = BundleKind.PUBLIC):
    data = path(bundle_of(edition, kind).sha256).read_bytes()
    return check(
        data, Expected(key=read_key(str(signer().public)), edition=f"{edition.season.year}/{edition.publication}")
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_verifier_finds_the_bundle_of_a_publication_right(edition, kind):
    report = checked(edition, kind)
    assert report.findings == []
    assert {"results", "order", "commitments", "checkpoint", "signature"} <= set(report.proven)


def test_a_bundle_is_made_once_and_its_digest_is_recorded(edition):
    first, again = (bundle_of(edition, BundleKind.PUBLIC) for _ in range(2))
    assert first == again
    assert Bundle.objects.count() == 1
    assert Entry.objects.filter(act="edition.bundled", subject=f"edition:{edition.pk}").count() == 1


def test_the_same_edition_gives_the_same_bytes_whatever_became_of_the_answers(edition):
    kept = path(bundle_of(edition, BundleKind.FULL).sha256).read_bytes()
    Answer.objects.update(settled="0")
    assert bundle_bytes(edition, "full") == kept


def test_a_correction_names_what_it_replaces(cast, season, edition):
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    later = read_again(publish_correction(cast, season))
    assert checked(later).about["replaces"] == "2022/1"
    assert checked(edition).is_good


def test_what_is_not_published_has_no_bundle(cast, season, edition):
    correct(cast, season)
    look_again(cast, season, "syt", {"1.1": "0"})
    proposed = actions.propose(fresh(cast.lead), season)
    assert proposed.state == EditionState.PROPOSED
    with pytest.raises(Refused):
        bundle_of(proposed, BundleKind.PUBLIC)


def test_neither_the_public_part_nor_the_public_bundle_holds_what_opens_commitments(edition):
    row = Edition.objects.get(pk=edition.pk)
    secret = row.content["frozen"]["secret"]
    files = unpack(path(bundle_of(edition, BundleKind.PUBLIC).sha256).read_bytes()).files
    assert "frozen" not in row.public
    assert "full.json" not in files
    assert not [name for name, content in files.items() if secret.encode() in content]
    closed = {line["code"] for line in row.content["tiers"][0]["groups"][6]["components"]}
    facts = decode(files["facts.json"])
    assert closed
    assert not [unit for unit, told in facts.items() if closed & told["answers"].keys()]


def test_making_one_costs_the_same_queries_whatever_the_number_of_units(edition):
    with CaptureQueriesContext(connection) as asked:
        bundle_bytes(edition, "full")
    assert len(asked) <= 9
