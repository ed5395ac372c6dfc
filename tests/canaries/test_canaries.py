"""One canary per field: unit, verifier, member and chair see exactly what they may, in pages, files and e-mails."""

import pytest
from tests.canaries.crawl import MATRIX, MOMENTS, Moment
from tests.canaries.planting import TABLE, Canary, Whose, canaries, unnamed
from tests.permissions.scenes import CANARIES, SCENES

GROUPS = {"overseers": {"lead", "chair", "member"}, "units": {"preparer", "outsider"}}


def test_every_field_with_words_has_its_row():
    assert unnamed() == set()


@pytest.mark.parametrize("moment", MOMENTS)
def test_nobody_reads_what_is_not_theirs(found: dict[str, Moment], moment: str):
    leaks = [
        f"{who} reads {canary.field} ({canary.whose.name}) at {min(places)}"
        for canary in canaries()
        for who, places in found[moment].found.get(canary.token, {}).items()
        if who not in readers(canary, moment)
    ]
    assert not leaks, "\n".join(leaks)


@pytest.mark.parametrize("moment", MOMENTS)
def test_everybody_finds_what_is_theirs(found: dict[str, Moment], moment: str):
    """Else the search above would prove nothing."""
    missing = [
        f"{who} finds {canary.field} ({canary.whose.name}) nowhere"
        for canary in sorted(found[moment].planted, key=lambda row: row.token)
        for who in sorted(readers(canary, moment) - set(found[moment].found.get(canary.token, {})))
    ]
    assert not missing, "\n".join(missing)


def test_every_field_was_written_into(found: dict[str, Moment]):
    planted = {canary.field for moment in found.values() for canary in moment.planted}
    assert TABLE["fields"].keys() - planted == set()


@pytest.mark.parametrize("moment", MOMENTS)
def test_no_email_says_more_than_the_matrix_lets_its_reader_see(found: dict[str, Moment], moment: str):
    """What people wrote in the scenes themselves: e-mails keep the words with which they were told."""
    so_far = list(SCENES)[: list(SCENES).index(moment) + 1]
    assert found[moment].mails
    leaks = [
        f"{who} is sent {canary}"
        for canary, texts in CANARIES.items()
        for who, mail in found[moment].mails.items()
        if any(text in mail for text in texts)
        and who not in set().union(*(MATRIX.canaries[canary].get(scene, set()) for scene in so_far))
    ]
    assert not leaks, "\n".join(leaks)


def readers(canary: Canary, moment: str) -> set[str]:
    """Who of those that look round at this moment may read it, as the table says."""
    told = TABLE["fields"][canary.field]["readers"]
    words = told if isinstance(told, str) else told[moment]
    return set().union(*(people(word, canary) for word in words.split())) & set(MOMENTS[moment])


def people(word: str, canary: Canary) -> set[str]:
    """`unit` is the preparer of the one whose words they are; `checker` the agency, where it verifies them: a report's
    own words where it verifies any component of it."""
    if word == "unit":
        return {"preparer"} if canary.whose in (Whose.HEALTH, Whose.HEALTH_BY_AGENCY) else set()
    if word == "checker":
        is_others = canary.whose == Whose.HEALTH and "component" in TABLE["fields"][canary.field]
        return set() if is_others else {"verifier"}
    return GROUPS.get(word, {word})
