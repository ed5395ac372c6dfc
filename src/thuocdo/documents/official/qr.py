"""A QR code as rows of dark squares, for the typesetter to draw; as a picture for Word."""

from io import BytesIO

LEVEL = "m"  # a photographed page may lose 15% of the code


def squares(text: str) -> tuple[str, ...]:
    """Rows of "1" (dark) and "0", without the quiet edge."""
    import segno  # only a process that prints needs it

    return tuple("".join("1" if dark else "0" for dark in row) for row in segno.make(text, error=LEVEL).matrix)


def picture(text: str) -> BytesIO:
    import segno

    out = BytesIO()
    segno.make(text, error=LEVEL).save(out, kind="png", scale=6, border=2)
    out.seek(0)
    return out
