"""What somebody typed and could not save, because the sign-in had ended meanwhile: offered again after signing in.

Kept in the visitor's own session: nothing that the server cannot forget, and no other browser sees it.
"""

from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest

KEY = "unsent"
MOST = 200_000  # characters; more than any form here holds
LONG = 20  # characters; a text that would hurt to type again
NOT_TYPED = {"csrfmiddlewaretoken"}


@dataclass(frozen=True)
class Unsent:
    """A form as it was posted. Files cannot be given back to a browser; passwords are not kept at all."""

    address: str
    fields: list[tuple[str, str]]
    came_from: str
    had_files: bool

    @property
    def texts(self) -> list[str]:
        """What is worth showing: the names of the fields mean nothing to a reader, long texts do."""
        return [text for _name, text in self.fields if len(text.strip()) > LONG]


def read(request: HttpRequest) -> Unsent | None:
    """The form of this POST; None where nothing was typed, or nothing that may be kept."""
    fields = [(name, text) for name, texts in request.POST.lists() if name not in NOT_TYPED for text in texts]
    size = sum(len(text) for _name, text in fields)
    if not fields or size > MOST or any("password" in name for name, _text in fields):
        return None
    return Unsent(request.get_full_path(), fields, came_from(request), bool(request.FILES))


def keep(request: HttpRequest) -> None:
    """Until the next sign-in in this browser."""
    unsent = read(request)
    if unsent:
        request.session[KEY] = asdict(unsent)


def is_kept(request: HttpRequest) -> bool:
    return KEY in request.session


def take(request: HttpRequest) -> Unsent | None:
    """What was kept, once; nothing where somebody else has signed in than the form was made for."""
    kept = request.session.pop(KEY, None)
    made_for = dict(kept["fields"]).get("typist") if kept else None
    return Unsent(**kept) if kept and made_for in (None, str(request.user.pk)) else None


def came_from(request: HttpRequest) -> str:
    """The page of this house on which the form stood, else the first page."""
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.path and page.netloc == request.get_host() else "/"


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of this house posted the form: its browser says so, whatever the form's token is."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
