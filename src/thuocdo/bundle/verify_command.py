"""`thuocdo verify BUNDLE`: works a published result out again and says what holds and what does not.

Exit codes: 0 all of it agrees, 1 something does not, 2 the command or its input is wrong.
"""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from thuocdo.bundle.checking import check
from thuocdo.bundle.commitments import is_digest
from thuocdo.bundle.note import Key, NoteFault, read_key
from thuocdo.bundle.report import Expected
from thuocdo.bundle.telling import lines
from thuocdo.bundle.words import COMMAND, pick


class _Unusable(Exception):
    """The command cannot be carried out; says why."""


def arguments(parser: ArgumentParser, language: str) -> None:
    words = {key: pick(said, language) for key, said in COMMAND.items()}
    parser.add_argument("bundle", metavar="BUNDLE", type=Path, help=words["bundle"])
    signer = parser.add_mutually_exclusive_group()
    signer.add_argument("--key", metavar="FILE", type=Path, help=words["key"])
    signer.add_argument("--fingerprint", metavar="HEX", help=words["fingerprint"])
    parser.add_argument("--edition", metavar="YEAR/NUMBER", help=words["edition"])
    parser.add_argument("--checkpoint", metavar="SIZE:ROOT", help=words["checkpoint"])


def run(options: Namespace) -> int:
    try:
        expected = Expected(_key(options), _fingerprint(options), options.edition, _checkpoint(options))
        data = _read(options.bundle, options.lang)
    except _Unusable as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    report = check(data, expected)
    sys.stdout.writelines(f"{line}\n" for line in lines(report, options.lang))
    return 0 if report.is_good else 1


def _say(key: str, options: Namespace, **args: object) -> _Unusable:
    return _Unusable(pick(COMMAND[key], options.lang).format(**args))


def _read(path: Path, lang: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise _Unusable(pick(COMMAND["no_file"], lang).format(path=path)) from None


def _key(options: Namespace) -> Key | None:
    if options.key is None:
        return None
    try:
        return read_key(_read(options.key, options.lang).decode())
    except (NoteFault, UnicodeDecodeError):
        raise _say("no_key", options, path=options.key) from None


def _fingerprint(options: Namespace) -> str | None:
    if options.fingerprint is None:
        return None
    text = options.fingerprint.replace(":", "").replace(" ", "").lower()
    if not is_digest(text):
        raise _say("no_fingerprint", options, text=options.fingerprint)
    return text


def _checkpoint(options: Namespace) -> tuple[int, str] | None:
    if options.checkpoint is None:
        return None
    size, colon, root = options.checkpoint.partition(":")
    if not (colon and size.isdigit() and root):
        raise _say("no_checkpoint", options, text=options.checkpoint)
    return int(size), root.lower()
