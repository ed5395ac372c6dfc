"""Everything under one roof: tried with a stand-in for the web and one for the worker."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.host.waiting import until

from thuocdo.host.errors import PortTaken
from thuocdo.host.port import require_free

SERVE = """
import sys
from thuocdo.host import serve
port = sys.argv[1]
web = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", port]
worker = [sys.executable, "-c", "import time; time.sleep(99)"]
serve.REST = 0.1
greet = lambda url: print("greets", url, file=sys.stderr, flush=True)
serve.keep_together([web, worker], None, f"localhost:{port}", greet)
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def served(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def children(parent: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def is_over(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.fixture
def roof(port: int, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(port)],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr
        assert any(line == f"greets http://localhost:{port}/\n" for line in process.stderr)
        yield process
    finally:
        process.kill()
        process.wait()


def test_ctrl_c_stops_everything(roof: subprocess.Popen[str], port: int) -> None:
    below = children(roof.pid)
    roof.send_signal(signal.SIGINT)
    assert roof.wait(15) == 0
    assert all(is_over(child) for child in below)
    assert not served(port)


def test_a_killed_roof_leaves_no_orphan(roof: subprocess.Popen[str], port: int) -> None:
    below = children(roof.pid)
    assert len(below) == 2
    roof.kill()
    until(lambda: all(is_over(child) for child in below))
    assert not served(port)


def test_a_part_that_dies_is_started_again(roof: subprocess.Popen[str], port: int) -> None:
    before = children(roof.pid)
    for child in before:
        os.kill(child, signal.SIGKILL)
    until(lambda: len(set(children(roof.pid)) - set(before)) == 2)
    until(lambda: served(port))


def test_a_taken_port_is_said_plainly() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"--port {taken + 1}"):
            require_free("127.0.0.1", taken)


def test_a_free_port_is_free(port: int) -> None:
    require_free("127.0.0.1", port)
