"""`thuocdo facts YEAR`: a season's final facts as the table that `thuocdo score` reads."""

import sys
from argparse import ArgumentParser, Namespace

from thuocdo.config.folder import add_data, choose_data
from thuocdo.config.installed import installed
from thuocdo.host.errors import HostError

WORDS = {
    "vi": {
        "year": "năm của kỳ đánh giá",
        "none": "Không có kỳ đánh giá năm {year}. Các năm đang có: {years}.",
        "nothing": "chưa có năm nào",
    },
    "en": {
        "year": "the season's year",
        "none": "There is no season {year}. Years there are: {years}.",
        "nothing": "none yet",
    },
}


def arguments(parser: ArgumentParser, language: str) -> None:
    parser.add_argument("year", type=int, help=WORDS[language]["year"])
    add_data(parser, language)


def run(options: Namespace) -> int:
    choose_data(options)
    try:
        with installed(options.lang):
            return _print(options.year, WORDS[options.lang])
    except HostError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2


def _print(year: int, words: dict[str, str]) -> int:
    from thuocdo.cycles.queries import seasons
    from thuocdo.results.facts_csv import facts_csv
    from thuocdo.results.queries import facts

    real = seasons().filter(is_practice=False)
    season = real.filter(year=year).first()
    if season is None:
        years = ", ".join(str(row.year) for row in real) or words["nothing"]
        sys.stderr.write(words["none"].format(year=year, years=years) + "\n")
        return 2
    sys.stdout.write(facts_csv(facts(season)))
    return 0
