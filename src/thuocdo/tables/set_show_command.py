"""`thuocdo set show ID`: a criteria set as text, with the article behind every value."""

import sys
from argparse import ArgumentParser, Namespace

from thuocdo.regulation import Text
from thuocdo.tables.chosen_set import NoSuchSet, chosen_set, set_help
from thuocdo.tables.set_text import set_as_text

TIER = Text("chỉ xem biểu của một cấp", "only the form of one tier")
NO_TIER = Text(
    "bộ tiêu chí không có cấp “{got}”; ghi một trong: {known}", "the set has no tier “{got}”; write one of: {known}"
)


def arguments(parser: ArgumentParser, language: str) -> None:
    parser.add_argument("set", metavar="ID", help=set_help(language))
    parser.add_argument("--tier", help=TIER.get(language))


def run(options: Namespace) -> int:
    try:
        criteria_set = chosen_set(options.set)
    except NoSuchSet as missing:
        sys.stderr.write(missing.what.get(options.lang) + "\n")
        return 2
    if options.tier and options.tier not in criteria_set.forms:
        known = ", ".join(criteria_set.forms)
        sys.stderr.write(NO_TIER.get(options.lang).format(got=options.tier, known=known) + "\n")
        return 2
    for line in set_as_text(criteria_set, options.lang, options.tier):
        sys.stdout.write(line + "\n")
    return 0
