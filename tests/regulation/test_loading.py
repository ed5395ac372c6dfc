"""A set that is wrong is refused with file, line and mend; a set that is right is whole."""

from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from tests.regulation.small import GROUPS, HEAD, NAME, TEXT, changed, component_set, small_set

from thuocdo.regulation import SetFaults, builtin_sets, load_set, read_set

RATIO = "score: {ratio: {of: a, to: b, full: 0.9, below: scaled, zero: propose_exemption}}"
COUNT = "bands: [{from: 24, points: 10}, {from: 12, points: 5}, {from: 0, points: 0}]"
LEVELS = "- {key: I, from: 90, group_ratio: 0.9, name: {vi: Mức I, en: Level I}}\n"

# (what is broken, old text, new text, key of the fault, words of the line that must be named)
BROKEN = [
    ("an unknown key", "missing: not_reported", "mising: not_reported", "unknown_key", "mising:"),
    ("an unknown key deep inside", "full: 0.9,", "full: 0.9, ful: 1,", "unknown_key", "ful: 1"),
    (
        "a need without a bound",
        "{vi: Kế hoạch, en: Plan}, points: 4}",
        "{vi: Kế hoạch, en: Plan}, points: 4, needs: {figure: seen}}",
        "needs_nothing",
        "key: plan",
    ),
    (
        "a need of a figure that is not there",
        "{vi: Kế hoạch, en: Plan}, points: 4}",
        "{vi: Kế hoạch, en: Plan}, points: 4, needs: {figure: sean, at_least: 1}}",
        "no_such_figure",
        "key: plan",
    ),
    (
        "a bound that is neither number nor figure",
        "{vi: Kế hoạch, en: Plan}, points: 4}",
        "{vi: Kế hoạch, en: Plan}, points: 4, needs: {figure: seen, at_least: some}}",
        "no_such_figure",
        "key: plan",
    ),
    (
        "a figure held against itself",
        "{vi: Kế hoạch, en: Plan}, points: 4}",
        "{vi: Kế hoạch, en: Plan}, points: 4, needs: {figure: seen, at_least: seen}}",
        "at_most_itself",
        "key: plan",
    ),
    (
        "a meaning that nothing shares",
        "en: posts}, type: integer}",
        "en: posts}, type: integer, meaning: posts}",
        "meaning_alone",
        "key: n",
    ),
    ("a key written twice", "id: small\n", "id: small\nid: again\n", "duplicate_key", "id: again"),
    ("no title", "title: {vi: Bộ tiêu chí nhỏ, en: A small set}\n", "", "missing_key", "id: small"),
    ("an empty text", "version: '1'", "version: ''", "empty_text", "version: ''"),
    ("no English", "{vi: Nhóm A, en: Group A}", "{vi: Nhóm A}", "missing_language", "name: {vi: Nhóm A}"),
    ("a plain text where two languages are due", "{vi: Nhóm A, en: Group A}", "Nhóm A", "missing_language", "Nhóm A"),
    ("a status that is none", "status: OFFICIAL", "status: FINAL", "not_one_of", "status: FINAL"),
    ("a provisional set without notice", "status: OFFICIAL", "status: PROVISIONAL", "notice_missing", "PROVISIONAL"),
    ("a date that is none", "date: 2021-11-22", "date: 2021-11-31", "not_date", "instrument:"),
    ("a deadline that is no day", "report_before: 10-20", "report_before: 20-10", "not_date", "report_before: 20-10"),
    ("a deadline that most years lack", "approval_before: 12-15", "approval_before: 02-29", "not_date", "02-29"),
    ("a period that ends before it starts", "from_year: -1", "from_year: 1", "period_order", "period:"),
    ("no citation", "cite: Điều 3\n", "", "no_citation", "id: small"),
    ("two citations at once", "cite: Điều 3\n", "cite: Điều 3\nsource: đoán\n", "two_citations", "source: đoán"),
    ("a float where a number is due", "scale: 100", "scale: 1e2", "not_number", "scale: 1e2"),
    ("a scale of nothing", "scale: 100", "scale: 0", "number_outside", "scale: 0"),
    ("half a decimal place", "places: 2", "places: 2.5", "not_whole", "places: 2.5"),
    ("an unknown rounding", "mode: half_up", "mode: up", "not_one_of", "mode: up"),
    ("levels that overlap", "key: II, from: 80", "key: II, from: 90", "overlap", "key: II, from: 90"),
    ("levels out of order", "key: II, from: 80", "key: II, from: 95", "wrong_order", "key: II, from: 95"),
    ("a level above the scale", "key: I, from: 90", "key: I, from: 190", "number_outside", "from: 190"),
    ("a level twice", "key: II, from", "key: I, from", "duplicate_code", "from: 80"),
    ("a group ratio above one", "group_ratio: 0.9", "group_ratio: 9", "number_outside", "group_ratio: 9"),
    ("a group ratio that rises", "group_ratio: 0.8,", "group_ratio: 0.95,", "ratio_order", "group_ratio: 0.95"),
    ("a group ratio left out", " group_ratio: 0.8,", "", "some_group_ratios", "key: II"),
    (
        "no name below the lowest level",
        "below_lowest: {name: {vi: Không xếp hạng, en: Not ranked}}\n",
        "",
        "no_below_lowest",
        "levels:",
    ),
    ("an unknown reading", "group_minima: own", "group_minima: mine", "not_one_of", "group_minima: mine"),
    ("a group that does not add up", "max: 60", "max: 61", "wrong_sum", "max: 61"),
    ("a component too few", "count: 4", "count: 5", "wrong_count", "count: 5"),
    ("a negative maximum", "max: 60", "max: -60", "number_outside", "max: -60"),
    ("parts that do not add up", "max: 40/3", "max: 41/3", "wrong_sum", "max: 20\n    parts"),
    ("parts that fall short", "max: 40/3", "max: 39/3", "wrong_sum", "max: 20\n    parts"),
    (
        "a best part above the maximum",
        "max: 5, score",
        "max: 7, score",
        "part_above",
        "parts:\n      - {code: parts.2.a",
    ),
    (
        "no part that reaches the maximum",
        "parts.2.a, name: {vi: Cách a, en: Way a}, max: 20/3",
        "parts.2.a, name: {vi: Cách a, en: Way a}, max: 6",
        "best_below",
        "parts:\n      - {code: parts.2.a",
    ),
    ("a code used twice", "code: count", "code: ratio", "duplicate_code", "code: ratio\n    name: {vi: Số lượng"),
    ("a code with a space", "code: count", "code: a count", "bad_code", "code: a count"),
    ("a group used twice", "code: B\n", "code: A\n", "duplicate_code", "code: A\n  name: {vi: Nhóm B"),
    ("neither rule nor parts", f"    {RATIO}\n", "", "score_or_parts", "code: ratio"),
    (
        "two kinds at once",
        "full: 0.9, below: scaled, zero: propose_exemption}",
        "x: 1}, points: {}",
        "one_kind",
        "ratio: {of",
    ),
    ("an unknown kind", "score: {ratio:", "score: {rate:", "unknown_kind", "score: {rate:"),
    ("a figure that does not exist", "{of: a, to: b, full", "{of: c, to: b, full", "no_such_figure", "{of: c"),
    ("at_most of nothing", "at_most: b", "at_most: z", "no_such_figure", "at_most: z"),
    ("at_most of itself", "at_most: b", "at_most: a", "at_most_itself", "at_most: a"),
    (
        "a figure twice",
        "{key: b, name: {vi: Tổng số",
        "{key: a, name: {vi: Tổng số",
        "key_taken",
        "{key: a, name: {vi: Tổng",
    ),
    ("a figure under a reserved name", "key: seen", "key: points", "key_taken", "key: points"),
    (
        "a figure that stands above its end",
        "decimal, max: 100",
        "decimal, min: 200, max: 100",
        "min_above_max",
        "min: 200",
    ),
    ("an unknown type", "type: decimal, max", "type: real, max", "not_one_of", "type: real"),
    ("a threshold of nothing", "full: 0.9", "full: 0", "number_outside", "full: 0,"),
    (
        "a plain share beyond the maximum",
        "full: 0.9, below: scaled",
        "full: 2, below: plain",
        "plain_above_one",
        "full: 2",
    ),
    ("no word on zero", "scaled, zero: propose_exemption", "scaled", "missing_key", "below: scaled"),
    ("bands with a gap below", "{from: 0, points: 0}]}}", "{from: 1, points: 0}]}}", "gap", "from: 1,"),
    ("bands that overlap", "{from: 12, points: 5}", "{from: 24, points: 5}", "overlap", "from: 24, points: 5"),
    ("bands out of order", "{from: 12, points: 5}", "{from: 48, points: 5}", "wrong_order", "from: 48"),
    ("bands that miss the maximum", "{from: 24, points: 10}", "{from: 24, points: 9}", "points_miss_max", "points: 9"),
    ("no bands", COUNT, "bands: []", "empty_list", "bands: []"),
    (
        "a choice beyond the maximum",
        "en: Full}, points: 10",
        "en: Full}, points: 11",
        "points_miss_max",
        "levels:\n        - {key: none",
    ),
    ("items that miss the maximum", "en: Rules}, points: 6", "en: Rules}, points: 5", "points_miss_max", "items:"),
    ("an item that is a figure", "{key: plan", "{key: seen", "key_taken", "{key: seen, name: {vi: Kế"),
    ("a measure without room", "worst: 0, best: 100", "worst: 100, best: 100", "worst_is_best", "best: 100"),
    ("an unknown sign", "sign: bonus", "sign: plus", "not_one_of", "sign: plus"),
    ("a list that is none", "figures: [{key: n,", "figures: {key: n,", "not_yaml", "figures: {key: n"),
    (
        "an anchor",
        "title: {vi: Bộ tiêu chí nhỏ",
        "notice: &x {vi: a, en: b}\ntitle: *x\nextra: {vi: a",
        "alias",
        "notice: &x",
    ),
]


def faults_of(text: str) -> tuple:
    with pytest.raises(SetFaults) as refusal:
        read_set({"set.yaml": text})
    return refusal.value.faults


@pytest.mark.parametrize(("old", "new", "key", "place"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_set_is_refused_at_its_line_with_a_mend_in_both_languages(old, new, key, place):
    text = changed((old, new))
    faults = faults_of(text)
    found = [fault for fault in faults if fault.key == key]
    assert found, faults
    fault = found[0]
    assert fault.file == "set.yaml"
    assert fault.line == text[: text.index(place)].count("\n") + 1, fault
    for words in (fault.what, fault.mend):
        assert words.vi
        assert words.en
        assert words.vi != words.en
    assert fault.say("en") == f"set.yaml:{fault.line}: {fault.what.en} {fault.mend.en}"


def test_all_faults_are_told_at_once_in_order_of_lines():
    text = changed(
        ("max: 60", "max: 61"), ("sign: bonus", "sign: plus"), ("full: 0.9", "full: x"), ("mode: half_up", "mode: up")
    )
    faults = faults_of(text)
    assert [fault.key for fault in faults] == ["not_one_of", "wrong_sum", "not_number", "not_one_of"]
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)


def test_a_fault_that_both_forms_share_is_told_once():
    assert len(faults_of(changed(("max: 60", "max: 61")))) == 1


def test_a_total_that_the_set_states_is_held_against_the_form():
    stated = "total: {scale: 100, max: 100, count: 8, unanswered: zero}"
    assert small_set(("total: {scale: 100, unanswered: zero}", stated)).forms["province"].max == 100
    wrong = changed(("total: {scale: 100, unanswered: zero}", stated.replace("count: 8", "count: 30")))
    assert [fault.key for fault in faults_of(wrong)] == ["wrong_count"]
    wrong = changed(("total: {scale: 100, unanswered: zero}", stated.replace("max: 100", "max: 90")))
    assert [fault.key for fault in faults_of(wrong)] == ["wrong_sum", "wrong_sum"], "one for each form"


def test_the_groups_rule_needs_group_ratios():
    text = HEAD + GROUPS
    for ratio in ("0.9", "0.8", "0.75", "0.7"):
        text = text.replace(f" group_ratio: {ratio},", "")
    assert small_set(text=text).levels[0].group_ratio is None
    assert [fault.key for fault in faults_of(text.replace("level: total,", "level: total_and_groups,"))] == [
        "no_minima"
    ]


OVERRIDE = f"    {RATIO}\n    forms: {{II: {{%s}}}}\n"


def with_override(text: str) -> str:
    return changed((f"    {RATIO}\n", OVERRIDE % text))


def test_an_override_is_expanded_into_the_form_of_its_tier_only():
    criteria_set = read_set(
        {"set.yaml": with_override("cite: Phụ lục II, " + RATIO.replace("0.9", "0.8").replace("scaled", "plain"))}
    )
    first, second = (criteria_set.forms[tier].component("ratio") for tier in ("province", "district"))
    assert (first.score.full, second.score.full) == (Fraction(9, 10), Fraction(4, 5))
    assert (str(first.cite), str(second.cite), second.cite.text.en) == ("Điều 3", "Phụ lục II", "Appendix II")
    assert first.name == second.name


def test_an_override_may_turn_a_rule_into_parts():
    part = f"{{code: p%d, name: {NAME}, max: 10, score: {{points: {{}}}}}}"
    criteria_set = read_set({"set.yaml": with_override(f"parts: [{part % 1}, {part % 2}]")})
    assert [leaf.code for leaf in criteria_set.forms["district"].component("ratio").leaves] == ["p1", "p2"]
    assert criteria_set.forms["province"].component("ratio").parts == ()


@pytest.mark.parametrize(("text", "key"), [("max: 5", "cannot_override"), ("code: x", "cannot_override")])
def test_code_and_maximum_are_never_overridden(text, key):
    assert key in [fault.key for fault in faults_of(with_override(text))]


def test_an_override_for_an_unknown_form_is_refused():
    faults = faults_of(changed((f"    {RATIO}\n", OVERRIDE.replace("II:", "III:") % "public: none")))
    assert [fault.key for fault in faults] == ["unknown_form"]
    assert "I, II" in faults[0].mend.vi


def test_citations_are_inherited_and_every_leaf_has_one():
    source = "{vi: dự thảo, en: drafted}"
    criteria_set = small_set(
        ("    score: {tiers: {of: n,", f"    source: {source}\n    score: {{tiers: {{of: n,"),
        ("{code: parts.2.b,", "{code: parts.2.b, cite: Điều 5.2,"),
    )
    form = criteria_set.forms["province"]
    assert (form.component("count").cite.kind, form.component("count").cite.text.en) == ("source", "drafted")
    assert form.component("count").score.bands[0].cite.text.vi == "dự thảo"
    assert form.component("parts.2.b").cite.text.en == "Article 5.2"
    assert form.component("parts.2.a").cite.text.vi == "Điều 3"
    assert criteria_set.period.cite.text.vi == "Điều 4.3"
    for top in form.components:
        for line in top.walk():
            assert line.cite.text.vi


def test_what_the_public_sees_is_inherited_from_the_group():
    form = small_set(
        ("count: 4\n", "count: 4\n  public: group\n"), ("{code: parts.2.b,", "{code: parts.2.b, public: none,")
    )
    form = form.forms["province"]
    assert [form.component(code).public for code in ("ratio", "parts.1", "parts.2.b", "choice")] == [
        "group",
        "group",
        "none",
        "points",
    ]


def test_scored_figures_are_told_from_those_that_are_only_watched():
    form = small_set().forms["province"]
    assert [figure.scored for figure in form.component("ratio").figures] == [True, True]
    assert [figure.scored for figure in form.component("list").figures] == [False]


def test_a_folder_and_a_single_file_hold_the_same_set(tmp_path: Path):
    tree = yaml.load(TEXT, Loader=yaml.BaseLoader)  # noqa: S506  # text only
    groups = tree.pop("groups")
    (tmp_path / "set.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for number, group in ((2, groups[0]), (10, groups[1])):
        text = yaml.safe_dump(group, allow_unicode=True, sort_keys=False)
        (tmp_path / f"group-{number}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "README.md").write_text("not part of the set", encoding="utf-8")
    folder = load_set(tmp_path)
    assert [group.code for group in folder.forms["province"].groups] == ["A", "B"]
    assert read_set(folder.source) == folder
    assert folder.digest == small_set().digest


def test_the_digest_follows_the_content_and_not_its_layout():
    plain = small_set().digest
    assert len(plain) == 64
    assert small_set(text="# a comment\n" + TEXT + "\n").digest == plain
    assert small_set(("full: 0.9", "full: 0.8")).digest != plain


def test_a_set_without_calendar_scale_and_levels_loads():
    text = TEXT
    for line in ("approval_before: 12-15\n", "    report_before: 10-20\n", "    report_before: 11-10\n"):
        text = text.replace(line, "")
    text = text.replace("period: {from: 10-01, from_year: -1, until: 10-01, cite: Điều 4.3}\n", "")
    text = text.replace("scale: 100, ", "")
    text = text[: text.index("levels:")] + "levels: []\n" + text[text.index("rules:") :]
    criteria_set = read_set({"set.yaml": text})
    assert (criteria_set.period, criteria_set.scale, criteria_set.levels) == (None, None, ())


def test_a_component_may_be_worth_nothing():
    assert component_set("score: {points: {}}", maximum="0").forms["province"].max == 0


def test_files_that_cannot_be_read_are_named(tmp_path: Path):
    with pytest.raises(SetFaults) as refusal:
        load_set("no-such-set")
    assert refusal.value.faults[0].key == "no_set"
    assert "qd-3043-2021" in refusal.value.faults[0].mend.vi
    (tmp_path / "set.yaml").write_bytes(b"id: \xff\xfe")
    with pytest.raises(SetFaults) as refusal:
        load_set(tmp_path)
    assert refusal.value.faults[0].key == "not_readable"


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ({"set.yaml": ""}, "not_mapping"),
        ({"set.yaml": "- a"}, "not_mapping"),
        ({"group-1.yaml": "code: a", "group-2.yaml": "code: b"}, "no_set_file"),
        ({"set.yaml": TEXT, "group-1.yaml": "code: a"}, "groups_twice"),
        ({"set.yaml": "a: b: c"}, "not_yaml"),
        ({"set.yaml": HEAD + "groups: []\n"}, "empty_list"),
        ({"set.yaml": HEAD + "groups:\n- A\n"}, "not_mapping"),
        ({"set.yaml": HEAD + "groups: A\n"}, "not_list"),
        ({"set.yaml": TEXT.replace("version: '1'", "version: [1]")}, "not_text"),
    ],
)
def test_a_source_that_is_no_set_is_refused(source, key):
    with pytest.raises(SetFaults) as refusal:
        read_set(source)
    assert key in [fault.key for fault in refusal.value.faults]


def test_the_built_in_set_is_decision_3043_and_says_provisional():
    assert "qd-3043-2021" in builtin_sets()
    criteria_set = load_set("qd-3043-2021")
    assert load_set("qd-3043-2021") is criteria_set
    assert (criteria_set.status, list(criteria_set.tiers)) == ("PROVISIONAL", ["province", "district"])
    for form in criteria_set.forms.values():
        assert [(group.max, len(group.components)) for group in form.groups] == [
            (8, 3),
            (5, 2),
            (10, 5),
            (52, 5),
            (5, 3),
            (12, 8),
            (6, 2),
            (2, 2),
        ]
    assert read_set(criteria_set.source) == criteria_set


SHARED = "unit: {vi: việc, en: tasks}, type: integer, meaning: tasks}"


def test_figures_of_one_meaning_are_counted_in_one_unit() -> None:
    alone = "{key: b, name: {vi: Tổng số, en: All}, unit: {vi: việc, en: tasks}, type: integer}"
    both = TEXT.replace(alone, "{key: b, name: {vi: Tổng số, en: All}, " + SHARED)
    form = read_set({"set.yaml": both}).forms["province"]
    assert [form.component(code).figure("b").meaning for code in ("ratio", "percent")] == ["tasks", "tasks"]
    with pytest.raises(SetFaults) as caught:
        read_set({"set.yaml": both.replace(SHARED, SHARED.replace("tasks}, type", "jobs}, type"), 1)})
    assert [fault.key for fault in caught.value.faults] == ["meaning_differs"]
