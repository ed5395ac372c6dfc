"""What was found of the signed decision, in words, for the officer who approves."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuocdo.cycles.models import Season
from thuocdo.desks.dossier.source import Source, source_of
from thuocdo.desks.unit.signing.verdict_words import OTHERS, VERDICTS, Spoken
from thuocdo.documents.models import Document
from thuocdo.documents.signatures import FileFault, SignatureFound, Verdict
from thuocdo.reports.verdicts import About
from thuocdo.results.models import Edition
from thuocdo.results.signed_decision import Comparison, Content, DecisionFile, Stated, look_at

GOOD, LOOK, BAD = "good", "look", "bad"
TRUSTED = {Verdict.VALID: GOOD, Verdict.UNCHECKED: LOOK}
OF_TRUST = {Verdict.UNKNOWN_ISSUER, Verdict.EXPIRED, Verdict.NOT_YET_VALID, Verdict.UNSUITABLE}
NAMED = 6  # more units than these are counted


@dataclass(frozen=True)
class Found:
    """As `desks/unit/verdicts.html` shows it."""

    rows: list[Spoken]


def found_in(season: Season, edition: Edition) -> Found:
    """What was found of the decision that is entered for the edition. 4 queries, and some hundred milliseconds."""
    source = source_of(season, edition.number)
    return Found([]) if source is None else found_of(source)


def found_of(source: Source) -> Found:
    document = source.edition.decision if source.edition else None
    return Found([] if document is None else list(_rows(document, look_at(document, source.content, source.digest))))


def _rows(document: Document, found: DecisionFile) -> Iterator[Spoken]:
    yield from _of_signatures(document, found)
    yield _of_content(found.comparison)
    stated = _of_digest(found.comparison)
    if stated is not None:
        yield stated


def _of_signatures(document: Document, found: DecisionFile) -> Iterator[Spoken]:
    if found.judged is None:
        why = _("It is a picture or a Word file. Compare it with the original that was signed.")
        yield Spoken(LOOK, _("This file bears no electronic signature that could be checked"), why)
        return
    if found.judged.fault == FileFault.NO_SIGNATURE:
        why = _("A decision that was signed on paper is scanned: compare it with the original.")
        yield Spoken(LOOK, _("The PDF is not signed electronically"), why)
        return
    if found.judged.fault:
        label, why, _todo = OTHERS.get((About.FILE, found.judged.fault), (str(found.judged.fault), "", ""))
        yield Spoken(BAD, str(label), str(why))
    for row in found.judged.signatures:
        yield _signature(document, row)


def _signature(document: Document, row: SignatureFound) -> Spoken:
    """Whose it is, and whether that is the signer who was entered."""
    state, why, _todo = VERDICTS[row.verdict]
    is_signer = bool(row.name) and row.name.casefold() in document.signer.casefold()
    tone = TRUSTED.get(row.verdict, LOOK if row.verdict in OF_TRUST else BAD)
    said = (
        ""
        if is_signer
        else _("The name differs from the signer who was entered: %(name)s.") % {"name": document.signer}
    )
    issued = _("issued by %(issuer)s") % {"issuer": row.issuer} if row.issuer else ""
    facts = [text for text in (", ".join([row.name, *row.organisations]), issued) if text]
    label = _("Signature: %(state)s") % {"state": state}
    if tone == GOOD and not is_signer and not row.organisations:
        tone = LOOK
    return Spoken(tone, label, " ".join(text for text in (str(why), said) if text), facts=facts)


def _of_content(row: Comparison) -> Spoken:
    if row.content == Content.SAME:
        words = ngettext(
            "%(n)d unit stands in it with the total and level of this edition.",
            "All %(n)d units stand in it with the total and level of this edition.",
            row.agreeing,
        )
        return Spoken(GOOD, _("Content: as in this edition"), words % {"n": row.agreeing})
    if row.content == Content.UNREADABLE:
        why = _("The file has no text, as a scan has none. Compare totals and levels with the original by eye.")
        return Spoken(LOOK, _("Content: could not be compared"), why)
    if row.content == Content.NONE and not row.differing:
        why = _(
            "No unit is named in it. If the appendix is a file of its own, put both into one PDF, or compare by eye."
        )
        return Spoken(LOOK, _("Content: the appendix is not in this file"), why)
    return Spoken(BAD, _("Content: differs from this edition"), " ".join(_differences(row)), _todo())


def _todo() -> str:
    return _("Compare with the original. Where the decision itself differs, take the proposal back and correct it.")


def _differences(row: Comparison) -> Iterator[str]:
    if row.differing:
        yield _("Not with this edition's total and level: %(names)s.") % {"names": _few(row.differing)}
    if row.missing:
        yield _("Not named: %(names)s.") % {"names": _few(row.missing)}


def _few(names: tuple[str, ...]) -> str:
    rest = len(names) - NAMED
    told = ", ".join(names[:NAMED])
    if rest <= 0:
        return told
    return ngettext("%(names)s and %(n)d more", "%(names)s and %(n)d more", rest) % {"names": told, "n": rest}


def _of_digest(row: Comparison) -> Spoken | None:
    if row.stated == Stated.THIS:
        why = _("The code under the appendix is that of this edition.")
        return Spoken(GOOD, _("Code of the result: this edition"), why)
    if row.stated == Stated.OTHER:
        why = _(
            "The code under the appendix is that of another edition or draft: it may have been signed before a change."
        )
        return Spoken(BAD, _("Code of the result: not this edition"), why, _todo())
    return None
