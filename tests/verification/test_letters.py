"""The letters behind clarification requests: each side's own number, once, for all that was asked in the same go."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from tests.desks.sending import arrive
from tests.documents.papers import words
from tests.factories import paper

from thuocdo.audit.queries import entries_about
from thuocdo.common.clock import today
from thuocdo.common.faults import NotAllowed, Refused
from thuocdo.documents.models import DocumentKind
from thuocdo.verification import asking
from thuocdo.verification.letters import issue_request, number_answer
from thuocdo.verification.models import ClarificationRequest


@pytest.fixture
def asked(cast, season):
    """Two components in one go, a third by itself."""
    report = arrive(season, "syt")
    facts = {"text": "Nguồn số liệu?", "due": asking.usual_due(today())}
    together = asking.ask(cast.lead, report, ["1.1", "1.2"], **facts)
    return [*together, *asking.ask(cast.lead, report, ["1.3"], **facts)]


def again(row: ClarificationRequest) -> ClarificationRequest:
    return ClarificationRequest.objects.select_related("letter").get(pk=row.pk)


def test_a_letter_stands_for_all_that_was_asked_in_one_go(cast, asked):
    first, second, other = asked
    document = paper(cast.lead, DocumentKind.REQUEST)
    issue_request(cast.lead, first, document)
    assert again(first).letter == again(second).letter == document
    assert again(other).letter is None


def test_a_second_letter_is_refused(cast, asked):
    issue_request(cast.lead, asked[0], paper(cast.lead, DocumentKind.REQUEST))
    with pytest.raises(Refused):
        issue_request(cast.lead, asked[1], paper(cast.lead, DocumentKind.REQUEST, "2/STTTT"))


def test_only_who_verifies_the_component_records_the_letter(cast, asked):
    document = paper(cast.lead, DocumentKind.REQUEST)
    for person in (cast.preparer, cast.verifier, cast.chair):
        with pytest.raises(NotAllowed):
            issue_request(person, asked[0], document)


def test_the_unit_numbers_its_answer_and_may_mend_the_number(cast, asked):
    asking.answer(cast.preparer, asked[0], "Theo sổ văn bản")
    number_answer(cast.preparer, asked[0], "12/SYT-VP", today())
    number_answer(cast.coordinator, asked[0], "13/SYT-VP", today())
    assert again(asked[0]).answer_number == "13/SYT-VP"
    numbered = entries_about(f"request:{asked[0].pk}").filter(act="clarification.numbered")
    assert numbered.count() == 2


def test_what_was_not_answered_has_no_number(cast, asked):
    asking.answer(cast.preparer, asked[0], "Theo sổ văn bản")
    number_answer(cast.preparer, asked[0], "12/SYT-VP", today())
    assert again(asked[1]).answer_number == ""
    with pytest.raises(Refused):
        number_answer(cast.preparer, asked[2], "12/SYT-VP", today())


def test_a_day_to_come_and_an_empty_number_are_refused(cast, asked):
    asking.answer(cast.preparer, asked[0], "Theo sổ văn bản")
    for number, day in (("12/SYT", today() + timedelta(days=1)), (" ", date(2022, 10, 1))):
        with pytest.raises(Refused):
            number_answer(cast.preparer, asked[0], number, day)


def test_nobody_of_another_unit_numbers_the_answer(cast, asked):
    asking.answer(cast.preparer, asked[0], "Theo sổ văn bản")
    for person in (cast.outsider, cast.lead, cast.clerk):
        with pytest.raises(NotAllowed):
            number_answer(person, asked[0], "12/SYT", today())


def test_the_answer_s_letter_names_the_request_by_its_number_and_holds_what_was_answered(cast, client, asked):
    asking.answer(cast.preparer, asked[0], "Theo sổ văn bản")
    issue_request(cast.lead, asked[0], paper(cast.lead, DocumentKind.REQUEST, "77/STTTT-CNTT"))
    client.force_login(cast.preparer)
    said = words(client.get(reverse("desks:request_answer", args=[asked[0].pk, "pdf"])).content)
    assert "Công văn số 77/STTTT-CNTT" in said
    assert "Theo sổ văn bản" in said
    assert "1.1 " in said
    assert "1.2 " not in said


def test_before_an_answer_there_is_no_letter_of_it(cast, client, asked):
    client.force_login(cast.preparer)
    assert client.get(reverse("desks:request_answer", args=[asked[0].pk, "pdf"])).status_code == 404


def test_a_number_is_recorded_on_its_page_and_shown_in_the_thread(cast, client, asked):
    asking.answer(cast.preparer, asked[0], "Theo sổ văn bản")
    client.force_login(cast.preparer)
    url = reverse("desks:request_number", args=[asked[0].pk])
    assert client.post(url, {"number": "", "date": "x"}).status_code == 422
    page = client.post(url, {"number": "12/SYT-VP", "date": today().strftime("%d/%m/%Y")}, follow=True)
    assert "12/SYT-VP" in page.content.decode()
