"""The rows of the appraisal: exemptions, the council with its sessions and votes, the units' replies."""

from thuocdo.appraisal.models.council import (
    Attendance,
    Ballot,
    Council,
    CouncilSession,
    DisputedItem,
    FoundingOpinion,
    MinuteLine,
    Position,
    Recusal,
    Resolution,
    SessionPaper,
    Vote,
)
from thuocdo.appraisal.models.exempting import Exemption
from thuocdo.appraisal.models.replying import Reply, ReplyFile, ReplyRound

__all__ = [
    "Attendance",
    "Ballot",
    "Council",
    "CouncilSession",
    "DisputedItem",
    "Exemption",
    "FoundingOpinion",
    "MinuteLine",
    "Position",
    "Recusal",
    "Reply",
    "ReplyFile",
    "ReplyRound",
    "Resolution",
    "SessionPaper",
    "Vote",
]
