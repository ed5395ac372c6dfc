"""A paper as a Word file, in the same layout as its PDF: for units that finish their report there."""

from thuocdo.documents.official.word.styles import add_missing_styles
from thuocdo.documents.official.word.writing import as_word, describe, plain, write, write_annex

__all__ = ["add_missing_styles", "as_word", "describe", "plain", "write", "write_annex"]
