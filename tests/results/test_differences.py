"""Where two editions differ: exactly the units that moved, by which component, and why (R2, R4.6)."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.portal.editions import contents, figures, settled, small_set, unit

from thuocdo.results.differences import differences
from thuocdo.results.snapshot import public_part


def changed(facts, **answers):
    """The unit with other answers: `c1_1="0"` settles 1.1 at 0."""
    new = {code[1:].replace("_", "."): settled(points) for code, points in answers.items()}
    return replace(facts, answers={**facts.answers, **new})


def told(before, after, **rules):
    """Unit -> why it is listed."""
    tiers = differences(contents(small_set(), before, **rules), contents(small_set(), after, **rules))
    return {row.unit: row.cause for tier in tiers for row in tier.units}


def ours(before, after):
    """What is told of unit a."""
    return next(row for tier in differences(before, after) for row in tier.units if row.unit == "a")


SHARES = {"a": "1", "b": "9/10", "c": "8/10", "d": "1/2"}
A, B, C, D = (unit(key, share, order=n) for n, (key, share) in enumerate(SHARES.items()))


def test_two_equal_editions_differ_in_nothing():
    assert told([A, B, C], [A, B, C]) == {}


def test_a_unit_that_moved_only_because_another_did_says_so():
    below = unit("a", "85/100")
    assert told([A, B, C, D], [below, B, C, D]) == {"a": "own", "b": "others"}


def test_a_unit_that_kept_its_place_is_not_named():
    better = unit("d", "6/10", order=3)
    assert told([A, B, C, D], [A, B, C, better]) == {"d": "own"}


def test_equal_totals_at_the_top_push_the_next_two_places_down():
    assert told([A, B, C], [A, unit("b", "1", order=1), C]) == {"b": "own"}
    both = [unit("a", "95/100"), unit("b", "95/100", order=1), C]
    assert told(both, [unit("a", "97/100"), both[1], C]) == {"a": "own", "b": "others"}


def test_a_component_is_told_with_its_points_and_explanation_before_and_after():
    (tier,) = differences(contents(small_set(), [A, B]), contents(small_set(), [changed(A, c1_1="0"), B]))
    (row,) = tier.by_themselves
    line = row.lines[0]
    assert (line.code, line.before["points"], line.after["points"]) == ("1.1", "30.000000", "0.000000")
    assert line.name["vi"]
    assert line.after["why"]["vi"] != line.before["why"]["vi"]


def test_everything_exempt_is_a_state_and_not_zero_points():
    everything = dict.fromkeys(("1.1", "1.2", "1.3", "2.1", "3.1"), "12/UBND")
    row = ours(contents(small_set(), [A, B]), contents(small_set(), [replace(A, exempt=everything), B]))
    assert row.moved("state")
    assert (row.after["state"], row.after["total"]) == ("nothing_to_assess", None)


def test_who_follows_the_best_of_the_tier_is_told_apart_from_who_sets_it():
    measured = [replace(row, answers={**row.answers, "3.1": figures(x=x)}) for row, x in ((A, "10"), (B, "5"))]
    higher = replace(A, answers={**A.answers, "3.1": figures(x="20")})
    found = differences(contents(small_set(), measured), contents(small_set(), [higher, measured[1]]))
    ((row,),) = [tier.units for tier in found]
    assert (row.unit, row.cause, row.lines[0].best) == ("b", "best", ("10.000000", "20.000000"))


def test_a_report_that_counts_after_all_is_told():
    assert told([replace(A, not_reported="Đang sáp nhập"), B], [A, B]) == {"a": "own", "b": "others"}


def test_a_unit_in_one_edition_alone_is_told_on_either_side():
    assert told([A], [A, B])["b"] == "listing"
    assert told([A, B], [A])["b"] == "listing"


def test_another_reading_of_article_6_is_the_cause_of_another_level():
    weak = changed(A, c2_1="0")
    before = contents(small_set(), [weak], level_rule="total")
    after = contents(small_set(), [weak], level_rule="total_and_groups")
    found = {row.unit: (row.cause, row.moved("level")) for tier in differences(before, after) for row in tier.units}
    assert found == {"a": ("reading", True)}


def test_nothing_that_is_not_public_in_both_is_told():
    before, after = contents(small_set(), [A, B]), contents(small_set(), [unit("a", "85/100"), B])
    hidden = {line["code"] for line in public_part(after)["tiers"][0]["units"][0]["components"] if "state" not in line}
    assert hidden
    whole, public = ours(before, after), ours(public_part(before), public_part(after))
    assert hidden & {line.code for line in whole.lines}
    assert not hidden & {line.code for line in public.lines}
    assert public.more or public.groups


def test_a_change_in_a_hidden_component_alone_tells_that_something_moved_and_not_what():
    before = contents(small_set(), [A, B])
    unit_of = public_part(before)["tiers"][0]["units"][0]
    code = next(line["code"] for line in unit_of["components"] if "state" not in line)
    low = replace(A, answers={**A.answers, **{leaf: settled("0") for leaf in A.answers if leaf.startswith(code)}})
    row = ours(public_part(before), public_part(contents(small_set(), [low, B])))
    assert (row.lines, row.cause) == ([], "own")
    assert row.more or row.groups


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=6))
def test_exactly_those_are_named_whose_points_or_place_is_another(shares):
    before, after = ([unit(f"u{n}", f"{row[side]}/100", order=n) for n, row in enumerate(shares)] for side in (0, 1))
    old, new = (contents(small_set(), units)["tiers"][0]["units"] for units in (before, after))
    old, new = ({row["unit"]: row for row in rows} for rows in (old, new))
    causes = told(before, after)
    for n, (was, now) in enumerate(shares):
        key = f"u{n}"
        moved = any(old[key][what] != new[key][what] for what in ("total", "level", "position"))
        assert (key in causes) == (moved or was != now)
        assert causes.get(key, "others") == ("own" if was != now else "others")
