"""Where a heading's lines end: of about one length, at the seams of a name, never with one word alone on the last."""

from dataclasses import replace
from functools import cache
from itertools import accumulate, pairwise

from thuocdo.documents.official.lettering import folder
from thuocdo.documents.official.paper import Annex, Head, Paper

AGENCY, ABOUT, TITLE, ANNEX = 66, 58, 140, 160  # mm that a line has, in the PDF and in Word
# A line of a body's name rather begins with one of these ("VÀ TRUYỀN THÔNG", "TỈNH …"), or follows a dash or comma.
OPENING = {"và", "ủy", "uỷ", "tỉnh", "huyện", "quận", "thành", "thị", "phường"}
CLOSING = ("-", "–", ",", ";")
TORN, ALONE, OVERFULL = 0.15, 1.0, 100.0  # against the square of what stays empty of a line, as a share of its room
POINTS_A_MM = 72 / 25.4


def with_lines(paper: Paper) -> Paper:
    """The paper with the lines of its head and of its titles ended where they are to end."""
    title = balanced(paper.title, TITLE, 14, bold=True)
    return replace(paper, title=title, head=_head(paper.head), annexes=tuple(_annex(row) for row in paper.annexes))


def _head(head: Head) -> Head:
    name = balanced(head.name, AGENCY, 13, bold=True)
    return replace(head, above=balanced(head.above, AGENCY, 13), name=name, about=balanced(head.about, ABOUT, 12))


def _annex(annex: Annex) -> Annex:
    title = balanced(annex.title, ANNEX, 14, bold=True)
    return replace(annex, title=title, belongs=balanced(annex.belongs, ANNEX, 13))


def balanced(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text with its lines ended so that each fits into `room` mm at `size` points; lines given are kept."""
    return "\n".join(_balanced(line.split(), room, size, bold=bold) for line in text.split("\n"))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How long the text is in mm."""
    steps = _steps(bold=bold)
    return sum(steps.get(ord(letter), steps[ord("M")]) for letter in text if letter != "\u200b") * size / POINTS_A_MM


def _balanced(words: list[str], room: float, size: float, *, bold: bool) -> str:
    """In as few lines as fit; of all ways to do that, the one that costs least."""
    ends = [0.0, *accumulate(width(f"{word} ", size, bold=bold) for word in words)]
    space = width(" ", size, bold=bold)

    def cost(begin: int, end: int) -> float:
        empty = 1 - (ends[end] - ends[begin] - space) / room
        is_one, is_last = end - begin == 1, end == len(words)
        if empty < 0:
            return 0 if is_one else OVERFULL  # a single word as long as that is broken by the typesetter
        torn = begin > 0 and not _is_seam(words[begin - 1], words[begin])
        return empty**2 + ALONE * (is_one and is_last and begin > 0) + TORN * torn

    # From each word to the end in so many lines: what that costs, and the words before which the lines end.
    laid: dict[int, tuple[float, tuple[int, ...]]] = {len(words): (0, ())}
    for _line in words:
        laid = {
            begin: min((cost(begin, end) + rest, (end, *later)) for end, (rest, later) in laid.items() if end > begin)
            for begin in range(max(laid))
        }
        if laid[0][0] < OVERFULL:
            break
    return "\n".join(" ".join(words[begin:end]) for begin, end in pairwise((0, *laid[0][1])))


def _is_seam(before: str, after: str) -> bool:
    return after.casefold() in OPENING or before.endswith(CLOSING)


@cache
def _steps(*, bold: bool) -> dict[int, float]:
    """How far each letter moves on, as a share of the size. Times in Word has the same measures."""
    from fontTools.ttLib import TTFont  # slow to import, and only a process that prints needs it

    font = TTFont(folder() / f"texgyretermes-{'bold' if bold else 'regular'}.otf")
    measures, square = font["hmtx"], font["head"].unitsPerEm
    return {code: measures[name][0] / square for code, name in font.getBestCmap().items()}
