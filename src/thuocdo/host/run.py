"""`./run`: from a fresh copy to a running installation; standard library only, `.venv/bin/thuocdo` does the rest."""

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from pathlib import Path

from thuocdo.host.environment import ROOT, VENV, install
from thuocdo.host.errors import HostError
from thuocdo.host.port import require_free

ABOUT = """Cài đặt lần đầu và chạy Thước đo trên máy này; dừng bằng Ctrl-C.
Sets up Thước đo on the first run and serves it on this machine; Ctrl-C stops it.
"""


def main(arguments: list[str]) -> None:
    """Checks the port, builds the environment, hands over to `thuocdo serve` or `thuocdo prepare`; does not return."""
    asked = _read(arguments)
    # Absolute, and of the copy rather than of wherever somebody stands: `./run` means the same from any folder.
    os.environ["THUOCDO_DATA"] = str(Path(asked.data or os.environ.get("THUOCDO_DATA") or ROOT / "var").absolute())
    if not asked.prepare:
        require_free(asked.host, asked.port)
    install(ROOT / "requirements.lock")
    empty = ["--empty"] if asked.empty else []
    where = ["--host", asked.host, "--port", str(asked.port)]
    command = ["prepare", *empty] if asked.prepare else ["serve", *empty, *where]
    os.environ.pop("PYTHONPATH", None)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each start compiles the whole product anew
    os.execv(VENV / "bin" / "thuocdo", ["thuocdo", *command])  # noqa: S606 (one process, no shell)


def _read(arguments: list[str]) -> Namespace:
    parser = ArgumentParser("./run", description=ABOUT, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--prepare", action="store_true", help="chỉ cài đặt rồi kết thúc · set up and exit")
    parser.add_argument("--empty", action="store_true", help="hệ thống thật, trống · a real, empty installation")
    parser.add_argument("--port", type=int, default=8000, help="cổng · port (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ · address to listen on (127.0.0.1)")
    parser.add_argument("--data", help="thư mục dữ liệu · data folder (THUOCDO_DATA, var)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except HostError as fault:
        sys.exit(str(fault))
    except KeyboardInterrupt:
        sys.exit("Đã dừng; chạy lại ./run để tiếp tục.\nStopped; run ./run again to go on.")
