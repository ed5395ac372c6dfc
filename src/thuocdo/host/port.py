"""Is the web's port free? Asked before anything is set up or started: `python -m thuocdo.host.port ADDRESS PORT`."""

import socket
import sys

from thuocdo.host.errors import PortTaken


def require_free(address: str, port: int) -> None:
    """Raises PortTaken where another program listens, or where this account may not listen."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections that linger do not count
        try:
            probe.bind((address, port))
        except OSError as error:
            raise PortTaken(
                f"Không dùng được cổng {port} ({error.strerror}): hãy dừng chương trình đang dùng cổng này "
                f"hoặc chọn cổng khác, ví dụ: ./run --port {port + 1}",
                f"Port {port} cannot be used ({error.strerror}): stop the program that uses it "
                f"or choose another, for example: ./run --port {port + 1}",
            ) from error


if __name__ == "__main__":
    try:
        require_free(sys.argv[1], int(sys.argv[2]))
    except PortTaken as fault:
        sys.exit(str(fault))
