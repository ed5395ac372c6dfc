"""The decision that came back against the edition: every unit with its total and level, and the code under it."""

import pytest
from tests.portal.editions import contents, small_set, unit

from thuocdo.results.signed_decision import Comparison, Content, Stated, compare

DIGEST = "0123456789abcdef" * 4


@pytest.fixture(scope="module")
def content() -> dict:
    """Sở Y tế 100,00 I; Sở Y 84,00 II; UBND huyện A Lưới 60,00, not ranked; one that did not report."""
    named = {"syt": ("Sở Y tế", "1"), "sy": ("Sở Y", "4/5"), "aluoi": ("UBND huyện A Lưới", "3/5")}
    units = [unit(key, share, name=name) for key, (name, share) in named.items()]
    return contents(small_set(), [*units, unit("absent", name="Ban Dân tộc", not_reported="Không gửi")])


def rows(content: dict) -> list[dict]:
    return [row for tier in content["tiers"] for row in tier["units"] if row["total"]]


def printed(content: dict, **other: str) -> str:
    """The rows as the appendix has them; `other`: unit -> the total in place of its own."""
    below = content["set"]["below_lowest"]["vi"]
    lines = []
    for number, row in enumerate(rows(content), 1):
        total = other.get(row["unit"], row["total"].replace(".", ","))
        lines.append(f"{number} {row['name']['vi']} 90 / 100 {total} {row['level'] or below}")
    return "QUYẾT ĐỊNH\n" + "\n".join(lines)


def test_the_appendix_as_it_was_printed_agrees(content):
    found = compare(printed(content), content, DIGEST)
    assert (found.content, found.agreeing) == (Content.SAME, len(rows(content)))


def test_lines_may_end_anywhere_and_places_may_be_left_out(content):
    text = printed(content, syt="100").replace("Sở Y tế", "Sở\nY  tế").replace("84,00", "84.0")
    assert compare(text, content, DIGEST).content == Content.SAME


@pytest.mark.parametrize("total", ["100,01", "10,00", "1100,00", "99,99"])
def test_one_changed_total_is_named(content, total):
    found = compare(printed(content, syt=total), content, DIGEST)
    assert (found.content, found.differing) == (Content.PARTLY, ("Sở Y tế",))


def test_one_changed_level_is_named(content):
    text = printed(content).replace("100,00 I", "100,00 II")
    assert compare(text, content, DIGEST).differing == ("Sở Y tế",)


def test_totals_that_changed_places_are_both_named(content):
    text = printed(content, syt="84,00", sy="100,00")
    assert set(compare(text, content, DIGEST).differing) >= {"Sở Y tế", "Sở Y"}


def test_a_longer_name_does_not_stand_for_a_shorter_one(content):
    text = "\n".join(line for line in printed(content).splitlines() if "Sở Y " not in line or "Sở Y tế" in line)
    assert compare(text, content, DIGEST).differing == ("Sở Y",)


def test_a_unit_that_is_left_out_is_named(content):
    text = "\n".join(line for line in printed(content).splitlines() if "A Lưới" not in line)
    assert compare(text, content, DIGEST).missing == ("UBND huyện A Lưới",)


def test_a_decision_without_its_appendix_names_nobody(content):
    found = compare("QUYẾT ĐỊNH phê duyệt kết quả", content, DIGEST)
    assert (found.content, found.differing) == (Content.NONE, ())


def test_a_scan_cannot_be_compared(content):
    assert compare(" \n", content, DIGEST) == Comparison(Content.UNREADABLE)


@pytest.mark.parametrize(
    ("code", "stated"),
    [(DIGEST, Stated.THIS), (DIGEST.replace("0", "f"), Stated.OTHER), ("", Stated.NONE)],
)
def test_the_code_under_the_appendix_says_which_result_it_is(content, code, stated):
    groups = "\n".join(code[at : at + 16] for at in range(0, len(code), 16))
    assert compare(f"{printed(content)}\nMã nội dung (SHA-256):\n{groups}", content, DIGEST).stated == stated
