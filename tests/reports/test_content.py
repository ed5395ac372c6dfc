"""The digest on the receipt: it follows what was declared, and nothing that may be erased."""

from tests.factories import CONTACTS, again, fill, prove

from thuocdo.reports.actions import save_answer, set_contacts
from thuocdo.reports.content import content, content_digest, digests
from thuocdo.reports.models import BreakdownRow


def test_the_digest_follows_figures_and_evidence(cast, report):
    first = content_digest(fill(cast.preparer, report, ["1.3"]))
    save_answer(cast.preparer, report, "1.3", {"a": "1", "b": "10"}, version=1)
    second = content_digest(again(report))
    third = content_digest(prove(cast.preparer, report, "1.3"))
    assert len({first, second, third}) == 3


def test_the_digest_does_not_follow_contacts(cast, report):
    before = content_digest(fill(cast.preparer, report, ["1.3"]))
    set_contacts(cast.preparer, report, **CONTACTS | {"preparer_name": "Người khác"})
    assert content_digest(again(report)) == before


def test_an_answer_taken_back_is_not_declared(cast, report):
    fill(cast.preparer, report, ["1.3"])
    save_answer(cast.preparer, report, "1.3", {}, version=1)
    assert content(again(report))["answers"] == {}


def test_the_digest_follows_the_breakdown(cast, report):
    before = content_digest(fill(cast.preparer, report, ["1.3"]))
    row = BreakdownRow.objects.create(report=report, component="1.3", order=1, name="Xã Một", values={"a": "1"})
    first = content_digest(again(report))
    BreakdownRow.objects.filter(pk=row.pk).update(values={"a": "2"})
    assert len({before, first, content_digest(again(report))}) == 3


def test_the_signer_is_beside_the_content_and_other_contacts_are_not(cast, report):
    before = digests(fill(cast.preparer, report, ["1.3"]))
    set_contacts(cast.preparer, report, **CONTACTS | {"mobile": "0912 345 678"})
    assert digests(again(report)) == before
    set_contacts(cast.preparer, report, **CONTACTS | {"signer_name": "Người khác"})
    now = digests(again(report))
    assert (now.content, now.beside == before.beside) == (before.content, False)


def test_what_was_kept_in_an_earlier_form_is_compared_in_that_form(cast, report):
    fill(cast.preparer, report, ["1.3"])
    kept = digests(again(report)).earlier
    assert len(kept) == 1
    assert digests(again(report)).holds(*kept)
    save_answer(cast.preparer, again(report), "1.3", {"a": "1", "b": "10"}, version=1)
    assert not digests(again(report)).holds(*kept)
