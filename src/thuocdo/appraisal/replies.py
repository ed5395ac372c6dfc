"""The right of reply, step by step: a round is opened, the unit answers, each disagreement is decided, the round ends
(R4.6b). Part of this floor's actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from thuocdo.accounts.models import User
from thuocdo.accounts.rules import runs_the_season
from thuocdo.appraisal.actions import DECIDERS, chairs_on, sitting
from thuocdo.appraisal.enums import ReplyDecision, RoundKind, Stance
from thuocdo.appraisal.models import Reply, ReplyFile, ReplyRound
from thuocdo.appraisal.reply_news import tell_decided, tell_opened
from thuocdo.appraisal.reply_rounds import PHASES, named, points_now, undecided_replies, unready
from thuocdo.appraisal.rules import enters_for_the_council, may_decide
from thuocdo.audit.actions import record
from thuocdo.common import clock
from thuocdo.common.faults import Conflict, Refused, require
from thuocdo.cycles.models import SeasonTier
from thuocdo.cycles.queries import form_of
from thuocdo.documents.models import StoredFile
from thuocdo.reports.actions import not_own
from thuocdo.reports.models import Report
from thuocdo.verification.asking import answers_for
from thuocdo.verification.queries import assignments
from thuocdo.verification.rules import may_verify

Files = Sequence[tuple[StoredFile, str]]


@dataclass(frozen=True)
class Words:
    """What a unit says of one component. `wanted`: the points it thinks right, where it names them."""

    stance: str
    text: str = ""
    wanted: Fraction | None = None
    files: Files = ()


@transaction.atomic
def open_round(actor: User, season_tier: SeasonTier, kind: str, last_day: date) -> ReplyRound:
    """Shows the units of a tier their points, each its own, and lets them answer until the end of `last_day`.

    After verification once every report that is in was verified; on the draft result once the council has finished
    with all of them, proposed or not. Raises Refused otherwise, while another round is open, and where the last round
    of this kind showed the very same points."""
    require(runs_the_season(actor), _("Only the lead department opens a round of replies."))
    rows = SeasonTier.objects.select_for_update(of=("self",)).select_related("season__pinned_set", "tier")
    tier = rows.get(pk=season_tier.pk)
    _check_opening(tier, RoundKind(kind), last_day)
    shown = points_now(tier, kind)
    require(shown, _("No report of this tier is in: there is nothing to show."), Refused)
    before = ReplyRound.objects.filter(season_tier=tier, kind=kind).first()
    again = _("The units of this tier have replied to these points already: nothing has changed since.")
    require(before is None or before.shown != shown, again, Refused)
    facts = {"opened_by": actor, "opened_at": clock.now(), "shown": shown}
    round_ = ReplyRound.objects.create(season_tier=tier, kind=kind, last_day=last_day, **facts)
    _record_round(actor, round_, "replies.opened", last_day=last_day.isoformat(), kind=kind)
    tell_opened(round_)
    return round_


def _check_opening(tier: SeasonTier, kind: RoundKind, last_day: date) -> None:
    require(last_day >= clock.today(), _("The last day is over already. Give today or a later day."), Refused)
    running = ReplyRound.objects.filter(season_tier=tier, closed_at=None).exists()
    require(not running, _("A round of replies is open for this tier: close it first."), Refused)
    words = _("The season is not so far, or is past it: this round belongs after the verification.")
    if kind == RoundKind.DRAFT:
        words = _("The season is not so far, or is past it: this round belongs after the council's decisions.")
    require(tier.phase in PHASES[kind], words, Refused)
    waiting = ", ".join(report.season_unit.name for report in unready(tier, kind))
    words = _("Not verified yet, or further on already: %(units)s.")
    if kind == RoundKind.DRAFT:
        words = _("The council has not finished with, or the result is approved for: %(units)s.")
    require(not waiting, words % {"units": waiting}, Refused)


@transaction.atomic
def reply(actor: User, round_: ReplyRound, report: Report, component: str, words: Words, *, version: int = 0) -> Reply:
    """What the unit says of one component, in place of what it said before; its files are added to those that came
    before. `version`: of the reply that the person was shown, 0 for none. Raises Conflict where it is another by now,
    Refused after the last day, once it was decided, and for a disagreement without its explanation."""
    row = _answering(actor, round_, report)
    _check_words(row, report, component, words)
    present = Reply.objects.select_for_update().filter(round=row, report=report, component=component).first()
    seen = (present.version if present else 0) == version
    require(seen, _("A colleague has replied meanwhile. Read it, then save yours: it is still on this page."), Conflict)
    undecided = present is None or not present.decision
    require(undecided, _("This reply has been decided: it can no longer be changed."), Refused)
    return _keep(actor, row, report, component, words, present)


def _answering(actor: User, round_: ReplyRound, report: Report) -> ReplyRound:
    """The round under lock, open to the unit today."""
    require(
        answers_for(actor, report.season_unit.unit_id),
        _("Only the unit's preparer, coordinator or head replies for it."),
    )
    row = _locked(round_)
    require(str(report.pk) in row.shown, _("This round is not about your unit."), Refused)
    _check_day(row)
    return row


def _check_day(round_: ReplyRound) -> None:
    over = clock.today() > round_.last_day or round_.closed_at is not None
    late = _("Replies were taken until the end of %(day)s; nothing was kept. What you typed is still on this page.")
    require(not over, late % {"day": f"{round_.last_day:%d/%m/%Y}"}, Refused)


def _check_words(round_: ReplyRound, report: Report, component: str, words: Words) -> None:
    known = component in round_.shown[str(report.pk)]
    require(known, _("The points of this component were not shown: there is nothing to reply to."), Refused)
    require(words.stance in Stance.values, _("Say whether you agree."), Refused)
    silent = words.stance == Stance.DISAGREES and not words.text.strip()
    require(not silent, _("Explain why you do not agree: it is decided by this explanation."), Refused)
    most = form_of(report.season_unit).component(component).max
    in_range = words.wanted is None or 0 <= words.wanted <= most
    require(in_range, _("Points must be between 0 and the component's maximum."), Refused)


def _keep(
    actor: User, round_: ReplyRound, report: Report, component: str, words: Words, present: Reply | None
) -> Reply:
    row = present or Reply(round=round_, report=report, component=component, version=0)
    row.stance, row.text = words.stance, words.text.strip()
    disagrees = words.stance == Stance.DISAGREES
    row.wanted_points = str(words.wanted) if disagrees and words.wanted is not None else ""
    row.replied_by, row.replied_at, row.version = actor, clock.now(), row.version + 1
    row.save()
    ReplyFile.objects.bulk_create(
        [ReplyFile(reply=row, file=stored, file_name=name[-255:]) for stored, name in words.files]
    )
    after = {"stance": row.stance, "text": row.text, "wanted": row.wanted_points, "version": row.version}
    files = [stored.sha256 for stored, _name in words.files]
    _record(actor, row, "reply.given", {**after, "files": files})
    return row


@transaction.atomic
def agree_with_the_rest(actor: User, round_: ReplyRound, report: Report, codes: Sequence[str]) -> int:
    """Agrees in one act with every component that has no reply yet, as the page listed them (`codes`); returns how
    many. Raises Conflict where these are no longer the ones without a reply."""
    row = _answering(actor, round_, report)
    answered = set(Reply.objects.filter(round=row, report=report).values_list("component", flat=True))
    rest = [code for code in row.shown[str(report.pk)] if code not in answered]
    words = _("A colleague has replied meanwhile. Look at the list again.")
    require(sorted(rest) == sorted(codes), words, Conflict)
    require(rest, _("Every component has its reply already."), Refused)
    facts = {"stance": Stance.AGREES, "replied_by": actor, "replied_at": clock.now()}
    Reply.objects.bulk_create([Reply(round=row, report=report, component=code, **facts) for code in rest])
    record("reply.agreed_with_the_rest", actor=actor.pk, subject=f"report:{report.pk}", after={"components": rest})
    return len(rest)


@transaction.atomic
def decide(actor: User, answer: Reply, decision: str, reason: str, *, version: int | None = None) -> Reply:
    """Ends a disagreement: the points stay, or they were changed, which has to have happened by then.

    After verification by who verifies the component; on the draft result by the council in session with a quorum.
    Never on one's own unit (I12). `version`: of the reply that the person read; raises Conflict where it was changed
    since."""
    _locked(answer.round)
    row = Reply.objects.select_for_update(of=("self",)).select_related(
        "round__season_tier__season__pinned_set",
        "report__season_unit__season__pinned_set",
        "report__season_unit__season_tier__tier",
        "report__season_unit__unit",
    )
    row = row.get(pk=answer.pk)
    _check_decider(actor, row)
    require(row.stance == Stance.DISAGREES, _("The unit agrees: there is nothing to decide."), Refused)
    require(not row.decision, _("This reply has been decided already."), Refused)
    changed = version not in (None, row.version)
    require(not changed, _("The unit has changed its reply meanwhile. Read it again, then decide."), Conflict)
    require(reason.strip(), _("Give the reason: the unit will read it."), Refused)
    _check_decision(row, decision)
    row.decision, row.decision_reason = decision, reason.strip()
    row.decided_by, row.decided_at = actor, clock.now()
    row.save(update_fields=["decision", "decision_reason", "decided_by", "decided_at"])
    _record(actor, row, "reply.decided", {"decision": row.decision}, reason)
    tell_decided(row)
    return row


def _check_decider(actor: User, row: Reply) -> None:
    if row.round.kind == RoundKind.VERIFIED:
        shared = assignments(row.report.season_unit.season)
        may = may_verify(actor, row.report, row.component, shared)
        require(may, _("This component of this unit is verified by somebody else."))
        return
    require(may_decide(actor, row.report), DECIDERS)
    not_own(actor, row.report)
    require(enters_for_the_council(actor) or chairs_on(actor, row.report), DECIDERS)
    sitting(row.report.season_unit.season_id)


def _check_decision(row: Reply, decision: str) -> None:
    require(decision in ReplyDecision.values, _("Say whether the points stay or were changed."), Refused)
    key, code = str(row.report_id), row.component
    now = points_now(row.round.season_tier, row.round.kind).get(key, {}).get(code)
    has_changed = now != row.round.shown[key][code]
    if decision == ReplyDecision.CHANGED:
        words = _("The points are still those that the unit was shown. Change them first, then decide.")
        require(has_changed, words, Refused)
    else:
        words = _("The points are no longer those that the unit was shown: the decision is that they were changed.")
        require(not has_changed, words, Refused)


@transaction.atomic
def close_round(actor: User, round_: ReplyRound) -> ReplyRound:
    """Ends a round whose last day is over. Raises Refused while a disagreement is undecided, naming it."""
    require(runs_the_season(actor), _("Only the lead department closes a round of replies."))
    row = _locked(round_)
    require(row.closed_at is None, _("This round is closed already."), Refused)
    words = _("The units have until the end of %(day)s to reply.") % {"day": f"{row.last_day:%d/%m/%Y}"}
    require(clock.today() > row.last_day, words, Refused)
    rest = named(undecided_replies(row.season_tier.season).filter(round=row))
    require(not rest, _("Still to be decided: %(codes)s.") % {"codes": rest}, Refused)
    row.closed_at = clock.now()
    row.save(update_fields=["closed_at"])
    _record_round(actor, row, "replies.closed", kind=row.kind)
    return row


def _locked(round_: ReplyRound) -> ReplyRound:
    rows = ReplyRound.objects.select_for_update(of=("self",)).select_related("season_tier__season", "season_tier__tier")
    return rows.get(pk=round_.pk)


def _record(actor: User, row: Reply, act: str, after: Mapping[str, object], reason: str = "") -> None:
    subject = f"report:{row.report_id}/{row.component}"
    record(act, actor=actor.pk, subject=subject, reason=reason, after=dict(after))


def _record_round(actor: User, row: ReplyRound, act: str, **after: object) -> None:
    record(act, actor=actor.pk, subject=f"season_tier:{row.season_tier_id}", after={"round": row.pk, **after})
