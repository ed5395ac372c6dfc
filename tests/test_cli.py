"""The command line: what an officer types, what comes back, and with which exit code."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tables.demo import DEMO, whole_report, write_csv

from thuocdo import cli

UNIT_KEYS = [
    "unit", "name", "state", "total", "level", "level_total", "level_groups", "position", "max_total", "exempt_max",
    "done_max", "scored", "percent", "groups", "components",
]  # fmt: skip


@pytest.fixture
def thuocdo(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs a command in this process: exit code, output, errors."""

    def run(*words: object) -> tuple[int, str, str]:
        try:
            code = cli.main([str(word) for word in words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        return (code, *capsys.readouterr())

    return run


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    path = tmp_path / "demo.yaml"
    path.write_text(DEMO, encoding="utf-8")
    return path


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    rows = [*whole_report("u1", "Sở A"), *whole_report("h1", "Huyện B", "district")]
    return write_csv(tmp_path / "answers.csv", rows)


def in_new_process(*words: object, code: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "thuocdo.cli"]
    return subprocess.run(
        [*command, *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )


def test_the_built_in_set_scores_a_table_into_the_agreed_json(thuocdo, tmp_path: Path) -> None:
    rows = [
        ("stttt", "province", "1.3", "a", "18", "Sở Thông tin và Truyền thông"),
        ("stttt", "province", "1.3", "b", "24", ""),
        ("stttt", "province", "4.1", "exempt", "123/UBND-CNTT", ""),
        ("hue", "district", "", "not_reported", "bão lụt", "Thành phố Huế"),
    ]
    code, out, err = thuocdo("score", "qd-3043-2021", write_csv(tmp_path / "a.csv", rows), "--out", "json")
    assert (code, err) == (0, "")
    result = json.loads(out)
    province, district = result["tiers"]
    (unit,) = province["units"]
    assert list(unit) == UNIT_KEYS
    assert (result["status"], len(unit["components"]), len(unit["groups"])) == ("PROVISIONAL", 30, 8)
    # 18/24 of the 90% needed earns 5/3 of 2; 12 of 100 are exempt: 5/3 x 100 / 88
    assert (unit["scored"], unit["done_max"], unit["total"]) == ("1.666667", "88.000000", "1.89")
    assert district["units"][0]["state"] == "not_reported"


def test_a_set_may_be_a_path_and_the_table_is_the_default(thuocdo, demo: Path, answers: Path) -> None:
    code, out, _ = thuocdo("score", demo, answers)
    assert code == 0
    assert "Cấp tỉnh: 1 đơn vị" in out
    assert "Cấp huyện: 1 đơn vị" in out


def test_bad_input_ends_with_2_every_fault_and_no_result(thuocdo, demo: Path, tmp_path: Path) -> None:
    rows = [*whole_report("u1"), ("u1", "province", "9.9", "a", "1"), ("u1", "provinz", "1.1", "plan", "1")]
    table = write_csv(tmp_path / "bad.csv", rows)
    code, out, err = thuocdo("score", demo, table, "--out", "json")
    assert (code, out) == (2, "")
    assert f"{table}, dòng 16: " in err
    assert f"{table}, dòng 17: " in err
    assert err.endswith("2 lỗi trong bảng số liệu; chưa chấm gì.\n")


@pytest.mark.parametrize("ask", [["--lang", "en"], ["--lang=en"]])
def test_english_is_a_switch_anywhere(thuocdo, demo: Path, ask: list[str]) -> None:
    for words in ([*ask, "score", demo, "none.csv"], ["score", demo, "none.csv", *ask]):
        code, _, err = thuocdo(*words)
        assert (code, err.splitlines()[-1]) == (2, "1 faults in the table; nothing was computed.")


def test_english_may_come_from_the_environment(thuocdo, demo: Path, answers: Path, monkeypatch) -> None:
    monkeypatch.setenv("THUOCDO_LANG", "en")
    assert "Provincial tier: 1 units" in thuocdo("score", demo, answers)[1]
    assert "Cấp tỉnh: 1 đơn vị" in thuocdo("score", demo, answers, "--lang", "vi")[1]


def test_an_unknown_set_lists_the_built_in_ones(thuocdo, answers: Path) -> None:
    code, out, err = thuocdo("score", "qd-3043", answers)
    assert (code, out) == (2, "")
    assert "Bộ có sẵn: qd-3043-2021" in err


def test_a_set_that_does_not_load_says_every_fault_with_file_and_line(thuocdo, tmp_path: Path, answers: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(DEMO.replace("count: 10", "count: 9").replace("full: 0.9", "ful: 0.9"), encoding="utf-8")
    for command in (["score", path, answers], ["set", "check", path], ["set", "show", path]):
        code, out, err = thuocdo(*command)
        assert (code, out) == (2, "")
        assert err.count("bad.yaml:") >= 2


def test_checking_a_good_set_sums_it_up(thuocdo) -> None:
    code, out, _ = thuocdo("set", "check", "qd-3043-2021")
    assert code == 0
    assert out.startswith("OK\n")
    assert "8 nhóm, 30 chỉ số thành phần, 100 điểm" in out


def test_showing_a_set_gives_articles_rules_and_both_forms(thuocdo) -> None:
    code, out, _ = thuocdo("set", "show", "qd-3043-2021")
    assert code == 0
    assert out.count("4.1 ") >= 2
    for words in ("BẢN TẠM", "[Điều 4.4]", "Phụ lục I ", "Phụ lục II ", "từ 90% trở lên được 2 điểm", "Hội đồng chấm"):
        assert words in out
    assert "không lớn hơn b" in out


def test_one_form_of_a_set_in_english(thuocdo) -> None:
    code, out, _ = thuocdo("set", "show", "qd-3043-2021", "--tier", "district", "--lang", "en")
    assert code == 0
    assert "Appendix II" in out
    assert "Appendix I -" not in out
    assert "from 48 up: 3 of 3" in out
    code, _, err = thuocdo("set", "show", "qd-3043-2021", "--tier", "commune")
    assert (code, "province, district" in err) == (2, True)


@pytest.mark.parametrize("kind", ["checklist", "ratio", "tiers", "choice", "measure", "points", "survey"])
def test_every_scoring_kind_is_shown_in_words(thuocdo, demo: Path, kind: str) -> None:
    words = {
        "checklist": "cộng điểm các mục đạt", "ratio": "a / b: từ 90%", "tiers": "từ 5 trở lên: 1 điểm",
        "choice": "full: Đủ: 2 điểm", "measure": "mức tốt nhất của cấp", "points": "chấm điểm trực tiếp, từ 0 đến 2",
        "survey": "cần ít nhất 30 phiếu hợp lệ",
    }  # fmt: skip
    assert words[kind] in thuocdo("set", "show", demo)[1]


def test_help_is_in_both_languages_and_lists_every_command(thuocdo) -> None:
    code, out, _ = thuocdo("--help")
    assert code == 0
    for name, command in cli.COMMANDS.items():
        assert name in out
        assert command.vi in out
        assert command.en in out


def test_half_a_command_shows_its_other_half(thuocdo) -> None:
    code, out, _ = thuocdo("set")
    assert code == 0
    assert "set check" in out
    assert "score" not in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ""),
        (["scorre"], "không có lệnh “scorre”"),
        (["set", "shw"], "không có lệnh “set shw”"),
        (["score"], "còn thiếu: SET, ANSWERS"),
        (["score", "a", "b", "--out", "xml"], "--out: không nhận 'xml'"),
        (["score", "a", "b", "c"], "không hiểu: c"),
    ],
)
def test_a_wrong_command_ends_with_2_and_says_what_is_wrong(thuocdo, words: list[str], said: str) -> None:
    code, _, err = thuocdo(*words)
    assert code == 2
    assert said in err


@pytest.mark.parametrize("name", list(cli.COMMANDS))
def test_every_command_explains_itself(thuocdo, name: str) -> None:
    code, out, _ = thuocdo(*name.split(), "--help")
    assert code == 0
    assert cli.COMMANDS[name].vi in " ".join(out.split())


def test_scoring_loads_neither_django_nor_a_spreadsheet_library(demo: Path, answers: Path) -> None:
    code = (
        "import sys; from thuocdo.cli import main; assert main(sys.argv[1:]) == 0;"
        "loaded = {name.split('.')[0] for name in sys.modules};"
        "print(sorted(loaded & {'django', 'psycopg', 'python_calamine', 'numpy'}))"
    )
    ran = in_new_process("score", demo, answers, "--out", "json", code=code)
    assert ran.stdout.endswith("[]\n"), ran.stderr


def test_vietnamese_comes_out_whatever_the_locale(demo: Path, answers: Path) -> None:
    ran = in_new_process("score", demo, answers, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert ran.returncode == 0, ran.stderr
    assert "Cấp tỉnh" in ran.stdout


def test_a_reader_who_has_seen_enough_causes_no_complaint(demo: Path, tmp_path: Path) -> None:
    rows = [row for number in range(200) for row in whole_report(f"u{number}")]
    table = write_csv(tmp_path / "many.csv", rows)
    with subprocess.Popen(
        [sys.executable, "-m", "thuocdo.cli", "score", str(demo), str(table), "--out", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == cli.PIPE_CLOSED


def test_progress_is_told_on_the_error_stream_and_only_if_asked_for(thuocdo, demo: Path, answers: Path) -> None:
    assert thuocdo("score", demo, answers)[2] == ""
    code, out, err = thuocdo("score", demo, answers, "--progress")
    assert code == 0
    assert "Đang" in err
    assert "Đang" not in out
