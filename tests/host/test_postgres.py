"""The embedded server: shared, stopped by the last to leave, and by nobody's absence of mind."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.host.waiting import until

from thuocdo.host import database, postgres
from thuocdo.host.errors import ClosedFolder, ForeignFolder

USER = """
import sys, time
from pathlib import Path
from thuocdo.host import postgres
with postgres.running(Path(sys.argv[1]), postgres.UNSYNCED):
    print("in", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cluster that the tests of this file share; pytest's own folders are closed to the server's account."""
    folder = Path("/var/tmp") / f"thuocdo-test-{os.getpid()}"  # noqa: S108 (own name, removed below)
    yield folder / "pg"
    until(lambda: not postgres.listens(folder / "pg"))
    shutil.rmtree(folder)


def enter(data: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "in\n"
    return process


def test_the_server_runs_inside_the_block_and_not_after_it(data: Path) -> None:
    with postgres.running(data, postgres.UNSYNCED):
        assert postgres.answers(data)
        assert postgres.listens(data)
    assert not postgres.answers(data)


def test_the_last_user_to_leave_stops_the_server(data: Path) -> None:
    first, second = enter(data), enter(data)
    first.communicate("")
    assert postgres.answers(data)
    second.communicate("")
    assert not postgres.answers(data)


def test_a_killed_user_leaves_no_server_behind(data: Path) -> None:
    user = enter(data)
    user.kill()
    user.communicate()
    until(lambda: not postgres.listens(data))


def test_a_killed_server_is_started_again(data: Path) -> None:
    with postgres.running(data, postgres.UNSYNCED):
        number = int((data / "postmaster.pid").read_text().split()[0])
        os.kill(number, 9)
        until(lambda: not postgres.listens(data))
        postgres.start(data, postgres.UNSYNCED)
        assert postgres.answers(data)


def test_a_half_made_cluster_is_made_anew(data: Path) -> None:
    half = data.with_name("other.half")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    with postgres.running(data.with_name("other"), postgres.UNSYNCED):
        assert postgres.answers(data.with_name("other"))
    assert not half.exists()


def test_an_interrupted_first_set_up_begins_anew_and_a_finished_one_is_kept(data: Path) -> None:
    with postgres.running(data, postgres.UNSYNCED):
        assert database.begin(data)
        assert database.begin(data)
        database.finish(data)
        assert not database.begin(data)


def test_a_long_path_gets_a_short_socket_folder(tmp_path: Path) -> None:
    long = tmp_path.joinpath(*["thư-mục-rất-dài"] * 9)
    assert postgres.address(tmp_path) == tmp_path
    assert len(bytes(postgres.address(long))) <= postgres.SOCKET_ROOM
    assert postgres.address(long) != postgres.address(long / "x")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs as somebody else")
def test_root_is_told_which_folder_is_closed(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(ClosedFolder, match="nobody"):
        postgres.start(closed / "pg")


@pytest.mark.skipif(os.geteuid() == 0, reason="to root every folder is its own")
def test_a_folder_of_somebody_else_is_refused() -> None:
    with pytest.raises(ForeignFolder):
        postgres.start(Path("/"))
