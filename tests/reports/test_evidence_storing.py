"""Looking at a file takes seconds; a colleague saves to the same report meanwhile."""

import pytest
from django.db import connection
from tests.factories import pdf

from thuocdo.common.faults import Refused
from thuocdo.documents import files
from thuocdo.reports.evidence import Details, attach_evidence, list_evidence
from thuocdo.reports.evidence_files import add_file
from thuocdo.reports.models import EvidenceFile

ACTS = {
    "attach": lambda who, report: attach_evidence(who, report, "1.1", pdf()),
    "list": lambda who, report: list_evidence(who, report, Details("x"), [pdf(), pdf()]),
    "add": lambda who, report: add_file(who, list_evidence(who, report, Details("x")), pdf()),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ACTS)
def test_no_lock_is_held_while_a_file_is_looked_at(cast, report, act, monkeypatch):
    store, held = files.store, []
    monkeypatch.setattr(files, "store", lambda upload: held.append(connection.in_atomic_block) or store(upload))
    ACTS[act](cast.preparer, report)
    assert held
    assert not any(held)


@pytest.mark.parametrize("act", ACTS)
def test_what_a_colleague_added_meanwhile_counts_against_the_room(cast, report, act, monkeypatch, settings):
    store, meanwhile = files.store, pdf()

    def colleague(upload):
        monkeypatch.setattr(files, "store", store)
        settings.EVIDENCE_MAX_BYTES_PER_REPORT = 10**9
        attach_evidence(cast.coordinator, report, "4.1", meanwhile)
        settings.EVIDENCE_MAX_BYTES_PER_REPORT = meanwhile.size
        return store(upload)

    monkeypatch.setattr(files, "store", colleague)
    with pytest.raises(Refused):
        ACTS[act](cast.preparer, report)
    assert EvidenceFile.objects.filter(evidence__report=report).count() == 1
