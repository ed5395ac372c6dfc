"""The people of the sample: a preparer per unit, and the cast whose sign-ins are shown. All names are invented."""

from datetime import date
from random import Random

from django.contrib.auth.hashers import make_password

from thuocdo.accounts.actions import add_person, give_post
from thuocdo.accounts.enums import Role
from thuocdo.accounts.models import Unit, User
from thuocdo.accounts.queries import SAMPLE_PASSWORD

FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Phan",
    "Võ",
    "Đặng",
    "Bùi",
    "Hồ",
    "Ngô",
    "Dương",
    "Tôn",
    "Thân",
    "Châu",
]
MIDDLE = ["Văn", "Thị", "Hữu", "Minh", "Ngọc", "Quang", "Thanh", "Thu", "Đức", "Hải", "Bảo", "Xuân", "Diệu", "Quốc"]
GIVEN = [
    "An",
    "Bình",
    "Châu",
    "Dũng",
    "Giang",
    "Hà",
    "Hiếu",
    "Hòa",
    "Hương",
    "Khánh",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Nam",
    "Nga",
    "Nhung",
    "Phúc",
    "Quân",
    "Sơn",
    "Tâm",
    "Thảo",
    "Trang",
    "Tuấn",
    "Vy",
]
SINCE = date(2021, 1, 1)

CAST = [  # user name, role, unit, position
    ("quantri", Role.ADMINISTRATOR, "stttt", "Quản trị hệ thống"),
    ("chutri1", Role.LEAD, "stttt", "Trưởng phòng Công nghệ thông tin"),
    ("chutri2", Role.LEAD, "stttt", "Chuyên viên phòng Công nghệ thông tin"),
    ("daumoi.syt", Role.COORDINATOR, "syt", "Phó Chánh Văn phòng Sở"),
    ("vanthu.syt", Role.CLERK, "syt", "Văn thư"),
    ("thutruong.syt", Role.HEAD, "syt", "Giám đốc Sở"),
    ("thamtra.vpubnd", Role.VERIFIER, "vpubnd", "Chuyên viên phòng Kiểm soát thủ tục hành chính"),
    ("thamtra.snv", Role.VERIFIER, "snv", "Chuyên viên phòng Công chức, viên chức"),
    ("thamtra.stc", Role.VERIFIER, "stc", "Chuyên viên phòng Quản lý giá và công sản"),
    ("chutich", Role.CHAIR, "ubnd", "Phó Chủ tịch UBND tỉnh, Chủ tịch Hội đồng"),
    ("thuky", Role.SECRETARY, "stttt", "Phó Giám đốc Sở, Thư ký Hội đồng"),
    ("uyvien", Role.MEMBER, "snv", "Phó Giám đốc Sở Nội vụ, Ủy viên Hội đồng"),
    ("giamsat", Role.OBSERVER, "ubnd", "Thường trực HĐND tỉnh"),
    ("phochutich", Role.DEPUTY, "stttt", "Giám đốc Sở Thông tin và Truyền thông, Phó Chủ tịch Hội đồng"),
    ("uyvien.vpubnd", Role.MEMBER, "vpubnd", "Phó Chánh Văn phòng UBND tỉnh, Ủy viên Hội đồng"),
    ("uyvien.stc", Role.MEMBER, "stc", "Phó Giám đốc Sở Tài chính, Ủy viên Hội đồng"),
]


def add_people() -> None:
    """Everybody, with posts since before the first season."""
    random = Random("people")  # noqa: S311 - invented names, the same at every set-up
    units = {unit.key: unit for unit in Unit.objects.filter(valid_from=None) | Unit.objects.filter(tier=None)}
    password = make_password(SAMPLE_PASSWORD)  # slow on purpose: one hash serves them all
    for unit in units.values():
        if unit.tier_id:
            _person(random, password, f"nguoilap.{unit.key}", Role.PREPARER, unit, "Chuyên viên")
    for username, role, key, title in CAST:
        _person(random, password, username, role, units[key], title)


def _person(random: Random, hashed: str, username: str, role: Role, unit: Unit, title: str) -> None:
    name = " ".join(random.choice(part) for part in (FAMILY, MIDDLE, GIVEN))
    user, _password = add_person(
        None,
        username=username,
        full_name=name,
        title=title,
        email=f"{username}@mau.example",
        landline=f"0234 38{random.randrange(10000, 99999)}",
        mobile=f"09{random.randrange(10, 99)} {random.randrange(100, 999)} {random.randrange(100, 999)}",
        hashed=hashed,
    )
    give_post(None, user, unit, role, since=SINCE)


def person(username: str) -> User:
    return User.objects.get(username=username)
