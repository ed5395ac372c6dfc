"""The option `--data`, which commands share: it wins over THUOCDO_DATA and must be settled before settings are read."""

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

WORDS = {
    "vi": "thư mục dữ liệu, mặc định THUOCDO_DATA hoặc ./var",
    "en": "data folder, THUOCDO_DATA or ./var by default",
}


def add_data(parser: ArgumentParser, language: str) -> None:
    parser.add_argument("--data", type=Path, help=WORDS[language])


def choose_data(options: Namespace) -> None:
    if options.data:
        os.environ["THUOCDO_DATA"] = str(options.data.absolute())
