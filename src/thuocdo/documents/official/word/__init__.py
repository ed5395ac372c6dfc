"""A paper as a Word file, in the same layout as its PDF: for units that finish their report there."""

from thuocdo.documents.official.word.writing import as_word

__all__ = ["as_word"]
