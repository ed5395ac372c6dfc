"""The mail server as an installation names it; without one, no e-mail leaves the house."""

import pytest

from thuocdo.config.environment import Malformed, mail_server


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("", ("", 25, "", "", False, False)),
        ("smtp://mail.example", ("mail.example", 25, "", "", False, False)),
        ("smtp+tls://an:m%40t@mail.example", ("mail.example", 587, "an", "m@t", True, False)),
        ("smtps://an:m%40t@mail.example:2465", ("mail.example", 2465, "an", "m@t", False, True)),
    ],
)
def test_a_mail_server_is_read(url: str, read: tuple) -> None:
    assert mail_server(url) == read


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp:mail.example"])
def test_what_names_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(Malformed, match="THUOCDO_EMAIL_URL must read"):
        mail_server(url)
