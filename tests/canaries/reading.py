"""The words of an answer, whatever it is made of: a page, an Excel or Word file, a PDF, an e-mail."""

import io
import re
import zipfile
from html import unescape

import pypdfium2
from django.core.mail import EmailMessage
from django.http import HttpResponseBase

TOKEN = re.compile(r"Zq\d{3}[abcs]z")


def tokens(response: HttpResponseBase) -> frozenset[str]:
    """The canaries in an answer's head and body."""
    found = TOKEN.findall(str(response.headers))
    return frozenset(found) | in_bytes(response.getvalue())


def in_bytes(content: bytes) -> frozenset[str]:
    return frozenset(TOKEN.findall(text_of(content)))


def text_of(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        return _unzipped(content)
    return _pdf(content) if content.startswith(b"%PDF") else unescape(content.decode("utf-8", "replace"))


def _unzipped(content: bytes) -> str:
    """Every part of an XLSX or DOCX, without its tags: a word may be cut into runs."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        texts = [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
    return "\n".join(text + re.sub(r"<[^>]+>", "", text) for text in texts)


def _pdf(content: bytes) -> str:
    """Lines joined: a cell too narrow for a word breaks it."""
    document = pypdfium2.PdfDocument(content)
    pages = (page.get_textpage().get_text_bounded() for page in document)
    return re.sub(r"\s+", "", " ".join(pages)) + str(document.get_metadata_dict())


def mail_text(message: EmailMessage) -> str:
    """Subject, both bodies and what is attached."""
    parts = [message.subject, str(message.body), *(str(part) for part, _kind in message.alternatives)]
    return "\n".join([*parts, *(str(row[1]) for row in message.attachments)])
