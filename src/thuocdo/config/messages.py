"""Translations without gettext: `update` extracts from Python and Django templates, `compile_all` makes .mo of .po.

Babel does the work; Django's `templatize` turns a template's translation tags into Python calls.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages import Catalog, extract, mofile, pofile

KEYWORDS = extract.DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NOT_OURS = {"migrations", "static", "sets"}


def compile_all(package: Path) -> int:
    """Compiles each .po that is newer than its .mo; gives back how many there were."""
    stale = [po for po in package.rglob("*.po") if _is_newer(po, po.with_suffix(".mo"))]
    for po in stale:
        half = po.with_suffix(".half")
        with po.open("rb") as source, half.open("wb") as target:
            mofile.write_mo(target, pofile.read_po(source))
        half.rename(po.with_suffix(".mo"))
    return len(stale)


def update(package: Path, po: Path) -> int:
    """Brings a .po up to date; gives back how many messages lack a translation.

    A changed text asks for a new translation: guesses between short labels are wrong. Two runs differ in nothing.
    """
    catalog = Catalog(locale=po.parents[1].name, domain=po.stem)
    if po.exists():
        with po.open("rb") as file:
            catalog = pofile.read_po(file, domain=po.stem)
    made = catalog.creation_date
    catalog.update(extracted(package), no_fuzzy_matching=True)
    catalog.creation_date = made
    po.parent.mkdir(parents=True, exist_ok=True)
    with po.open("wb") as file:
        pofile.write_po(file, catalog, width=120, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return sum(1 for message in catalog if message.id and (message.fuzzy or not _translated(message)))


def extracted(package: Path) -> Catalog:
    """Every message of the tree, in a stable order."""
    catalog = Catalog(domain="django", fuzzy=False)
    for path in sorted(package.rglob("*")):
        method = {".py": "python", ".html": _from_template, ".txt": _from_template}.get(path.suffix)
        if method and not NOT_OURS & set(path.relative_to(package).parts):
            with path.open("rb") as file:
                for line, message, comments, context in extract.extract(method, file, KEYWORDS, ("Translators",)):
                    where = [(path.relative_to(package).as_posix(), line)]
                    catalog.add(message, locations=where, auto_comments=comments, context=context)
    return catalog


def _from_template(file: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[tuple[Any, ...]]:
    from django.utils.translation.template import templatize

    for number, line in enumerate(templatize(file.read().decode("utf-8")).splitlines(), 1):
        for _, *message in extract.extract_python(BytesIO(line.strip().encode()), keywords, comment_tags, options):
            yield number, *message


def _translated(message: Any) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def _is_newer(source: Path, target: Path) -> bool:
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime
