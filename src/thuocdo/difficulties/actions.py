"""Every write about difficulties: raising, answering, passing on, and the one answer for all units (R9).

An answer for all also closes questions of the verification: that one act is `verification.ruling`.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import Unit, User
from thuocdo.accounts.rules import belongs_to, runs_the_season
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import law
from thuocdo.difficulties.enums import DifficultyState
from thuocdo.difficulties.models import Difficulty, Ruling
from thuocdo.difficulties.news import tell_answered, tell_ruled
from thuocdo.documents.models import Document

UNRULED = (DifficultyState.RAISED, DifficultyState.ANSWERED)


@transaction.atomic
def raise_difficulty(
    actor: User,
    unit: Unit,
    *,
    text: str,
    proposal: str = "",
    season: Season | None,
    component: str = "",
    page: str = "",
) -> Difficulty:
    """On behalf of a unit of the actor's, from the page (address without its host) on which it arose."""
    require(belongs_to(actor, unit.pk), _("A difficulty is raised on behalf of your own unit."))
    require(text.strip(), _("Write what is difficult."), Refused)
    require(not component or (season and component in codes(season)), _("There is no such component."), Refused)
    row = Difficulty.objects.create(
        season=season,
        unit=unit,
        component=component,
        page=page[:300],
        text=text.strip(),
        proposal=proposal.strip(),
        raised_by=actor,
        raised_at=clock.now(),
    )
    after = {"unit": unit.pk, "component": component, "text": row.text, "proposal": row.proposal}
    record("difficulty.raised", actor=actor.pk, subject=f"difficulty:{row.pk}", after=after)
    return row


def codes(season: Season) -> list[str]:
    """Of every component in the season's forms, each once, in their order."""
    forms = law(season.pinned_set).forms.values()
    return list(dict.fromkeys(component.code for form in forms for component in form.components))


@transaction.atomic
def withdraw(actor: User, difficulty: Difficulty) -> None:
    """Whoever is of the unit takes back what nobody has answered yet."""
    row = _locked(difficulty)
    require(belongs_to(actor, row.unit_id), _("A difficulty is withdrawn by the unit that raised it."))
    require(row.state == DifficultyState.RAISED, _("It has been answered: it can no longer be withdrawn."), Refused)
    _change(actor, row, "difficulty.withdrawn", state=DifficultyState.WITHDRAWN)


@transaction.atomic
def answer(actor: User, difficulty: Difficulty, text: str, *, seen: str | None = None) -> Difficulty:
    """The lead department's answer to the unit; given anew, it replaces the former one, which the audit keeps. `seen`:
    the answer that stood there when the page was made; Conflict where a colleague wrote another meanwhile."""
    row = _leads(actor, difficulty)
    require(text.strip(), _("Write the answer."), Refused)
    require(row.state in UNRULED, _("It was withdrawn, or answered for all units, meanwhile."), Conflict)
    same = seen is None or seen == row.answer
    require(
        same,
        _("A colleague has answered meanwhile. Read that answer, then decide whether yours is to stand."),
        Conflict,
    )
    facts = {"answer": text.strip(), "answered_by": actor, "answered_at": clock.now()}
    _change(actor, row, "difficulty.answered", state=DifficultyState.ANSWERED, **facts)
    tell_answered(row)
    return row


@transaction.atomic
def pass_on(actor: User, difficulty: Difficulty, wanted: bool) -> None:
    """Whether it goes into the report to the People's Committee: what is beyond the lead department's power."""
    row = _leads(actor, difficulty)
    require(row.state != DifficultyState.WITHDRAWN, _("It was withdrawn by its unit."), Refused)
    if row.is_for_committee != wanted:
        _change(actor, row, "difficulty.passed_on", is_for_committee=wanted)


@transaction.atomic
def rule(
    actor: User,
    season: Season,
    *,
    component: str,
    question: str,
    answer: str,
    document: Document | None = None,
    difficulties: Iterable[Difficulty] = (),
    replaces: Ruling | None = None,
) -> Ruling:
    """One written answer for every unit of the season, told to all of them; `difficulties` are answered by it. An
    earlier ruling that it replaces stays readable. Raises Conflict where that was replaced meanwhile, or a difficulty
    withdrawn."""
    require(runs_the_season(actor), _("Only the lead department answers for all units."))
    require(question.strip() and answer.strip(), _("Give the question and the answer."), Refused)
    require(not component or component in codes(season), _("There is no such component."), Refused)
    row = Ruling.objects.create(
        season=season,
        component=component,
        question=question.strip(),
        answer=answer.strip(),
        document=document,
        ruled_by=actor,
        ruled_at=clock.now(),
    )
    if replaces is not None:
        _replace(season, replaces, row)
    answered = [_answer_by(actor, difficulty, row) for difficulty in difficulties]
    record(
        "ruling.made",
        actor=actor.pk,
        subject=f"ruling:{row.pk}",
        after={
            "season": season.pk,
            "component": component,
            "question": row.question,
            "answer": row.answer,
            "document": document and document.pk,
            "difficulties": answered,
            "replaces": replaces and replaces.pk,
        },
    )
    tell_ruled(row)
    return row


@transaction.atomic
def issue_ruling(actor: User, ruling: Ruling, document: Document) -> None:
    """The answer went out as this document. Raises Refused where one is recorded already."""
    require(runs_the_season(actor), _("Only the lead department answers for all units."))
    changed = Ruling.objects.filter(pk=ruling.pk, document=None).update(document=document)
    require(changed, _("The document of this answer is recorded already."), Refused)
    ruling.document = document
    record("ruling.issued", actor=actor.pk, subject=f"ruling:{ruling.pk}", after={"document": document.pk})


def _replace(season: Season, former: Ruling, row: Ruling) -> None:
    changed = Ruling.objects.filter(pk=former.pk, season=season, replaced_by=None).update(replaced_by=row)
    require(changed, _("That answer was replaced by another meanwhile. Look at the list again."), Conflict)


def _answer_by(actor: User, difficulty: Difficulty, ruling: Ruling) -> int:
    row = _locked(difficulty)
    fits = row.season_id == ruling.season_id and row.component == ruling.component
    require(fits, _("This difficulty is about another component."), Refused)
    require(
        row.state in UNRULED, _("A difficulty was withdrawn or answered meanwhile. Look at the list again."), Conflict
    )
    _change(actor, row, "difficulty.ruled", state=DifficultyState.RULED, ruling=ruling)
    return row.pk


def _leads(actor: User, difficulty: Difficulty) -> Difficulty:
    require(runs_the_season(actor), _("Only the lead department answers difficulties."))
    return _locked(difficulty)


def _locked(difficulty: Difficulty) -> Difficulty:
    rows = Difficulty.objects.select_for_update(of=("self",)).select_related("season", "unit")
    return rows.get(pk=difficulty.pk)


def _change(actor: User, row: Difficulty, act: str, **fields: object) -> None:
    before = {name: _told(getattr(row, name)) for name in fields}
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    after = {name: _told(value) for name, value in fields.items()}
    record(act, actor=actor.pk, subject=f"difficulty:{row.pk}", before=before, after=after)


def _told(value: object) -> object:
    """As the audit keeps it: rows by their number, moments as text."""
    if hasattr(value, "pk"):
        return value.pk
    return value.isoformat() if hasattr(value, "isoformat") else value
