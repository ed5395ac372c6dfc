"""One mapping of a set file, read key by key: what is missing, unreadable or left over is a fault.

An unreadable number becomes `UNREADABLE`, so that the reading goes on and all faults are found at once.
"""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from .model import Citation, MonthDay, Text
from .numbers import parse_number
from .yaml_tree import Faults, Listing, Mapping, Node, Scalar

UNREADABLE = Fraction(-1)
_ENGLISH = (("Điều", "Article"), ("Phụ lục", "Appendix"), ("khoản", "clause"), ("điểm", "point"))


class Entry:
    """One mapping of a set file, read key by key; `close` refuses the keys that nobody asked for."""

    def __init__(self, node: Mapping, file: str, faults: Faults) -> None:
        self.node = node
        self.file = file
        self.faults = faults
        self._asked: dict[str, None] = {}

    def fault(self, key: str, at: str | None = None, **args: Any) -> None:
        """Note a fault at the line of the key `at`, or of the mapping."""
        self.faults.add(self.file, self.node.keys.get(at or "", self.node.line), key, **args)

    def has(self, key: str) -> bool:
        self._asked[key] = None
        return key in self.node.pairs

    def close(self) -> None:
        for key in self.node.pairs:
            if key not in self._asked:
                self.fault("unknown_key", key, name=key, known=tuple(self._asked))

    def overridden_by(self, other: "Entry") -> "Entry":
        """This mapping with the keys of another in place of its own."""
        node = Mapping(self.node.line, {**self.node.pairs, **other.node.pairs}, {**self.node.keys, **other.node.keys})
        return Entry(node, self.file, self.faults)

    def without(self, *keys: str) -> "Entry":
        """This mapping without some of its keys."""
        pairs = {key: value for key, value in self.node.pairs.items() if key not in keys}
        return Entry(Mapping(self.node.line, pairs, self.node.keys), self.file, self.faults)

    # --- single values ---

    def text(self, key: str, default: str | None = None) -> str:
        node = self._node(key, required=default is None)
        if node is None:
            return default or ""
        if not isinstance(node, Scalar):
            self.fault("not_text", key, name=key)
            return ""
        if not node.text:
            self.fault("empty_text", key, name=key)
        return node.text

    def one_of(self, key: str, known: tuple[str, ...], default: str | None = None) -> Any:
        """One of the known words (typed as Any: the caller's Literal is checked here, at run time)."""
        value = self.text(key, default)
        if value and value not in known:
            self.fault("not_one_of", key, name=key, value=value, known=known)
        return value if value in known else known[0]

    def number(
        self,
        key: str,
        default: Fraction | None = None,
        *,
        least: Fraction | None = Fraction(0),
        most: Fraction | None = None,
    ) -> Fraction:
        if default is not None and not self.has(key):
            return default
        value = self._number(key)
        below, above = least is not None and value < least, most is not None and value > most
        if value is not UNREADABLE and (below or above):
            limits = {"least": "-∞" if least is None else least, "most": "∞" if most is None else most}
            self.fault("number_outside", key, name=key, value=value, **limits)
            return UNREADABLE
        return value

    def _number(self, key: str) -> Fraction:
        text = self.text(key)
        try:
            return parse_number(text)
        except ValueError:
            if text:
                self.fault("not_number", key, name=key, value=text)
            return UNREADABLE

    def whole(self, key: str, default: int | None = None, *, least: int | None = 0, most: int | None = None) -> int:
        value = self.number(
            key,
            None if default is None else Fraction(default),
            least=None if least is None else Fraction(least),
            most=None if most is None else Fraction(most),
        )
        if value.denominator != 1:
            self.fault("not_whole", key, name=key)
        return int(value)

    def day(self, key: str) -> MonthDay | None:
        """A day of any year ("10-01"); None where the key is absent."""
        if not self.has(key):
            return None
        text = self.text(key)
        try:
            day = date.fromisoformat(f"2001-{text}")  # not a leap year: a deadline exists every year
        except ValueError:
            self.fault("not_date", key, name=key, value=text, pattern="10-01")
            return None
        return MonthDay(day.month, day.day)

    def date(self, key: str) -> date:
        text = self.text(key)
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        if text:
            self.fault("not_date", key, name=key, value=text, pattern="2021-11-22")
        return date.min

    # --- texts in two languages and citations ---

    def words(self, key: str) -> Text:
        return self.maybe_words(key, required=True) or Text("", "")

    def maybe_words(self, key: str, *, required: bool = False) -> Text | None:
        node = self._node(key, required=required)
        return None if node is None else self._text_of(node, key)

    def word_list(self, key: str) -> tuple[Text, ...]:
        return tuple(self._text_of(item, key) for item in self._items(key))

    def cited(self, inherited: Citation | None) -> Citation:
        """The citation of this mapping, or the one it inherits."""
        kinds = [kind for kind in ("cite", "source") if self.has(kind)]
        note = self.text("note", "")
        if len(kinds) == 2:
            self.fault("two_citations", "source")
        if kinds:
            return Citation("cite" if kinds[0] == "cite" else "source", self._plain_or_words(kinds[0]), note)
        if inherited is None:
            self.fault("no_citation")
        return inherited or Citation("source", Text("", ""))

    def _plain_or_words(self, key: str) -> Text:
        """A citation may be one text ("Điều 4.3"), whose legal words are put into English here."""
        node = self._node(key, required=True)
        if isinstance(node, Mapping):
            return self._text_of(node, key)
        vietnamese = english = self.text(key)
        for word, translated in _ENGLISH:
            english = re.sub(rf"\b{word}\b(?= \d| [IVX]+\b)", translated, english)
        return Text(vietnamese, english)

    def note_words(self, key: str) -> Text | None:
        """A note in one language or both; None where the key is absent."""
        return self._plain_or_words(key) if self.has(key) else None

    def _text_of(self, node: Node, key: str) -> Text:
        if not isinstance(node, Mapping):
            self.faults.add(self.file, node.line, "missing_language", name=key, lang="vi, en")
            return Text("", "")
        entry = Entry(node, self.file, self.faults)
        for lang in ("vi", "en"):
            if lang not in node.pairs:
                entry.fault("missing_language", name=key, lang=lang)
        text = Text(entry.text("vi", ""), entry.text("en", ""))
        entry.close()
        return text

    # --- what is inside ---

    def mapping(self, key: str, *, required: bool = True) -> "Entry | None":
        node = self._node(key, required=required)
        if node is None:
            return None
        if isinstance(node, Mapping):
            return Entry(node, self.file, self.faults)
        if isinstance(node, Scalar) and not node.text:
            return Entry(Mapping(node.line, {}, {}), self.file, self.faults)
        self.fault("not_mapping", key, name=key)
        return None

    def entries(self) -> "Iterator[tuple[str, Entry]]":
        """Every key with the mapping below it, where the keys are names of the file's own."""
        for key in self.node.pairs:
            entry = self.mapping(key)
            if entry is not None:
                yield key, entry

    def mappings(self, key: str, *, required: bool = True) -> "tuple[Entry, ...]":
        entries = []
        for node in self._items(key, required=required):
            if isinstance(node, Mapping):
                entries.append(Entry(node, self.file, self.faults))
            else:
                self.faults.add(self.file, node.line, "not_mapping", name=key)
        return tuple(entries)

    def _items(self, key: str, *, required: bool = False) -> "tuple[Node, ...]":
        node = self._node(key, required=required)
        if node is None:
            return ()
        if isinstance(node, Listing):
            return node.items
        self.fault("not_list", key, name=key)
        return ()

    def _node(self, key: str, *, required: bool) -> Node | None:
        if self.has(key):
            return self.node.pairs[key]
        if required:
            self.fault("missing_key", name=key)
        return None


def readable(*values: Fraction) -> bool:
    """Whether all of these could be read, so that a sum over them means something."""
    return all(value is not UNREADABLE for value in values)
