"""`thuocdo set check PATH`: all that keeps a criteria set from loading, or what it holds."""

import sys
from argparse import ArgumentParser, Namespace

from thuocdo.tables.chosen_set import NoSuchSet, chosen_set, set_help
from thuocdo.tables.set_text import summary


def arguments(parser: ArgumentParser, language: str) -> None:
    parser.add_argument("set", metavar="PATH", help=set_help(language))


def run(options: Namespace) -> int:
    try:
        criteria_set = chosen_set(options.set)
    except NoSuchSet as missing:
        sys.stderr.write(missing.what.get(options.lang) + "\n")
        return 2
    sys.stdout.write("OK\n" + "".join(f"{line}\n" for line in summary(criteria_set, options.lang)))
    return 0
