"""The digest on the receipt: it follows what was declared, and nothing that may be erased."""

from tests.factories import CONTACTS, again, fill, prove

from thuocdo.reports.actions import save_answer, set_contacts
from thuocdo.reports.content import content, content_digest


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
