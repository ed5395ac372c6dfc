"""A picture: of the kind that it says, whole, and of a size that a page can show."""

import warnings
from pathlib import Path

from thuocdo.documents.checks.unfit import Reason, Unfit

MOST_PIXELS = 80_000_000  # an A3 page at 600 dpi has 70 million


def look(path: Path) -> None:
    """Raises Unfit. The picture is not unpacked, but for its head and checksums."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise Unfit(Reason.PIXELS)
                picture.verify()
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as fault:
            raise Unfit(Reason.PIXELS) from fault
        except (OSError, SyntaxError, ValueError, EOFError) as fault:
            raise Unfit(Reason.DAMAGED) from fault
