"""Bundles straight from the law, without a season: of the small set with every publicity, and of the built-in one."""

from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.portal.editions import named

from thuocdo.audit.note import Head, PublicKey, sign
from thuocdo.audit.tree import Tree, inclusion_proof, leaf_hash
from thuocdo.bundle.canonical import encode
from thuocdo.bundle.making import Kind, Parts, make
from thuocdo.regulation import AnswerFacts, CriteriaSet, UnitFacts, assess, load_set
from thuocdo.regulation.model import Checklist, Choice, Points
from thuocdo.results.frozen import frozen_facts
from thuocdo.results.snapshot import public_part, snapshot

SECRET = "5e" * 32
PRIVATE = Ed25519PrivateKey.from_private_bytes(sha256(b"a key for tests").digest())
OTHER = Ed25519PrivateKey.from_private_bytes(sha256(b"another key for tests").digest())
OPEN_SET = Path(__file__).with_name("open-set.yaml")


def public_of(private: Ed25519PrivateKey) -> PublicKey:
    raw = private.public_key().public_bytes_raw()
    return PublicKey(f"thuocdo.audit/{sha256(raw).hexdigest()[:8]}", raw)


KEY = public_of(PRIVATE)
FINGERPRINT = sha256(KEY.key).hexdigest()
ABOUT = {
    "year": 2021,
    "number": 1,
    "replaces": None,
    "reason": "",
    "installation": {"vi": "Tỉnh Thử Nghiệm", "en": "Test province"},
    "is_sample": True,
    "level_rule": "total",
    "decision": {"number": "3301/QĐ-UBND", "date": "2021-12-14", "signer": "Chủ tịch Thử", "issuer": "", "file": None},
    "co_announcement": "Họp báo",
    "published_at": "2022-01-05T00:00:00+00:00",
}


def signed(text: str, private: Ed25519PrivateKey = PRIVATE) -> str:
    return sign(text, public_of(private), private)


def answers(law: CriteriaSet, tier: str, level: int) -> dict[str, AnswerFacts]:
    """Every line answered by figures, the better the higher `level` is (0 to 10)."""
    form = law.forms[tier]
    return {leaf.code: _answer(leaf, level) for leaf in form.index().values() if not leaf.parts}


def _answer(leaf, level: int) -> AnswerFacts:
    values = {figure.key: 40 if figure.at_most is None else 3 * level for figure in leaf.figures}
    match leaf.score:
        case Checklist(items=items):
            values = {item.key: place <= level * len(items) / 10 for place, item in enumerate(items)}
        case Choice(levels=levels):
            values = {"level": levels[min(level, len(levels) - 1)].key}
        case Points():
            values = {"points": leaf.max * level / 10}
    return AnswerFacts(values)


def small_units(law: CriteriaSet) -> list[UnitFacts]:
    """One of each sort, in both tiers; one of them with an exemption and with points settled."""
    everything = {line.code: "12/UBND" for line in law.forms["province"].components}
    own = answers(law, "province", 7)
    first = next(iter(own))
    own[first] = replace(own[first], settled=law.forms["province"].component(first).max / 3)
    part = law.forms["province"].components[1].code
    return [
        UnitFacts("syt", "province", "Sở Y tế", answers(law, "province", 9), order=1),
        UnitFacts("stc", "province", "Sở Tài chính", answers(law, "province", 8), {part: "77/UBND"}, order=2),
        UnitFacts("stp", "province", "Sở Tư pháp", own, order=3),
        UnitFacts("sct", "province", "Sở Công Thương", answers(law, "province", 4), order=4),
        UnitFacts("bdt", "province", "Ban Dân tộc", not_reported="Đang sáp nhập", order=5),
        UnitFacts("ttr", "province", "Thanh tra", {}, everything, order=6),
        UnitFacts("hue", "district", "Thành phố Huế", answers(law, "district", 10), order=7),
        UnitFacts("pl", "district", "Phú Lộc", answers(law, "district", 6), order=8),
    ]


def contents(law: CriteriaSet, units: list[UnitFacts], *, is_frozen: bool = True, rule: str = "total") -> dict:
    """An edition's content, with the paper of each exemption and what the day of the proposal kept."""
    content = snapshot(law, assess(law, units, level_rule=rule), named(units))
    exempt = {unit.unit: unit.exempt for unit in units}
    for tier in content["tiers"]:
        for row in tier["units"]:
            row["exemptions"] = [_exemption(code, number) for code, number in exempt[row["unit"]].items()]
    if is_frozen:
        files = {unit.unit: {code: [sha256(code.encode()).hexdigest()] for code in unit.answers} for unit in units}
        kept = frozen_facts(units, {unit.unit: {} for unit in units}, files)
        content["frozen"] = {**kept, "secret": SECRET}
    return content


def _exemption(code: str, number: str) -> dict:
    ground = {"vi": "Không có nhiệm vụ này", "en": "No such task"}
    return {"code": code, "ground": ground, "number": number, "date": "2021-11-01", "signer": "Chủ tịch", "issuer": ""}


def parts_of(law: CriteriaSet, units: list[UnitFacts], **more) -> Parts:
    content = contents(law, units, **more)
    about = {**ABOUT, "level_rule": more.get("rule", "total")}
    point, entry = witnessed()
    return Parts(about, content, public_part(content), law.source, str(KEY), signed, point, entry)


def witnessed() -> tuple[dict, dict]:
    """The act of publication as the fifth of seven in the record."""
    entry = {"v": 1, "id": 5, "act": "edition.published", "subject": "edition:1", "actor": 4}
    leaves = [leaf_hash(encode(entry if n == 4 else {"id": n})) for n in range(7)]
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    proof = [digest.hex() for digest in inclusion_proof(leaves, 4)]
    note = signed(str(Head(KEY.name, 7, tree.root)))
    return {"note": note, "position": 4, "leaf": leaves[4].hex(), "proof": proof}, entry


@cache
def law_of(name: str) -> CriteriaSet:
    files = {"small": Path(__file__).parents[1] / "portal" / "small-set.yaml"}
    return load_set(files.get(name, name))


@cache
def bundle(name: str = "qd-3043-2021", kind: Kind = "public", **more) -> bytes:
    law = law_of(name)
    return make(parts_of(law, small_units(law), **more), kind)
