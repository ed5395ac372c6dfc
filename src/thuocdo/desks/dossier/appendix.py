"""Phụ lục kết quả: one table a tier, as it is annexed to the submission, the decision and the announcement (R6, R7).

Made of the public part alone: what the set keeps from the public stands on no paper that everyone may read (I11).
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from thuocdo.accounts.letterheads import lead_on
from thuocdo.common import clock
from thuocdo.desks.agency_paper import unsigned
from thuocdo.desks.dossier import words
from thuocdo.desks.dossier.source import Source
from thuocdo.documents.official import Annex, Attestation, Column, Paper, Paragraph, Row, Table
from thuocdo.documents.official.paper import Block
from thuocdo.reports.official import in_groups, in_words

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
COLUMNS = (
    Column("Thứ tự", 15, "center"),
    Column("Đơn vị"),
    Column("Điểm thực hiện / tối đa cần thực hiện", 27, "center"),
    Column("Tổng điểm", 18, "center"),
    Column("Mức", 20, "center"),
    Column("Ghi chú", 41),
)
EXEMPTIONS = (
    Column("STT", 12, "center"),
    Column("Đơn vị", 42),
    Column("Nội dung không đưa vào đánh giá"),
    Column("Căn cứ (Điều 5.3)", 34),
    Column("Văn bản chấp thuận", 38),
)


def appendix_paper(source: Source, moment: datetime) -> Paper:
    """The appendix by itself; about 6 queries."""
    day, season = clock.local(moment).date(), source.season
    title = f"Kết quả đánh giá, xếp hạng năm {season.year}"
    made = unsigned(
        lead_on(day), moment, season, "PHỤ LỤC", title, day=day, blocks=tuple(_summary(source)),
        fields=words.fields(source),
    )  # fmt: skip
    return words.marked(made, source, annexes=annexes(source))


def _summary(source: Source) -> Iterator[Block]:
    yield Paragraph(f"(Kèm theo {words.approval(source)})")
    if source.corrects:
        yield Paragraph(f"Thay thế {words.correction(source)}.")
    yield levels_table(source)
    yield Paragraph(_how_read(source))


def levels_table(source: Source) -> Table:
    """How many units of each tier have each level."""
    columns = [words.counted(tier["units"], source.content) for tier in source.tiers]
    heads = (
        Column("Mức"),
        *(Column(tier["name"]["vi"], 44, "center") for tier in source.tiers),
        Column("Cộng", 20, "center"),
    )
    rows = []
    for place, (name, _number) in enumerate(columns[0] if columns else ()):
        numbers = [column[place][1] for column in columns]
        rows.append(Row((name, *(str(number) for number in numbers), str(sum(numbers)))))
    sums = [len(tier["units"]) for tier in source.tiers]
    rows.append(Row(("Cộng", *(str(number) for number in sums), str(sum(sums))), "total"))
    return Table("Số đơn vị theo mức", heads, tuple(rows))


def _how_read(source: Source) -> str:
    rule = words.RULES[source.content["set"]["level_rule"]]
    return (
        f"Mức xác định {rule} (Điều 6). Tổng điểm làm tròn đến hai chữ số thập phân; mức và thứ tự xác định theo tổng "
        "điểm đã làm tròn. Đơn vị bằng điểm có cùng thứ tự, thứ tự kế tiếp được bỏ qua."
    )


def annexes(source: Source, *, belongs: str = "") -> tuple[Annex, ...]:
    """One annex a tier; the last one says the digest of the result. `belongs`: to what paper, where it is not the
    decision."""
    paper, year = belongs or words.approval(source), source.season.year
    found = []
    for place, tier in enumerate(source.public["tiers"]):
        label = f"Phụ lục {ROMAN[place]}" if len(source.tiers) > 1 else "Phụ lục"
        title = f"KẾT QUẢ ĐÁNH GIÁ, XẾP HẠNG NĂM {year}\n{tier['name']['vi'].upper()}"
        last = (attestation(source),) if place == len(source.tiers) - 1 else ()
        found.append(Annex(label, title, f"(Kèm theo {paper})", (*_tier(source, tier), *last)))
    return tuple(found)


def _tier(source: Source, tier: Mapping) -> Iterator[Block]:
    yield Table(f"Kết quả của {tier['name']['vi']}, theo thứ tự", COLUMNS, tuple(_rows(source, tier)))
    yield Paragraph(_how_read(source))
    rows = [(unit, row) for unit in tier["units"] for row in unit["exemptions"]]
    if rows:
        names = words.names_of(tier)
        lines = tuple(_exemption(number, unit, row, names) for number, (unit, row) in enumerate(rows, 1))
        yield Table("Nội dung không đưa vào đánh giá và văn bản chấp thuận", EXEMPTIONS, lines)
    yield from (Paragraph(_change(row)) for row in source.content["reading_changes"])


def _rows(source: Source, tier: Mapping) -> Iterator[Row]:
    """Those with a level; then, each under a line of its own, those below the lowest and those without a total (I8)."""
    ties, below = words.tied(tier), words.level_key(None, source.content)
    ranked = [unit for unit in tier["units"] if words.is_listed(unit) and unit["level"] is not None]
    rest = [unit for unit in tier["units"] if words.is_listed(unit) and unit["level"] is None]
    without = [unit for unit in tier["units"] if not words.is_listed(unit)]
    yield from (_row(source, unit, ties) for unit in ranked)
    for name, units in ((below, rest), ("Không có kết quả", without)):
        if units:
            yield Row(("", name, "", "", "", ""), "group")
            yield from (_row(source, unit, ties) for unit in units)


def _row(source: Source, unit: Mapping, ties: Mapping[str, list[str]]) -> Row:
    content = source.content
    if not words.is_listed(unit):
        state = words.WITHOUT[unit["state"]]
        return Row((words.NONE, unit["name"]["vi"], words.NONE, words.NONE, words.NONE, _with_reason(state, unit)))
    return Row(
        (
            words.NONE if unit["position"] is None else str(unit["position"]),
            unit["name"]["vi"],
            f"{words.points(unit['scored'])} / {words.points(unit['done_max'])}",
            words.total(unit),
            words.level_key(unit["level"], content),
            ". ".join(_notes(unit, content, ties)),
        )
    )


def _with_reason(state: str, unit: Mapping) -> str:
    reason = " ".join(unit["reason"]["vi"].split()) if unit["reason"] else ""
    return f"{state}: {reason}" if reason else state


def _notes(unit: Mapping, content: Mapping, ties: Mapping[str, list[str]]) -> Iterator[str]:
    if unit["unit"] in ties:
        yield f"Cùng thứ tự với {', '.join(ties[unit['unit']])}"
    if other := words.other_reading(unit, content):
        yield other
    if unit["level_changed_by_rounding"]:
        yield "Mức đạt được nhờ làm tròn"
    codes = [row["code"] for row in unit["exemptions"]]
    if codes:
        yield f"Điểm quy đổi, không đánh giá {', '.join(codes)}"
    elif unit["exempt_max"] and float(unit["exempt_max"]):
        yield "Điểm quy đổi"


def _exemption(number: int, unit: Mapping, row: Mapping, names: Mapping[str, str]) -> Row:
    what = f"{row['code']} {names.get(row['code'], '')}".strip()
    return Row((str(number), unit["name"]["vi"], what, row["ground"]["vi"], words.exempted(row)))


def _change(row: Mapping) -> str:
    after = words.RULES[row["after"]]
    day = in_words(date.fromisoformat(row["date"]))
    return f"Cách xác định mức được đổi thành {after} theo Văn bản số {row['number']} ngày {day}."


def mark_of(source: Source) -> str:
    """What the code of the appendix says: which season, which edition, which content."""
    which = "du-thao" if source.edition is None else f"ban-{source.edition.number}"
    return f"thuocdo:ket-qua:{source.season.key}:{which}:sha256:{source.digest}"


def attestation(source: Source) -> Attestation:
    year, which = source.season.year, words.told(source)
    law = source.content["set"]
    return Attestation(
        code=mark_of(source),
        spoken=f"Mã QR: kết quả năm {year}, {which.lower()}, mã nội dung {source.digest}",
        rows=(
            ("Kết quả", f"năm {year}, {which.lower()}"),
            ("Bộ tiêu chí", f"{law['id']}, bản {law['version']}"),
            ("Mã nội dung (SHA-256)", in_groups(source.digest)),
        ),
    )
