"""A clarification request as lists show it: what is asked of which component, how long there is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thuocdo.cycles.queries import form_of
from thuocdo.regulation import Component
from thuocdo.verification.enums import RequestState
from thuocdo.verification.models import ClarificationMessage, ClarificationRequest

OVERDUE = "overdue"
STATES = (OVERDUE, *RequestState.values)  # as lists sort them: what hurts first


@dataclass(frozen=True)
class Row:
    """`today` tells whether its last day is over. Messages and the report's unit have to be read already."""

    request: ClarificationRequest
    today: date

    @property
    def component(self) -> Component:
        return form_of(self.request.report.season_unit).component(self.request.component)

    @property
    def question(self) -> ClarificationMessage | None:
        """The last that those who verify have asked."""
        return next((m for m in reversed(self.request.messages.all()) if not m.is_units), None)

    @property
    def is_late(self) -> bool:
        return any(message.is_late for message in self.request.messages.all())

    @property
    def state(self) -> str:
        return shown_state(self.request, self.today)

    @property
    def is_asked(self) -> bool:
        return self.request.state == RequestState.ASKED


def shown_state(request: ClarificationRequest, today: date) -> str:
    """As the enum has it, but for what waits for the unit after its last day."""
    return OVERDUE if request.state == RequestState.ASKED and request.due < today else request.state


def rows_of(requests: Iterable[ClarificationRequest], today: date) -> list[Row]:
    """By state, each with the nearest last day first."""
    rows = [Row(request, today) for request in requests]
    return sorted(rows, key=lambda row: (STATES.index(row.state), row.request.due, row.request.pk))
