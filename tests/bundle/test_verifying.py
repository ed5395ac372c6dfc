"""The verifier: an honest bundle is found right, whatever it is of; a broken one never, and the kind is named."""

import os
import random
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from tests.bundle.bundles import FINGERPRINT, KEY, answers, bundle, law_of, parts_of, small_units
from tests.bundle.tampering import corpus, edited, rehashed, resealed

from thuocdo.bundle.archive import unpack
from thuocdo.bundle.canonical import decode
from thuocdo.bundle.checking import check
from thuocdo.bundle.making import make
from thuocdo.bundle.note import read_key
from thuocdo.bundle.report import Expected
from thuocdo.bundle.telling import lines
from thuocdo.cli import main
from thuocdo.regulation import UnitFacts

ROUNDS = 28 if os.environ.get("THUOCDO_DEEP") else 2  # 36 kinds each, of three bundles
KNOWN = Expected(fingerprint=FINGERPRINT)
SHAPES = [(name, kind) for name in ("qd-3043-2021", "small") for kind in ("public", "full")]
TAMPERED = [("qd-3043-2021", "public"), ("small", "public"), ("small", "full")]
PACKAGES = Path(__file__).parents[2] / "src"


@pytest.mark.parametrize(("name", "kind"), SHAPES)
@pytest.mark.parametrize("is_frozen", [True, False])
@pytest.mark.parametrize("rule", ["total", "total_and_groups"])
def test_an_honest_bundle_is_found_right(name, kind, is_frozen, rule):
    report = check(bundle(name, kind, is_frozen=is_frozen, rule=rule), KNOWN)
    assert report.findings == []
    assert {"manifest", "signature", "checkpoint", "set", "results", "order"} <= set(report.proven)


@pytest.mark.parametrize("seed", range(ROUNDS))
@pytest.mark.parametrize(("name", "kind"), TAMPERED)
def test_every_broken_bundle_is_rejected_by_its_kind(name, kind, seed):
    for broken in corpus(bundle(name, kind), random.Random(seed)):  # noqa: S311 - nothing secret
        report = check(broken.data, KNOWN)
        assert not report.is_good, broken.how
        assert set(report.kinds) & broken.kinds, (broken.how, report.findings[:3])


def test_one_changed_figure_is_named_though_the_digest_told_already():
    files = unpack(bundle()).files

    def change(facts):
        facts["syt"]["answers"]["1.3"]["values"]["a"] = "1"

    found = check(rehashed(edited(files, "facts.json", change)), KNOWN).findings
    points = [finding for finding in found if finding.kind == "points"]
    assert [(one.unit, one.line, one.stated, one.found) for one in points] == [("syt", "1.3", "1.500000", "0.055556")]
    assert {"unsigned", "total"} <= {finding.kind for finding in found}


def test_one_wrong_level_is_told_with_what_it_has_to_be():
    files = unpack(bundle()).files

    def change(ranking):
        ranking["tiers"][0]["units"][0]["level"] = "I"

    (found,) = check(resealed(edited(files, "ranking.json", change)), KNOWN).findings
    assert (found.kind, found.unit, found.stated, found.found) == ("level", "syt", "I", "III")


def test_the_words_name_file_unit_line_and_both_figures():
    files = unpack(bundle()).files

    def change(ranking):
        ranking["tiers"][0]["units"][0]["lines"]["1.3"] = "3.000000"

    report = check(resealed(edited(files, "ranking.json", change)))
    text = "\n".join(lines(report, "vi"))
    assert "ranking.json, đơn vị syt, dòng 1.3, ghi 3.000000, tính lại 1.500000" in text
    assert "KẾT LUẬN: gói KHÔNG khớp, 1 chỗ sai." in text


def test_a_signer_nobody_named_is_not_taken_for_known():
    assert "key" in check(bundle("small")).unproven
    assert "key" not in check(bundle("small"), Expected(key=read_key(str(KEY)))).unproven


def test_another_edition_than_the_one_asked_for_is_refused():
    assert list(check(bundle("small"), Expected(edition="2020/1")).kinds) == ["edition"]


def test_a_receipts_checkpoint_is_held_against_the_bundles():
    note = decode(unpack(bundle("small")).files["checkpoint.json"])["note"]
    assert note.split("\n")[1] == "7"
    assert list(check(bundle("small"), Expected(checkpoint=(7, "00"))).kinds) == ["checkpoint"]
    assert "receipt" in check(bundle("small"), Expected(checkpoint=(8, "00"))).unproven


def test_sums_that_no_decimal_ends_are_known_to_six_places_only():
    law = law_of("small")
    thirds = [UnitFacts(f"u{n}", "province", f"Đơn vị {n}", answers(law, "province", n), order=n) for n in range(11)]
    closed = law.forms["province"].component("1.3")
    uneven = {**thirds[5].answers, "1.3": type(thirds[5].answers["1.3"])({}, settled=closed.max / 7)}
    units = [*thirds, UnitFacts("odd", "province", "Lẻ", uneven, order=20)]
    data = make(parts_of(law, units), "public")
    given = decode(unpack(data).files["facts.json"])["odd"]["given"]
    assert given["group/1"]["exact"] is False
    assert Fraction(given["group/1"]["points"]).denominator <= 10**6
    assert check(data, KNOWN).findings == []


def test_a_unit_that_did_not_report_shows_nothing_of_its_draft():
    units = [*small_units(law_of("small"))]
    facts = decode(unpack(bundle("small", "full")).files["full.json"])["opened"]["bdt"]
    assert units[4].unit == "bdt"
    assert {row["value"] is None or row["value"] == {} for row in facts.values()} == {True}


@pytest.mark.parametrize(
    "arguments",
    [["gone.zip"], ["--key", "gone", "x.zip"], ["--fingerprint", "12", "x.zip"], ["--checkpoint", "12", "x.zip"], []],
)
def test_a_command_that_cannot_be_carried_out_says_why(tmp_path, monkeypatch, capsys, arguments):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.zip").write_bytes(bundle("small"))
    with pytest.raises(SystemExit) as ended:
        sys.exit(main(["verify", *arguments]))
    assert ended.value.code == 2
    assert capsys.readouterr().err


def test_the_command_prints_its_steps_in_either_language(tmp_path, capsys):
    path = tmp_path / "goi.zip"
    path.write_bytes(bundle("small"))
    assert main(["verify", str(path), "--fingerprint", FINGERPRINT.upper()]) == 0
    assert "12. Tính lại thứ tự xếp hạng: đúng" in capsys.readouterr().out
    assert main(["verify", str(path), "--lang", "en"]) == 0
    assert "CONCLUSION: the bundle agrees in full." in capsys.readouterr().out
    path.write_bytes(bundle("small")[:-5])
    assert main(["verify", str(path)]) == 1
    assert "[truncated]" in capsys.readouterr().out


# What an outsider's machine has: everything else is blocked, Django and the database first of all.
ALONE = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        allowed = {"thuocdo", "yaml", "_yaml", "cryptography", "rfc8785", "cffi", "_cffi_backend"}
        if name.split(".")[0] not in sys.stdlib_module_names | allowed:
            raise ImportError(f"{name} is not there")
sys.meta_path.insert(0, Blocked())
from thuocdo.cli import main
sys.exit(main(["verify", *sys.argv[1:]]))
"""


def test_it_needs_neither_django_nor_a_database(tmp_path):
    (tmp_path / "goi.zip").write_bytes(bundle())
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(PACKAGES)}
    done = subprocess.run(
        [sys.executable, "-c", ALONE, "goi.zip"], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "KẾT LUẬN: gói khớp hoàn toàn." in done.stdout


def test_what_a_bundle_says_steers_no_terminal():
    files = unpack(bundle("small")).files

    def change(ranking):
        ranking["tiers"][0]["units"][0]["level"] = "\x1b[2J"

    assert "\x1b" not in "".join(lines(check(resealed(edited(files, "ranking.json", change))), "vi"))
