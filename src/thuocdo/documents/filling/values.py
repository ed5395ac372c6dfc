"""A paper as the fields of a template. Their names are those that the department writes into Word."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from thuocdo.documents.official.lines import with_lines
from thuocdo.documents.official.paper import Foot, Head, Paper, Paragraph, Table

TEXT, WHOLE = "text", "whole"  # a field that is a text; one that stands for a whole part of the paper
BLANK = "........"
BODY, ANNEXES = "noi_dung", "phu_luc"
TABLE = {"ten": TEXT, "cot": [TEXT], "dong": [{"o": [TEXT]}]}
# A field is a text, a list of one shape, or a record of fields.
SHAPE: dict[str, Any] = {
    **dict.fromkeys(("co_quan_chu_quan", "ten_co_quan", "ky_hieu", "so_ky_hieu"), TEXT),
    **dict.fromkeys(("dia_danh", "ngay_thang", "nam_van_ban"), TEXT),
    **dict.fromkeys(("loai_van_ban", "ten_van_ban", "trich_yeu", "kinh_gui", "luu_y"), TEXT),
    **dict.fromkeys(("noi_nhan", "chuc_danh_ky", "nguoi_ky", "chuc_danh_ben", "nguoi_ky_ben"), TEXT),
    BODY: WHOLE,
    ANNEXES: WHOLE,
    "noi_nhan_tung_dong": [TEXT],
    "kinh_gui_tung_noi": [TEXT],
    "cac_doan": [TEXT],
    "cac_bang": [TABLE],
}


def shape_of(own: Iterable[str]) -> dict[str, Any]:
    """The shape of the fields of a paper whose own ones are these."""
    return SHAPE | dict.fromkeys(own, TEXT)


def values(paper: Paper) -> dict[str, Any]:
    """Every field but those that stand for a whole part."""
    laid = with_lines(paper)
    return {
        **_of_head(laid.head),
        "loai_van_ban": paper.kind,
        "ten_van_ban": laid.title,
        "kinh_gui": _addressees(paper.addressees),
        "kinh_gui_tung_noi": list(paper.addressees),
        "luu_y": "\n".join(paper.notices),
        **_of_foot(paper.foot or Foot((), (), "")),
        "cac_doan": [block.text for block in paper.blocks if isinstance(block, Paragraph)],
        "cac_bang": [_table(block) for block in paper.blocks if isinstance(block, Table)],
        **dict(paper.fields),
    }


def _of_head(head: Head) -> dict[str, str]:
    return {
        "co_quan_chu_quan": head.above,
        "ten_co_quan": head.name,
        "ky_hieu": head.symbol,
        "so_ky_hieu": f"{BLANK}/{head.symbol}" if head.symbol else "",
        "dia_danh": head.place,
        "ngay_thang": head.date or f"ngày {BLANK[:4]} tháng {BLANK[:4]}",
        "nam_van_ban": str(head.year),
        "trich_yeu": head.about,
    }


def _of_foot(foot: Foot) -> dict[str, Any]:
    return {
        "noi_nhan": "\n".join(f"- {line}" for line in foot.recipients),
        "noi_nhan_tung_dong": list(foot.recipients),
        "chuc_danh_ky": "\n".join(foot.signs),
        "nguoi_ky": foot.signer,
        "chuc_danh_ben": "\n".join(foot.beside),
        "nguoi_ky_ben": foot.beside_signer,
    }


def _addressees(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else "".join(f"\n- {name}" for name in names)


def _table(block: Table) -> dict[str, Any]:
    rows = [{"o": list(row["cells"])} for row in asdict(block)["rows"]]
    return {"ten": block.summary, "cot": [column.title for column in block.columns], "dong": rows}
