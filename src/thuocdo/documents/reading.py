"""What a PDF says of itself: its properties, and the text of its first pages. Read apart (`checks.alone`), for a small
file may unpack to more than any memory holds; knows no Django.

    python -m thuocdo.documents.reading < FILE

prints the properties and the text as JSON.
"""

import json
import sys
from io import BytesIO
from subprocess import TimeoutExpired

from thuocdo.documents.checks import alone

PAGES = 80  # of which the text is read
LONGEST = 2_000_000  # letters that are told of the properties, and of the text


def words(content: bytes) -> tuple[str, str] | None:
    """The properties, and the text; None where the file cannot be read in the time and memory that it gets."""
    try:
        done = alone.run("thuocdo.documents.reading", given=content)
        return None if done.returncode else tuple(json.loads(done.stdout))
    except (TimeoutExpired, ValueError):
        return None


def _read(content: bytes) -> tuple[str, str]:
    import pikepdf
    import pypdfium2

    with pikepdf.open(BytesIO(content)) as pdf:
        properties = " ".join(str(value) for value in pdf.docinfo.values())
    with pypdfium2.PdfDocument(content) as document:
        pages = [document[place].get_textpage().get_text_bounded() for place in range(min(len(document), PAGES))]
    return properties, "\n".join(pages)


def main() -> int:
    alone.confine()
    told = [text[:LONGEST] for text in _read(sys.stdin.buffer.read())]
    sys.stdout.write(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
