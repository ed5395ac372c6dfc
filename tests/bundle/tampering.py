"""Broken bundles, built from an honest one: every kind of tampering, each in as many ways as there are places for it.

Both verifiers have to reject each and to name one of the kinds that fit.
"""

import random
import struct
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from tests.bundle.bundles import OTHER, PRIVATE, public_of, signed

from thuocdo.bundle.archive import STORED, pack, unpack
from thuocdo.bundle.canonical import decode, encode
from thuocdo.bundle.opening import NOTE

Data = dict[str, Any]
Files = dict[str, bytes]
Draw = random.Random


class Broken(NamedTuple):
    """`how`: what was done; `kinds`: any of these has to be named."""

    how: str
    kinds: frozenset[str]
    data: bytes


def resealed(files: Files, private=PRIVATE, **head: Any) -> bytes:
    """The files under a manifest and a signature of their own: what a dishonest publisher would hand out."""
    manifest = decode(files["manifest.json"])
    plain = {name: content for name, content in files.items() if name not in STORED}

    def last(packed: str) -> Files:
        listed = [{"path": n, "size": len(raw), "sha256": sha256(raw).hexdigest()} for n, raw in plain.items()]
        own = {**manifest, "key": str(public_of(private)), "packed": packed, "files": listed, **head}
        made = encode(own)
        text = NOTE.format(edition=own["edition"], kind=own["kind"], digest=sha256(made).hexdigest())
        return {"manifest.json": made, "manifest.note": signed(text, private).encode()}

    return pack(plain, last)


def rehashed(files: Files) -> bytes:
    """The files under a manifest that fits, with the signature of the one before."""
    whole = unpack(resealed(files)).files
    plain = {name: content for name, content in whole.items() if name not in STORED}
    return pack(plain, lambda _: {"manifest.json": whole["manifest.json"], "manifest.note": files["manifest.note"]})


def unmended(files: Files) -> bytes:
    """The files as they are, under the old manifest and signature."""
    plain = {name: content for name, content in files.items() if name not in STORED}
    return pack(plain, lambda _: {name: files[name] for name in STORED})


def edited(files: Files, name: str, change: Callable[[Any], None]) -> Files:
    value = decode(files[name])
    change(value)
    return {**files, name: encode(value)}


def corpus(honest: bytes, draw: Draw) -> Iterator[Broken]:
    """One of each kind, at places that `draw` chooses. Where a group is closed the total is taken as stated: a wrong
    one shows in the full bundle only."""
    files = unpack(honest).files
    closed = "full.json" not in files and b'"public":"none"' in files["set.json"]
    for make in (*CONTENT, *CONTAINER):
        if closed and make is one_wrong_total_signed_by_the_same_key:
            continue
        found = make(honest, files, draw)
        kinds, data = found
        yield Broken(make.__name__, frozenset(kinds.split()), data)


# --- what a bundle says ---


def _reporting(facts: Data, draw: Draw) -> str:
    return draw.choice([unit for unit, row in facts.items() if row["answers"]])


def _other_figure(facts: Data, draw: Draw) -> None:
    while True:
        unit = _reporting(facts, draw)
        answer = facts[unit]["answers"][draw.choice(list(facts[unit]["answers"]))]
        if answer["settled"] is not None:
            answer["settled"] = "0" if answer["settled"] != "0" else "1"
            return
        for key, value in answer["values"].items():
            if value is True or (isinstance(value, str) and value[0].isdigit() and value != "0"):
                answer["values"][key] = False if value is True else "0"
                return


def figure_changed(honest, files, draw):
    return "digest", unmended(edited(files, "facts.json", lambda facts: _other_figure(facts, draw)))


def figure_changed_and_digest_recomputed(honest, files, draw):
    return "unsigned", rehashed(edited(files, "facts.json", lambda facts: _other_figure(facts, draw)))


def signed_by_another_key(honest, files, draw):
    changed = edited(files, "edition.json", lambda edition: edition.update(co_announcement=str(draw.random())))
    return "foreign_key", resealed(changed, OTHER)


def _units(ranking: Data, draw: Draw) -> tuple[Data, list[Data]]:
    tier = draw.choice(
        [tier for tier in ranking["tiers"] if sum(unit["total"] is not None for unit in tier["units"]) > 1]
    )
    return tier, [unit for unit in tier["units"] if unit["total"] is not None]


def one_wrong_level_signed_by_the_same_key(honest, files, draw):
    def change(ranking: Data) -> None:
        unit = draw.choice(_units(ranking, draw)[1])
        unit["level"] = draw.choice([level for level in ("I", "II", "III", None) if level != unit["level"]])

    return "level", resealed(edited(files, "ranking.json", change))


def one_wrong_total_signed_by_the_same_key(honest, files, draw):
    def change(ranking: Data) -> None:
        unit = draw.choice(_units(ranking, draw)[1])
        unit["total"] = f"{(float(unit['total']) + draw.randint(1, 90)) % 100:.2f}"

    return "total", resealed(edited(files, "ranking.json", change))


def one_wrong_line_signed_by_the_same_key(honest, files, draw):
    def change(ranking: Data) -> None:
        unit = draw.choice(_units(ranking, draw)[1])
        code = draw.choice([code for code, said in unit["lines"].items() if said[0].isdigit()])
        unit["lines"][code] = f"{float(unit['lines'][code]) + draw.randint(1, 9):.6f}"

    return "points given", resealed(edited(files, "ranking.json", change))


def positions_swapped(honest, files, draw):
    def change(ranking: Data) -> None:
        placed = [unit for unit in ranking["tiers"][0]["units"] if unit["position"]]
        one, other = draw.sample(placed, 2)
        one["position"], other["position"] = other["position"], one["position"]

    return "position", resealed(edited(files, "ranking.json", change))


def rows_swapped(honest, files, draw):
    def change(ranking: Data) -> None:
        tier, _totals = _units(ranking, draw)
        first, second = draw.sample(range(len(tier["units"])), 2)
        rows = tier["units"]
        rows[first], rows[second] = rows[second], rows[first]

    return "order", resealed(edited(files, "ranking.json", change))


def unit_dropped(honest, files, draw):
    def change(ranking: Data) -> None:
        rows = draw.choice(ranking["tiers"])["units"]
        rows.pop(draw.randrange(len(rows)))

    return "units", resealed(edited(files, "ranking.json", change))


def unit_doubled(honest, files, draw):
    def change(ranking: Data) -> None:
        rows = draw.choice(ranking["tiers"])["units"]
        rows.insert(draw.randrange(len(rows)), dict(draw.choice(rows)))

    return "units", resealed(edited(files, "ranking.json", change))


def exemption_removed(honest, files, draw):
    return "exemption", resealed(edited(files, "exemptions.json", lambda rows: rows.pop(draw.randrange(len(rows)))))


def exemption_added_to_the_facts(honest, files, draw):
    def change(facts: Data) -> None:
        row = facts[_reporting(facts, draw)]
        row["exempt"][draw.choice([code for code in row["answers"] if code not in row["exempt"]])] = "99/UBND"

    return "exemption", resealed(edited(files, "facts.json", change))


def set_changed(honest, files, draw):
    name = draw.choice(sorted(name for name in files if name.startswith("set/")))
    text = files[name].decode()
    place = draw.choice([at for at in range(len(text) - 6) if text.startswith("max: ", at)] or [0])
    digit = "7" if text[place + 5] != "7" else "6"
    return "set", resealed({**files, name: (text[: place + 5] + digit + text[place + 6 :]).encode()})


def set_json_changed(honest, files, draw):
    def change(law: Data) -> None:
        group = draw.choice(draw.choice(law["tiers"])["groups"])
        group["max"] = str(int(group["max"]) + draw.randint(1, 5))

    return "set", resealed(edited(files, "set.json", change))


def commitment_swapped(honest, files, draw):
    def change(made: Data) -> None:
        one, other = draw.sample(sorted(made), 2)
        what = draw.choice(["rest", "exempt", "evidence", "verified"])
        made[one][what], made[other][what] = made[other][what], made[one][what]

    changed = edited(files, "commitments.json", change)
    return ("commitment", resealed(changed)) if "full.json" in files else ("digest", unmended(changed))


def commitment_removed(honest, files, draw):
    def change(made: Data) -> None:
        unit = draw.choice(sorted(made))
        made[unit].pop(draw.choice(sorted(made[unit])))

    return "commitment", resealed(edited(files, "commitments.json", change))


def decision_changed(honest, files, draw):
    return "digest", unmended(
        edited(files, "edition.json", lambda row: row["decision"].update(number=f"{draw.random()}"))
    )


def decision_dated_before_an_acceptance(honest, files, draw):
    day = f"2021-0{draw.randint(1, 9)}-01"
    return "exemption", resealed(edited(files, "edition.json", lambda row: row["decision"].update(date=day)))


def edition_of_another_year(honest, files, draw):
    year = draw.choice([2019, 2020, 2022])
    return "edition", resealed(edited(files, "edition.json", lambda row: row.update(year=year)))


def manifest_of_another_edition(honest, files, draw):
    return "edition", resealed(files, edition=f"2021/{draw.randint(2, 9)}")


def checkpoint_changed(honest, files, draw):
    digest = draw.randbytes(32).hex()
    return "checkpoint", resealed(edited(files, "checkpoint.json", lambda row: row.update(leaf=digest)))


def given_sum_changed(honest, files, draw):
    def change(facts: Data) -> None:
        rows = [row for row in facts.values() if row["given"]]
        given = draw.choice(rows)["given"]
        given[draw.choice(sorted(code for code in given if given[code]["points"]))]["points"] = str(
            draw.randint(50, 99)
        )

    return "given", resealed(edited(files, "facts.json", change))


def figure_that_the_set_does_not_admit(honest, files, draw):
    def change(facts: Data) -> None:
        answers = facts[_reporting(facts, draw)]["answers"]
        answers[draw.choice(sorted(answers))]["values"]["strange"] = "1"

    return "fact", resealed(edited(files, "facts.json", change))


def not_canonical(honest, files, draw):
    name = draw.choice(["units.json", "ranking.json", "facts.json", "edition.json"])
    return "not_canonical", resealed({**files, name: files[name] + b" " * draw.randint(1, 5)})


def file_missing(honest, files, draw):
    name = draw.choice(sorted(name for name in files if name.startswith("schema/") or name == "README.md"))
    return "missing", unmended({other: raw for other, raw in files.items() if other != name})


def file_not_listed(honest, files, draw):
    return "unlisted", unmended({**files, f"more-{draw.randint(1, 99)}.txt": b"more"})


# --- its container ---


def one_byte_changed(honest, files, draw):
    at = draw.randrange(len(honest))
    data = bytearray(honest)
    data[at] ^= draw.randint(1, 255)
    return "not_zip truncated container unsafe_name doubled symlink encrypted too_large too_many digest unsigned format not_canonical missing unlisted foreign_key edition", bytes(data)  # fmt: skip  # noqa: E501


def truncated(honest, files, draw):
    return "truncated not_zip", honest[: draw.randrange(1, len(honest) - 1)]


def something_appended(honest, files, draw):
    return "container truncated", honest + b"x" * draw.randint(1, 99)


def not_a_zip(honest, files, draw):
    return "not_zip", draw.randbytes(draw.randint(0, 999))


class Row(NamedTuple):
    """One entry as a forger writes it: any name, size and attributes."""

    name: str
    content: bytes = b"x"
    size: int | None = None
    flags: int = 0
    mode: int = 0o100644


def forged(rows: list[Row]) -> bytes:
    """A zip by hand: `zipfile` would refuse some of these, or mend them."""
    out, central = b"", b""
    for row in rows:
        packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(row.content) + packer.flush()
        size = len(row.content) if row.size is None else row.size
        shared = (20, row.flags, 8, 0x210000, zlib.crc32(row.content), len(packed), size, len(row.name.encode()), 0)
        central += struct.pack("<4sH3H4L5H2L", b"PK\x01\x02", 0x314, *shared, 0, 0, 0, row.mode << 16, len(out))
        central += row.name.encode()
        out += struct.pack("<4s3H4L2H", b"PK\x03\x04", *shared) + row.name.encode() + packed
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(rows), len(rows), len(central), len(out), 0)
    return out + central + end


def _plain(files: Files) -> list[Row]:
    return [Row(name, content) for name, content in files.items()]


def entry_doubled(honest, files, draw):
    return "doubled", forged([*_plain(files), Row(draw.choice(sorted(files)), b"{}")])


def path_traversal(honest, files, draw):
    bad = ["../../etc/passwd", "/etc/passwd", "set/../../x", "..\\x", "C:\\x.json", "a//b", "./facts.json", "set/.."]
    return "unsafe_name", forged([*_plain(files), Row(draw.choice(bad))])


def symbolic_link(honest, files, draw):
    return "symlink", forged([*_plain(files), Row(f"link-{draw.randint(1, 99)}", b"/etc/passwd", mode=0o120777)])


def encrypted(honest, files, draw):
    return "encrypted", forged([Row(f"a{draw.randint(1, 99)}", b"secret", flags=1), *_plain(files)])


def too_many_entries(honest, files, draw):
    return "too_many", forged([Row(f"f{n}") for n in range(301 + draw.randint(0, 99))])


def zip_bomb(honest, files, draw):
    """A few kilobytes that say they are, and ten that are, gigabytes of zeros."""
    if draw.random() < 0.5:
        return "too_large", forged([Row(f"z{n}.json", bytes(2**20), 3 * 2**30) for n in range(3)])
    return "too_large", forged([Row("README.md", bytes(2**22), draw.randint(1, 2**20))])


CONTENT = (
    figure_changed, figure_changed_and_digest_recomputed, signed_by_another_key,
    one_wrong_level_signed_by_the_same_key, one_wrong_total_signed_by_the_same_key,
    one_wrong_line_signed_by_the_same_key, positions_swapped, rows_swapped, unit_dropped, unit_doubled,
    exemption_removed, exemption_added_to_the_facts, set_changed, set_json_changed, commitment_swapped,
    commitment_removed, decision_changed, decision_dated_before_an_acceptance, edition_of_another_year,
    manifest_of_another_edition, checkpoint_changed, given_sum_changed, figure_that_the_set_does_not_admit,
    not_canonical, file_missing, file_not_listed,
)  # fmt: skip
CONTAINER = (
    one_byte_changed, truncated, something_appended, not_a_zip, entry_doubled, path_traversal, symbolic_link,
    encrypted, too_many_entries, zip_bomb,
)  # fmt: skip
