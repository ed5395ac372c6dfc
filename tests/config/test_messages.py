"""Translations without gettext: what is gathered, kept and compiled."""

import gettext
from pathlib import Path

import pytest

from thuocdo.config import messages

CODE = 'from django.utils.translation import gettext_lazy as _, npgettext_lazy\nname = _("Season")\n'
PAGE = """{% load i18n %}<p title="{% translate "Deadline" %}">
{% blocktranslate count n=n %}{{ n }} unit{% plural %}{{ n }} units{% endblocktranslate %}</p>"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "names.py").write_text(CODE, "utf-8")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    return tmp_path


@pytest.fixture
def po(package: Path) -> Path:
    return package / "locale" / "vi" / "LC_MESSAGES" / "django.po"


def translate(po: Path, message: str, vietnamese: str) -> None:
    text = po.read_text("utf-8")
    assert f'msgid "{message}"\nmsgstr ""' in text
    po.write_text(text.replace(f'msgid "{message}"\nmsgstr ""', f'msgid "{message}"\nmsgstr "{vietnamese}"'), "utf-8")


def test_messages_are_gathered_from_code_and_pages(package: Path) -> None:
    found = {message.id for message in messages.extracted(package) if message.id}
    assert found == {"Season", "Deadline", ("%(n)s unit", "%(n)s units")}


def test_an_update_keeps_translations_and_counts_what_is_missing(package: Path, po: Path) -> None:
    assert messages.update(package, po) == 3
    translate(po, "Season", "Kỳ đánh giá")
    assert messages.update(package, po) == 2
    assert "Kỳ đánh giá" in po.read_text("utf-8")


def test_two_updates_differ_in_nothing(package: Path, po: Path) -> None:
    messages.update(package, po)
    first = po.read_bytes()
    messages.update(package, po)
    assert po.read_bytes() == first


def test_only_what_changed_is_compiled(package: Path, po: Path) -> None:
    messages.update(package, po)
    translate(po, "Deadline", "Hạn gửi báo cáo")
    assert messages.compile_all(package) == 1
    assert messages.compile_all(package) == 0
    with po.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Deadline") == "Hạn gửi báo cáo"
