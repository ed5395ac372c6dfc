"""A unit's report: its answers by stage, its evidence, its signed copies (R4, R8). Only actions change it."""

from thuocdo.reports.models.answers import Answer, AnswerChange
from thuocdo.reports.models.delegating import Delegation
from thuocdo.reports.models.evidence import BreakdownRow, Citation, Evidence, EvidenceFile, ReceivedFile, UploadLink
from thuocdo.reports.models.report import CONTACTS, PHONE, Report
from thuocdo.reports.models.sending import Sending
from thuocdo.reports.models.signing import PrintedReport, SignedCopy
from thuocdo.reports.models.workbook import WaitingWorkbook

__all__ = [
    "CONTACTS",
    "PHONE",
    "Answer",
    "AnswerChange",
    "BreakdownRow",
    "Citation",
    "Delegation",
    "Evidence",
    "EvidenceFile",
    "PrintedReport",
    "ReceivedFile",
    "Report",
    "Sending",
    "SignedCopy",
    "UploadLink",
    "WaitingWorkbook",
]
