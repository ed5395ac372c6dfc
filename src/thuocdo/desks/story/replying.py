"""What the unit was shown and replied, and what was asked of the assessment itself: exemptions (R4.6b, R5.3)."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from thuocdo.appraisal.enums import ExemptionState, RoundKind, Stance
from thuocdo.appraisal.models import Exemption, Reply, ReplyRound
from thuocdo.appraisal.queries import exemptions, readable_exemptions
from thuocdo.appraisal.reply_rounds import exact, whole_replies
from thuocdo.common.templatetags.words import day, points
from thuocdo.desks.story.event import Act, Event, Link, file_links
from thuocdo.desks.story.reader import Reader


def reply_events(reader: Reader) -> Iterator[Event]:
    """Rounds that showed the component, replies, decisions: 2 queries. Replies to the draft result are the council's;
    who verifies alone does not read them."""
    draft_too = reader.is_unit or reader.oversees
    for row in reader.rounds:
        if draft_too or row.kind == RoundKind.VERIFIED:
            yield _shown(reader, row)
    for reply in whole_replies().filter(report=reader.report.pk, component=reader.component.code):
        if draft_too or reply.round.kind == RoundKind.VERIFIED:
            yield from _replied(reader, reply)


def _shown(reader: Reader, row: ReplyRound) -> Event:
    return Event(
        at=row.opened_at,
        icon="send",
        title=_("The points were shown to the unit"),
        note="{}. {}".format(
            row.get_kind_display(),
            _("Replies were taken until the end of %(date)s.") % {"date": day(row.last_day)},
        ),
        points=exact(row.shown[str(reader.report.pk)][reader.component.code]),
        act=Act((f"season_tier:{row.season_tier_id}",), ("replies.opened",), row.opened_by_id),
    )


def _replied(reader: Reader, row: Reply) -> Iterator[Event]:
    subject = f"report:{row.report_id}"
    given = Act(
        (f"{subject}/{row.component}", subject), ("reply.given", "reply.agreed_with_the_rest"), row.replied_by_id
    )
    wanted = exact(row.wanted_points)
    yield Event(
        at=row.replied_at,
        icon="back",
        title=_("The unit replied: %(stance)s") % {"stance": row.get_stance_display()},
        who=row.replied_by.full_name,
        text=row.text,
        note="" if wanted is None else _("Points that the unit thinks right: %(points)s") % {"points": points(wanted)},
        links=[*file_links("reply_file", row.files.all()), *_page(reader, row)],
        act=given,
    )
    if row.decided_by:
        yield Event(
            at=row.decided_at,
            icon="check",
            title=_("The reply was decided: %(decision)s") % {"decision": row.get_decision_display()},
            who=row.decided_by.full_name,
            text=row.decision_reason,
            act=Act((f"{subject}/{row.component}",), ("reply.decided",), row.decided_by_id),
        )


def _page(reader: Reader, row: Reply) -> list[Link]:
    if reader.is_unit:
        address = reverse("desks:reply_component", args=[row.report_id, row.round_id, row.component])
    elif row.stance == Stance.DISAGREES:
        address = reverse("desks:reply_decide", args=[reader.report.season_unit.season.key, row.pk])
    else:
        return []
    return [Link(address, _("The reply"))]


def exemption_of(reader: Reader) -> Exemption | None:
    """The request, where the reader's own desk shows it: 1 query."""
    season = reader.report.season_unit.season
    rows = exemptions(season) if reader.is_unit else readable_exemptions(reader.user, season)
    return rows.filter(report=reader.report.pk, component=reader.component.code).first()


def exemption_events(reader: Reader, row: Exemption | None) -> Iterator[Event]:
    """Asked, advised on, dealt with. The advice is for the People's Committee: the unit does not read it here."""
    if row is None:
        return
    subjects = (f"report:{row.report_id}/{row.component}",)
    asked = _("The lead department proposed an exemption") if row.is_leads else _("The unit asked for an exemption")
    yield Event(
        at=row.asked_at,
        icon="minus",
        title=f"{asked}: {row.get_ground_display()}",
        who=row.asked_by.full_name,
        text=row.reason,
        act=Act(subjects, ("exemption.asked", "exemption.proposed"), row.asked_by_id),
    )
    if row.advised_by and not reader.is_unit:
        stance = _("In favour") if row.is_advised_for else _("Against")
        yield Event(
            at=row.asked_at,
            icon="document",
            title=_("Advice to the People's Committee") + f": {stance}",
            who=row.advised_by.full_name,
            text=row.advice,
            act=Act(subjects, ("exemption.advised",), row.advised_by_id),
            is_dated_by_record=True,
        )
    yield from _dealt_with(reader, row, subjects)


def _dealt_with(reader: Reader, row: Exemption, subjects: tuple[str, ...]) -> Iterator[Event]:
    names = {
        ExemptionState.ENTERED: "exemption.acceptance_entered",
        ExemptionState.ACCEPTED: "exemption.accepted",
        ExemptionState.REFUSED: "exemption.refused",
        ExemptionState.WITHDRAWN: "exemption.withdrawn",
    }
    state = ExemptionState(row.state)
    if state not in names or (reader.is_unit and state == ExemptionState.ENTERED):
        return
    document = row.acceptance
    yield Event(
        at=row.asked_at,
        icon="check" if state == ExemptionState.ACCEPTED else "minus",
        title=_("Exemption") + f": {row.get_state_display()}",
        who="" if reader.is_unit or not row.checked_by else row.checked_by.full_name,
        note=_("No. %(number)s of %(date)s") % {"number": document.number, "date": day(document.date)}
        if document
        else "",
        act=Act(subjects, (names[state],), None),
        is_dated_by_record=True,
    )
