"""Builds `.venv` from a lock file, with nothing but Python and pip: `python3 -m thuocdo.host.environment LOCK`.

Runs before anything is installed, so it knows the standard library only. What was begun and not finished is recognised
by `.venv/.unfinished` and built anew: a package that pip was killed over looks whole to the next pip.
"""

import fcntl
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from thuocdo.host.errors import HostError

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UNFINISHED = VENV / ".unfinished"
QUIET = ("--quiet", "--disable-pip-version-check", "--no-input", "--retries", "3")


class NoPip(HostError):
    pass


class NotInstalled(HostError):
    pass


def install(lock: Path) -> bool:
    """Brings `.venv` up to `lock`, by exact versions and hashes; says whether there was anything to do.

    Two at once take turns. Raises NoPip, NotInstalled.
    """
    with open(ROOT / "pyproject.toml", encoding="utf-8") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return _install(lock)


def _install(lock: Path) -> bool:
    stamp = VENV / f".{lock.stem}"
    wanted = _wanted(lock)
    whole = VENV.exists() and not UNFINISHED.exists()
    if whole and stamp.exists() and stamp.read_text("ascii") == wanted:
        return False
    if not whole or not _is_ours():
        _make()
    UNFINISHED.touch()
    _say("Cài các gói phần mềm (một lần, chừng một phút)", "Installing packages (once, about a minute)")
    _pip("--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(lock))
    _pip("--no-deps", "--no-index", "--no-build-isolation", "-e", str(ROOT))
    stamp.write_text(wanted, "ascii")
    UNFINISHED.unlink()
    return True


def _wanted(lock: Path) -> str:
    """Names the lock, the interpreter and the place: scripts in `.venv/bin` carry its path and break when moved."""
    what = f"{sys.version_info[:2]} {ROOT} {lock.read_text('utf-8')}"
    return hashlib.sha256(what.encode()).hexdigest()


def _is_ours() -> bool:
    """An environment of the same Python that still runs may be brought up to date instead of built anew."""
    try:
        asked = subprocess.run(
            [PYTHON, "-c", "import sys; print(*sys.version_info[:2])"], capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return asked.stdout.split() == [str(part).encode() for part in sys.version_info[:2]]


def _make() -> None:
    """Without pip inside: Debian's bare python3 cannot put it there, and the machine's own pip serves from outside."""
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir()
    UNFINISHED.touch()
    made = subprocess.run([sys.executable, "-m", "venv", "--without-pip", VENV], capture_output=True, text=True)
    if made.returncode:
        raise NotInstalled(f"Không tạo được {VENV}.\n{made.stderr}", f"{VENV} could not be made.")


def _pip(*arguments: str) -> None:
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode:
        raise NoPip(
            "Thiếu pip. Trên Debian, Ubuntu: sudo apt install python3-pip",
            "pip is missing. On Debian, Ubuntu: sudo apt install python3-pip",
        )
    done = subprocess.run([sys.executable, "-m", "pip", "--python", PYTHON, "install", *QUIET, *arguments])
    if done.returncode:
        raise NotInstalled(
            "Chưa cài được các gói: hãy kiểm tra kết nối mạng (lần đầu tải chừng 100 MB) rồi chạy lại.",
            "The packages were not installed: check the network (the first run downloads 100 MB) and try again.",
        )


def _say(vi: str, en: str) -> None:
    print(f"{vi}\n  {en}", flush=True)  # noqa: T201 (a command's output)


if __name__ == "__main__":
    try:
        install(ROOT / sys.argv[1])
    except HostError as fault:
        sys.exit(str(fault))
