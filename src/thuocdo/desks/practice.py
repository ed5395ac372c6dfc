"""Whether the address of a page names something of a practice season; asked where the page itself does not tell."""

from django.db.models import Model
from django.http import HttpRequest

from thuocdo.appraisal.models import CouncilSession, DisputedItem
from thuocdo.cycles.models import PRACTICE
from thuocdo.difficulties.models import Difficulty, Ruling
from thuocdo.reports.models import Evidence, EvidenceFile, ReceivedFile, Report, UploadLink
from thuocdo.verification.models import ClarificationRequest, ReasonTemplate, Visit

OF_REPORT = "season_unit__season"
# How an address begins, what its number is a row of, how that leads to its season. The longer beginnings first.
NUMBERED: tuple[tuple[str, type[Model], str], ...] = (
    ("hoi-dong/phien/<int:pk>/", CouncilSession, "season"),
    ("hoi-dong/noi-dung/<int:pk>/", DisputedItem, "session__season"),
    ("yeu-cau-lam-ro/hoi/<int:pk>/", Report, OF_REPORT),
    ("yeu-cau-lam-ro/<int:pk>/", ClarificationRequest, f"report__{OF_REPORT}"),
    ("kiem-tra-thuc-te/<int:pk>/", Visit, "season_unit__season"),
    ("tham-tra/mau-ly-do/<int:pk>/", ReasonTemplate, "season"),
    ("duong-dan/<int:pk>/", UploadLink, f"report__{OF_REPORT}"),
    ("tep-nhan/<int:pk>/", ReceivedFile, f"link__report__{OF_REPORT}"),
    ("danh-muc-tai-lieu/<int:pk>/", Evidence, f"report__{OF_REPORT}"),
    ("tai-lieu/<int:pk>/", EvidenceFile, f"evidence__report__{OF_REPORT}"),
    ("vuong-mac/<int:pk>/", Difficulty, "season"),
    ("tra-loi-chung/<int:pk>/", Ruling, "season"),
    ("bao-cao/<int:pk>/", Report, OF_REPORT),
    ("tham-tra/<int:pk>/", Report, OF_REPORT),
    ("hoi-dong/<int:pk>/", Report, OF_REPORT),
    ("chuyen-cua-diem/<int:pk>/", Report, OF_REPORT),
)


def is_practised(request: HttpRequest) -> bool:
    """No query where the address says the season's key; else 1."""
    match = request.resolver_match
    if match is None or "desks" not in match.namespaces:
        return False
    key = match.kwargs.get("key") or request.GET.get("ky", "")
    if key:
        return str(key).startswith(PRACTICE)
    for beginning, model, path in NUMBERED:
        if beginning in match.route:
            return model._default_manager.filter(pk=match.kwargs["pk"], **{f"{path}__is_practice": True}).exists()
    return False
