"""The lead department's own Word form of its press letter: the built-in one with a line of its own."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from thuocdo.common import clock
from thuocdo.documents.sample_papers import form_to_begin_from
from thuocdo.documents.template_actions import hand_in_template, put_template
from thuocdo.documents.templates import PAPERS
from thuocdo.sample.people import person
from thuocdo.sample.stage import at

LINE = "Số đơn vị được đôn đốc: {{ so_don_vi }} (mẫu của cơ quan chủ trì)."


def put_own_form() -> None:
    at(2022, 10, 14, 10, 2)
    lead, kind = person("chutri1"), PAPERS["press"]
    stored = hand_in_template(lead, kind, SimpleUploadedFile("cong-van-don-doc.docx", _form()))
    put_template(lead, kind, stored, "cong-van-don-doc.docx", seen=None)


def _form() -> bytes:
    import docx  # slow to import

    document, out = docx.Document(BytesIO(form_to_begin_from(PAPERS["press"], clock.now()))), BytesIO()
    body = next(row for row in document.paragraphs if "noi_dung" in row.text)
    body.insert_paragraph_before(LINE, "Thân bài")
    document.save(out)
    return out.getvalue()
