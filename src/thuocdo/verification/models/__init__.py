"""The rows of the verification: who checks what, verdicts, shared figures, questions, visits."""

from thuocdo.verification.models.asking import ClarificationFile, ClarificationMessage, ClarificationRequest
from thuocdo.verification.models.assigning import Assignment
from thuocdo.verification.models.checking import Check, ReasonTemplate
from thuocdo.verification.models.shared_figures import SharedFigure, SharedImport, WaitingImport
from thuocdo.verification.models.visiting import Visit, VisitFinding, VisitSigner

__all__ = [
    "Assignment",
    "Check",
    "ClarificationFile",
    "ClarificationMessage",
    "ClarificationRequest",
    "ReasonTemplate",
    "SharedFigure",
    "SharedImport",
    "Visit",
    "VisitFinding",
    "VisitSigner",
    "WaitingImport",
]
