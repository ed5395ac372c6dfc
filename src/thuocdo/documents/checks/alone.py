"""Looks at a file, or draws it, in a process of its own: whatever the file does to the library, it ends there.

python -m thuocdo.documents.checks.alone PATH          prints the reason why a PDF is unfit, or nothing
"""

import resource
import subprocess
import sys
from pathlib import Path

from thuocdo.documents.checks import pdf
from thuocdo.documents.checks.unfit import Reason, Unfit

MEMORY = 1024**3  # bytes of address space; the libraries themselves take a third
SECONDS = 10  # of work
PATIENCE = 30  # seconds by the clock: on a busy machine the work takes its turns


def look(path: Path) -> None:
    """Like `pdf.look`; a file that takes too much memory or time is unfit as well."""
    try:
        done = run("thuocdo.documents.checks.alone", str(path))
    except subprocess.TimeoutExpired as fault:
        raise Unfit(Reason.TOO_COMPLEX) from fault
    told = done.stdout.decode("ascii", "replace").strip()
    if told in set(Reason):
        raise Unfit(Reason(told))
    if done.returncode:
        raise Unfit(Reason.TOO_COMPLEX)


def run(
    module: str, *arguments: str, given: bytes = b"", seconds: float = PATIENCE
) -> subprocess.CompletedProcess[bytes]:
    """Runs one of our own modules apart, with `given` to read and nothing of this process's environment but the path to
    its code. Raises subprocess.TimeoutExpired."""
    environment = {"PYTHONPATH": str(Path(__file__).parents[3]), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    call = [sys.executable, "-s", "-m", module, *arguments]
    return subprocess.run(call, env=environment, input=given, capture_output=True, timeout=seconds, check=False)


def confine() -> None:
    """Of the present process; called by the child itself, for a fork with a hook is not safe among threads."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    confine()
    try:
        pdf.look(Path(sys.argv[1]))
    except Unfit as fault:
        sys.stdout.write(fault.reason)
    return 0


if __name__ == "__main__":
    sys.exit(main())
