"""The stamp that makes a second start quick, and must not make it blind."""

import os
from pathlib import Path

import pytest

from thuocdo.config import stamp


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "0001_first.py").write_text("x = 1")
    return tmp_path


def test_nothing_changed(package: Path) -> None:
    assert stamp.digest(package) == stamp.digest(package)


def test_a_new_a_changed_and_a_touched_file_count(package: Path) -> None:
    digests = {stamp.digest(package)}
    (package / "migrations" / "0002_second.py").write_text("")
    digests.add(stamp.digest(package))
    (package / "migrations" / "0002_second.py").write_text("y = 2")
    digests.add(stamp.digest(package))
    os.utime(package / "migrations" / "0002_second.py", (1, 1))
    digests.add(stamp.digest(package))
    assert len(digests) == 4


def test_what_preparing_makes_does_not_count(package: Path) -> None:
    before = stamp.digest(package)
    (package / "static" / "fonts").mkdir(parents=True)
    (package / "static" / "fonts" / "x.woff2").write_text("font")
    (package / "django.mo").write_text("compiled")
    assert stamp.digest(package) == before


def test_another_database_is_another_installation(package: Path) -> None:
    assert stamp.digest(package, "postgresql://a/b") != stamp.digest(package, "")


def test_a_stamp_holds_only_for_what_it_was_set_down_for(package: Path) -> None:
    file = package / "prepared"
    assert not stamp.holds(file, "a")
    stamp.set_down(file, "a")
    assert stamp.holds(file, "a")
    assert not stamp.holds(file, "b")
