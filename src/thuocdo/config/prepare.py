"""Makes an installation ready to serve: fonts, translations, static files, database, and on the first time its content.

Every step may be interrupted and repeated. When nothing changed since the last time, Django is not even loaded.
"""

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from urllib.parse import urlsplit

from thuocdo.config import stamp
from thuocdo.host import assets, database, postgres
from thuocdo.host.errors import HostError

PACKAGE = Path(__file__).resolve().parents[1]
FONTS = PACKAGE / "common" / "static" / "fonts"


class OtherKind(HostError):
    """An empty installation was asked for where there are sample data."""


def prepare(empty: bool = False) -> None:
    """Prepares the installation in THUOCDO_DATA, or on the server of DATABASE_URL.

    empty: a real installation with a first administrator instead of the sample data; matters on the first time only.
    Prints what it does. Raises HostError and what migrations raise.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thuocdo.config.settings")
    from thuocdo.config import settings

    done = settings.DATA / "prepared"
    wanted = stamp.digest(PACKAGE, _database(os.environ.get("DATABASE_URL", "")))
    if not (stamp.holds(done, wanted) and _cluster_is_there(settings.DATA, settings.EMBEDDED)):
        _prepare(settings.DATA, settings.EMBEDDED, empty)
        stamp.set_down(done, wanted)
    elif empty:
        with _server(settings.DATA, settings.EMBEDDED):
            _refuse_sample()


def _database(url: str) -> str:
    """The database without the role: the owner prepares what the application then serves."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}{parts.path}"


def make_assets() -> None:
    """What pages need and the repository does not keep: the fonts and the compiled translations."""
    from thuocdo.config import messages

    assets.make_fonts(FONTS)
    messages.compile_all(PACKAGE)


def _prepare(data: Path, embedded: bool, empty: bool) -> None:
    data.mkdir(mode=0o711, parents=True, exist_ok=True)  # the embedded server's account passes through, reads nothing
    _say("Chuẩn bị phông chữ, bản dịch", "Preparing fonts, translations")
    make_assets()
    _say("Chuẩn bị cơ sở dữ liệu", "Preparing the database")
    with _server(data, embedded):
        new = embedded and database.begin(data / "pg")
        _migrate()
        if new or (not embedded and _is_bare()):
            _fill(empty)
        elif empty:
            _refuse_sample()
        if new:
            database.finish(data / "pg")


def _migrate() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    from thuocdo.config.roles import grant_to_application

    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    grant_to_application()


def _is_bare() -> bool:
    """Nothing was ever set up on this served database, which is not ours to drop and make anew."""
    from thuocdo.common.models import Installation

    return not Installation.objects.exists()


def _fill(empty: bool) -> None:
    if empty:
        from thuocdo.accounts.actions import first_administrator

        username, password = first_administrator()
        _say(
            f"Quản trị viên đầu tiên: {username} · mật khẩu dùng một lần: {password}",
            f"First administrator: {username} · one-time password: {password}",
        )
        return
    _say("Dựng dữ liệu mẫu (một lần, chừng nửa phút)", "Building the sample data (once, about half a minute)")
    from thuocdo import sample

    sample.load()


def _refuse_sample() -> None:
    import django

    django.setup()
    from thuocdo.common.models import Installation

    if any(row.is_demonstration for row in Installation.objects.all()):
        raise OtherKind(
            "Thư mục dữ liệu này chứa dữ liệu mẫu: hãy chọn thư mục khác, ví dụ ./run --empty --data var-that",
            "This data folder holds sample data: choose another, for example ./run --empty --data var-real",
        )


def _server(data: Path, embedded: bool) -> AbstractContextManager[object]:
    return postgres.running(data / "pg") if embedded else nullcontext()


def _cluster_is_there(data: Path, embedded: bool) -> bool:
    return not embedded or (data / "pg" / "PG_VERSION").exists()


def _say(vi: str, en: str) -> None:
    sys.stdout.write(f"{vi}\n  {en}\n")
    sys.stdout.flush()
