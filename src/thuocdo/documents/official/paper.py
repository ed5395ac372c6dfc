"""What an official paper consists of (Decree 30/2020/NĐ-CP, Appendix I): plain frozen data, words included.

Every text is plain text. Nothing in it is ever read as a command of the typesetter or of Word.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Align = Literal["left", "center", "right"]
RowStyle = Literal["", "group", "part", "total"]


@dataclass(frozen=True)
class Head:
    """Agency, symbol and place; number and day stay blank for the clerk, unless `date` states it ("ngày 17 tháng 10").
    `about`: the "V/v" of a letter."""

    above: str
    name: str
    symbol: str  # what follows the number: "BC-SYT"; empty: the paper bears no number
    place: str
    year: int | str
    about: str = ""
    date: str = ""


@dataclass(frozen=True)
class Foot:
    """Recipients ("Nơi nhận"), and who signs: lines above the name, as "KT. GIÁM ĐỐC" and "PHÓ GIÁM ĐỐC". `beside`: of
    minutes, who else signs, to the left; the recipients stand below then."""

    recipients: tuple[str, ...]
    signs: tuple[str, ...]
    signer: str
    beside: tuple[str, ...] = ()
    beside_signer: str = ""


@dataclass(frozen=True)
class Heading:
    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph:
    text: str
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Facts:
    """Labels with their values, a line each."""

    rows: tuple[tuple[str, str], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True)
class Column:
    """`width` in mm; None takes what is left."""

    title: str
    width: int | None = None
    align: Align = "left"


@dataclass(frozen=True)
class Row:
    """A cell's text may have several lines."""

    cells: tuple[str, ...]
    style: RowStyle = ""


@dataclass(frozen=True)
class Table:
    """`summary` says in words what the table holds, for those who hear it."""

    summary: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Attestation:
    """A QR code with the words beside it; `spoken` stands in for the picture."""

    code: str
    spoken: str
    rows: tuple[tuple[str, str], ...]
    kind: Literal["attestation"] = "attestation"


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG, its letters set in the paper's own font; `alt` says what it shows. `width` in mm."""

    svg: str
    alt: str
    width: int = 160
    kind: Literal["picture"] = "picture"


Block = Heading | Paragraph | Facts | Table | Attestation | Picture


@dataclass(frozen=True)
class Annex:
    """An appendix with its own head; "(Kèm theo …)" in `belongs`."""

    label: str
    title: str
    belongs: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Paper:
    """A whole paper. `kind` "BÁO CÁO"; a letter has none, its matter stands in `head.about`.

    `marks` are printed across every page, `notices` in a box under the title. `moment` is the paper's date in its
    file; with it and all else alike, the file's bytes are alike.
    """

    kind: str
    title: str
    head: Head
    addressees: tuple[str, ...]
    blocks: tuple[Block, ...]
    foot: Foot | None
    moment: datetime
    annexes: tuple[Annex, ...] = ()
    notices: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    about_file: tuple[str, ...] = ()  # keywords of the file: the content's digest
    fields: tuple[tuple[str, str], ...] = ()  # facts that a department's template may use; not part of this layout
