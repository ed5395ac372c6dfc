"""`thuocdo`: parses, calls, prints. Each command is a module of its own, loaded only when it is asked for.

A command's module has `arguments(parser, language)` and `run(options) -> exit code`; `options.lang` is always there.
Exit codes: 0 done, 2 the input or the command is wrong (nothing was done), 130 stopped by Ctrl-C.
"""

import os
import re
import sys
from argparse import ArgumentParser
from importlib import import_module
from typing import NamedTuple, NoReturn

STOPPED, PIPE_CLOSED = 130, 141  # 128 + the signal's number, as for any program


class Command(NamedTuple):
    module: str
    vi: str
    en: str

    def help(self, language: str) -> str:
        return self.en if language == "en" else self.vi


COMMANDS = {
    "score": Command(
        "thuocdo.tables.score_command",
        "Chấm và xếp hạng các đơn vị trong một bảng số liệu",
        "Score and rank the units of a table of answers",
    ),
    "verify": Command(
        "thuocdo.bundle.verify_command",
        "Kiểm tra một gói dữ liệu đối chiếu và tính lại kết quả",
        "Check a results bundle and work the result out again",
    ),
    "set check": Command("thuocdo.tables.set_check_command", "Kiểm tra một bộ tiêu chí", "Check a criteria set"),
    "set show": Command(
        "thuocdo.tables.set_show_command",
        "Xem một bộ tiêu chí: điều khoản, cách chấm điểm, hướng dẫn",
        "Show a criteria set: articles, scoring rules, guidance",
    ),
    "serve": Command("thuocdo.config.serve_command", "Chạy Thước đo trên máy này", "Serve Thước đo on this machine"),
    "prepare": Command(
        "thuocdo.config.prepare_command", "Cài đặt những gì còn thiếu rồi kết thúc", "Set up what is missing and exit"
    ),
    "facts": Command(
        "thuocdo.config.facts_command",
        "Xuất số liệu của một kỳ đánh giá cho lệnh score",
        "Export a season's facts for `score`",
    ),
    "audit verify": Command(
        "thuocdo.config.audit_verify_command",
        "Kiểm tra nhật ký hệ thống, kể cả với phiếu xác nhận",
        "Verify the audit record, also against receipts",
    ),
    "messages": Command(
        "thuocdo.config.messages_command",
        "Cập nhật hoặc biên dịch các bản dịch giao diện",
        "Update or compile the translations of the pages",
    ),
}


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and gives its exit code; what it says is Vietnamese unless --lang or THUOCDO_LANG say en."""
    words = sys.argv[1:] if arguments is None else arguments
    _write_utf8()
    try:
        language, words = _language(words)
        code = _dispatch(words, language)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        # The reader (such as `head`) has what it wants; what is still buffered must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return code


def _dispatch(words: list[str], language: str) -> int:
    for length in (2, 1):
        name = " ".join(words[:length])
        if name in COMMANDS:
            return _run(name, words[length:], language)
    known = {name.split()[0] for name in COMMANDS}
    if not words or words[0] in ("-h", "--help") or (words[0] in known and words[1:] in ([], ["-h"], ["--help"])):
        sys.stdout.write(overview(words[0] if words and words[0] in known else ""))
        return 0 if words else 2
    said = " ".join(words[:2] if words[0] in known else words[:1])
    sys.stderr.write(f"thuocdo: không có lệnh “{said}” · there is no command “{said}”\n\n{overview()}")
    return 2


def _run(name: str, words: list[str], language: str) -> int:
    command = COMMANDS[name]
    module = import_module(command.module)
    parser = Parser(name, command, language)
    module.arguments(parser, language)
    return module.run(parser.parse_args(words))


def overview(first_word: str = "") -> str:
    """The commands, each in both languages; only those that begin with `first_word` where it is given."""
    chosen = {name: command for name, command in COMMANDS.items() if name.split()[0].startswith(first_word)}
    lines = [f"  {name:<12}{command.vi}\n{'':14}{command.en}" for name, command in chosen.items()]
    return (
        "Thước đo: đánh giá và xếp hạng · assessment and ranking\n\n"
        "Cách dùng · Usage: thuocdo LỆNH · COMMAND [...]\n\n" + "\n".join(lines) + "\n\n"
        "thuocdo LỆNH --help: cách dùng từng lệnh · how to use a command\n"
        "--lang en, THUOCDO_LANG=en: tiếng Anh · English\n"
    )


# What argparse says by itself, in Vietnamese.
ARGPARSE_WORDS = (
    (r"^usage: ", "cách dùng: "),
    (r"^the following arguments are required: ", "còn thiếu: "),
    (r"^unrecognized arguments: ", "không hiểu: "),
    (r"^argument ([^:]+): invalid choice: (.*) \(choose from (.*)\)$", r"\1: không nhận \2, chọn một trong \3"),
    (r"^argument ([^:]+): expected one argument$", r"\1: thiếu giá trị"),
    (r"^argument ([^:]+): invalid int value: (.*)$", r"\1: \2 không phải số nguyên"),
)


def in_vietnamese(words: str) -> str:
    for pattern, vietnamese in ARGPARSE_WORDS:
        words = re.sub(pattern, vietnamese, words)
    return words


class Parser(ArgumentParser):
    """An argument parser that speaks the chosen language and ends with code 2."""

    def __init__(self, name: str, command: Command, language: str) -> None:
        super().__init__(f"thuocdo {name}", description=command.help(language), add_help=False, allow_abbrev=False)
        self.language = language
        if language == "vi":
            self._positionals.title, self._optionals.title = "cần có", "tùy chọn"
        shown = {"vi": "xem cách dùng rồi kết thúc", "en": "show this help and exit"}
        self.add_argument("-h", "--help", action="help", help=shown[language])
        self.set_defaults(lang=language)

    def format_help(self) -> str:
        return in_vietnamese(super().format_help()) if self.language == "vi" else super().format_help()

    def format_usage(self) -> str:
        return in_vietnamese(super().format_usage()) if self.language == "vi" else super().format_usage()

    def error(self, message: str) -> NoReturn:
        said = in_vietnamese(message) if self.language == "vi" else message
        self.exit(2, f"{self.format_usage()}{self.prog}: {said}\n")


def _language(words: list[str]) -> tuple[str, list[str]]:
    """The language asked for, and the words without `--lang`: it may stand anywhere and rules usage errors too."""
    chosen, rest = os.environ.get("THUOCDO_LANG", "vi"), []
    following = iter(words)
    for word in following:
        if word == "--lang":
            chosen = next(following, "")
        elif word.startswith("--lang="):
            chosen = word.removeprefix("--lang=")
        else:
            rest.append(word)
    return ("en" if chosen == "en" else "vi"), rest


def _write_utf8() -> None:
    """Vietnamese must not fail on a machine whose locale is not UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
