"""Official papers in the layout of Decree 30/2020/NĐ-CP: one plain description (`paper`), set as PDF or as Word.

Knows nothing of reports: whoever calls says what stands in the paper, here it is only laid out.
"""

from thuocdo.documents.official.as_data import paper_data, paper_of
from thuocdo.documents.official.paper import (
    Annex,
    Attestation,
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
from thuocdo.documents.official.typesetting import TypesettingFailed, missing_letters, pictures, typeset
from thuocdo.documents.official.word import as_word

__all__ = [
    "Annex",
    "Attestation",
    "Column",
    "Facts",
    "Foot",
    "Head",
    "Heading",
    "Paper",
    "Paragraph",
    "Picture",
    "Row",
    "Table",
    "TypesettingFailed",
    "as_word",
    "missing_letters",
    "paper_data",
    "paper_of",
    "pictures",
    "typeset",
]
