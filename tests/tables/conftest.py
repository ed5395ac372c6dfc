from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tables.demo import DEMO, Row, write_csv

from thuocdo.regulation import CriteriaSet, load_set
from thuocdo.tables.faults import TableFaults
from thuocdo.tables.score_table import score_table


@pytest.fixture(scope="session")
def demo_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sets") / "demo.yaml"
    path.write_text(DEMO, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def demo_set(demo_path: Path) -> CriteriaSet:
    return load_set(demo_path)


@pytest.fixture
def refusal(demo_set: CriteriaSet, tmp_path: Path) -> Callable[..., list[str]]:
    """What is said in English about a table that must be refused: a file, or rows to be written as CSV."""

    def refused(table: Path | list[Row], **options: object) -> list[str]:
        path = table if isinstance(table, Path) else write_csv(tmp_path / "answers.csv", table, **options)
        with pytest.raises(TableFaults) as caught:
            score_table(demo_set, path)
        return [line.removeprefix(f"{path}").removeprefix(", ") for line in caught.value.sentences("en")]

    return refused
