"""`thuocdo serve`: prepares the installation where something changed, then runs it under the application's own role."""

import os
import subprocess
import sys

from thuocdo.config import environment as env
from thuocdo.config.prepare import prepare
from thuocdo.config.roles import APPLICATION
from thuocdo.host.port import require_free
from thuocdo.host.serve import serve as keep_serving


def serve(address: str = "127.0.0.1", port: int = 8000, empty: bool = False) -> None:
    """Serves until Ctrl-C. empty: see `prepare`. Raises HostError; PortTaken before anything is started."""
    require_free(address, port)
    if not env.text("THUOCDO_EMAIL_URL", ""):
        os.environ.setdefault("THUOCDO_URL", f"http://localhost:{port}")  # for the e-mails that a sample catches
    prepare(empty)
    from thuocdo.config import settings

    if settings.EMBEDDED:
        os.environ["THUOCDO_DATABASE_ROLE"] = APPLICATION
    keep_serving(settings.DATA / "pg" if settings.EMBEDDED else None, address, port, greet=_greet)


def _greet(url: str) -> None:
    sys.stdout.write(f"\nThước đo: {url}  (tiếng Anh · English: {url}en/)\nDừng: Ctrl-C · Stop: Ctrl-C\n\n")
    sys.stdout.flush()
    subprocess.run([sys.executable, "-m", "thuocdo.config.welcome"], check=False)
