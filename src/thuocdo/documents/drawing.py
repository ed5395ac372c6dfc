"""Draws the first pages of a PDF, or a picture anew, as PNG. Run apart (`checks.alone`), and knows no Django.

    python -m thuocdo.documents.drawing FILE FOLDER PAGES

writes FOLDER/1.png, 2.png … and FOLDER/pages, the number of pages that the file has.
"""

import sys
from pathlib import Path

from thuocdo.documents.checks.alone import confine

WIDTH, HEIGHT = 1100, 1600  # points of the screen; a page is made to fit


def draw(file: Path, folder: Path, most: int) -> None:
    pages = _pdf(file, folder, most) if file.read_bytes()[:5] == b"%PDF-" else _picture(file, folder)
    (folder / "pages").write_text(str(pages), "ascii")


def _pdf(file: Path, folder: Path, most: int) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    document.init_forms()
    for place in range(min(most, len(document))):
        page = document[place]
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1), HEIGHT / max(height, 1))
        picture = page.render(scale=scale, may_draw_forms=True).to_pil()
        picture.save(folder / f"{place + 1}.png")
    return len(document)


def _picture(file: Path, folder: Path) -> int:
    from PIL import Image, ImageOps

    with Image.open(file, formats=("PNG", "JPEG")) as picture:
        picture.draft("RGB", (WIDTH, HEIGHT))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((WIDTH, HEIGHT))
        upright.convert("RGB").save(folder / "1.png")
    return 1


def main() -> int:
    confine()
    draw(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
