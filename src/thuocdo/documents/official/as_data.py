"""A paper as plain data and back, to be handed to another process."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from thuocdo.documents.official.paper import (
    Annex,
    Attestation,
    Block,
    Column,
    Facts,
    Foot,
    Head,
    Heading,
    Paper,
    Paragraph,
    Picture,
    Row,
    Table,
)

BLOCKS = {"heading": Heading, "paragraph": Paragraph, "facts": Facts, "attestation": Attestation, "picture": Picture}


def paper_data(paper: Paper) -> dict[str, Any]:
    """What JSON can hold."""
    return asdict(paper) | {"moment": paper.moment.isoformat()}


def paper_of(data: dict[str, Any]) -> Paper:
    """What `paper_data` made, after JSON has turned every tuple into a list."""
    parts = {key: _frozen(value) for key, value in data.items()}
    return Paper(
        **parts
        | {
            "head": Head(**data["head"]),
            "foot": Foot(**{key: _frozen(value) for key, value in data["foot"].items()}) if data["foot"] else None,
            "blocks": tuple(_block(block) for block in data["blocks"]),
            "annexes": tuple(_annex(annex) for annex in data["annexes"]),
            "moment": datetime.fromisoformat(data["moment"]),
        }
    )


def _frozen(value: Any) -> Any:
    return tuple(_frozen(inner) for inner in value) if isinstance(value, list | tuple) else value


def _annex(data: dict[str, Any]) -> Annex:
    return Annex(**data | {"blocks": tuple(_block(block) for block in data["blocks"])})


def _block(data: dict[str, Any]) -> Block:
    if data["kind"] != "table":
        return BLOCKS[data["kind"]](**{key: _frozen(value) for key, value in data.items()})
    columns = tuple(Column(**column) for column in data["columns"])
    return Table(data["summary"], columns, tuple(Row(tuple(row["cells"]), row["style"]) for row in data["rows"]))
