"""What the design system's page shows: every component in every state, with plausible content and no database."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from thuocdo.common.fields import DayField
from thuocdo.common.states import SEASON, STATES
from thuocdo.regulation import Why
from thuocdo.regulation.model import Citation, Text

TODAY = date(2022, 10, 17)
DAYS = (date(2022, 11, 9), date(2022, 10, 19), TODAY, date(2022, 10, 14))
LEVELS = ("I", "II", "III", "IV", None)
NOTICES = ("info", "success", "warning", "danger")
SIGNS = re.findall(r'symbol id="([a-z]+)"', (Path(__file__).parent / "static/common/icons.svg").read_text("utf-8"))


class ExampleForm(forms.Form):
    """One field of every sort."""

    name = forms.CharField(label=_("Name of the plan"), initial="Kế hoạch chuyển đổi số năm 2022 của Sở Tư pháp")
    issued = DayField(label=_("Date of issue"))
    count = forms.DecimalField(
        label=_("Number of public services delivered online"),
        help_text=_("A whole number; at most the number of all public services."),
        max_value=Decimal(150),
        localize=True,
    )
    tier = forms.ChoiceField(
        label=_("Tier"), choices=[("province", _("Provincial tier")), ("district", _("District tier"))]
    )
    extent = forms.ChoiceField(
        label=_("How far the plan has come"),
        help_text=_("Choose the highest that your evidence proves."),
        widget=forms.RadioSelect,
        choices=[("none", _("Not begun")), ("issued", _("Issued")), ("done", _("Issued and carried out in full"))],
        initial="issued",
    )
    items = forms.MultipleChoiceField(
        label=_("Parts of the plan"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("money", _("Budget")), ("people", _("People in charge")), ("dates", _("Dates"))],
        initial=["money"],
        required=False,
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    evidence = forms.FileField(label=_("Evidence"), help_text=_("PDF, at most 20 MB."))
    sure = forms.BooleanField(label=_("I have compared every figure with its evidence"), required=False)


def examples(request: HttpRequest) -> dict[str, object]:
    """The page's content; the address's `page` turns the pages of the example list."""
    return {
        "plain_form": ExampleForm(prefix="plain"),
        "wrong_form": ExampleForm({"wrong-name": "", "wrong-count": "151", "wrong-tier": "province"}, prefix="wrong"),
        "states": {kind: list(states) for kind, states in STATES.items()},
        "levels": LEVELS,
        "notices": NOTICES,
        "signs": SIGNS,
        "days": DAYS,
        "today": TODAY,
        "phases": [{"key": key, "label": state.label, "when": WHEN.get(key, "")} for key, state in SEASON.items()],
        "page_obj": Paginator(range(240), 20).get_page(request.GET.get("page", 5)),
        "groups": GROUPS,
        "rows": ROWS,
        "draft_set": SimpleNamespace(status="PROVISIONAL", notice=NOTICE),
        "reason": Why("ratio_scaled", {"a": 18, "b": 24, "full": Fraction(9, 10), "points": Fraction(5, 2), "max": 3}),
        "article": Citation("cite", "Điều 5.3"),
    }


WHEN = {"preparing": "01/09 – 30/09", "reporting": "01/10 – 19/10", "published": "14/12"}
NOTICE = Text(
    vi="Nhóm, điểm tối đa và thang mức lấy đúng từ Quyết định 3043/QĐ-UBND; tên và cách chấm của 30 chỉ số thành phần"
    " là bản tạm, phải thay bằng phụ lục gốc trước khi dùng để xếp hạng.",
    en="Groups, maxima and levels are those of Decision 3043/QĐ-UBND; the names and scoring rules of the 30 components"
    " are drafts, to be replaced by the original appendices before any ranking.",
)
GROUPS = [
    {"label": label, "url": "#groups", "current": place == 1, "done": done, "of": of}
    for place, (label, done, of) in enumerate(
        [
            ("1. Nhận thức số", 3, 3),
            ("2. Thể chế số", 1, 2),
            ("3. Hạ tầng số", 0, 5),
            ("5. Hoạt động chính quyền số", 2, 12),
        ]
    )
]
ROWS = [
    {
        "position": position,
        "unit": unit,
        "maximum": Fraction(100),
        "exempt": Fraction(exempt),
        "done": Fraction(100 - exempt),
        "scored": Fraction(scored),
        "converted": Fraction(scored) * 100 / (100 - exempt),
        "percent": Fraction(scored) / (100 - exempt),
        "level": level,
    }
    for position, unit, exempt, scored, level in [
        (1, "Sở Thông tin và Truyền thông", 0, "94.25", "I"),
        (2, "Sở Kế hoạch và Đầu tư", 8, "78.53", "II"),
        (3, "Văn phòng UBND tỉnh", 0, "76.5", "III"),
        (4, "Sở Giáo dục và Đào tạo", 4, "69.12", "IV"),
        (None, "Ban Dân tộc", 0, "61.07", None),
    ]
]
