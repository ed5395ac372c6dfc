"""Every address, as everybody, on their own object and on another's, by every method: as matrix.yaml declares."""

import pytest
from tests.permissions.scenes import SCENES
from tests.permissions.table import REFUSED, matrix

MATRIX = matrix()
LINES = sorted(MATRIX.lines, key=lambda line: list(SCENES).index(line.scene))  # each scene is built once


@pytest.mark.parametrize("line", LINES, ids=str)
def test_everybody_is_answered_as_declared(stage, line):
    wrong = [
        f"{who} {method}: {answer.verdict}, not {line.expected(who, method)}"
        for (who, method), answer in stage.answers(line).items()
        if answer.verdict != line.expected(who, method)
    ]
    assert not wrong, "; ".join(wrong)


@pytest.mark.parametrize("line", LINES, ids=str)
def test_nothing_reaches_who_may_not_read_it(stage, line):
    leaks = {
        f"{who} reads {canary} by {method}"
        for (who, method), answer in stage.answers(line).items()
        for canary in answer.canaries
        if who not in readers(canary, line.scene)
    }
    assert not leaks


def readers(canary: str, scene: str) -> frozenset[str]:
    """Who may read it in this scene: as the latest scene up to it says that the table names."""
    so_far = [MATRIX.canaries[canary].get(name) for name in SCENES if name in upto(scene)]
    return next((who for who in reversed(so_far) if who is not None), frozenset())


def upto(scene: str) -> list[str]:
    return list(SCENES)[: list(SCENES).index(scene) + 1]


def test_no_form_can_be_sent_from_another_site(stage):
    writable = [line for line in LINES if line.post and stage.answers(line)]
    assert {str(line): stage.forged[str(line)] for line in writable} == {str(line): REFUSED for line in writable}


@pytest.mark.parametrize("canary", MATRIX.canaries)
def test_whoever_may_read_it_does(stage, canary):
    """Else the search above would prove nothing."""
    found = {who for line in LINES for (who, _), answer in stage.answers(line).items() if canary in answer.canaries}
    assert found == set().union(*MATRIX.canaries[canary].values())
