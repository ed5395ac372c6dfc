"""How a bundle is written: one way for each value, every byte accounted for, as its own schemas say."""

import json
import re
from fractions import Fraction

import jsonschema_rs
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as some
from tests.bundle.bundles import bundle, law_of

from thuocdo.bundle.amounts import exact, printed, read_exact, read_published, six
from thuocdo.bundle.archive import pack, unpack
from thuocdo.bundle.canonical import NotCanonical, decode, encode
from thuocdo.bundle.findings import Refused
from thuocdo.bundle.set_json import set_data
from thuocdo.regulation import builtin_sets, load_set
from thuocdo.results import amounts

fractions = some.fractions(min_value=-1000, max_value=1000)
plain = some.text(some.characters(exclude_categories=["Cs"], max_codepoint=0xFFFF), max_size=8)
names = some.from_regex(r"[a-z.0-9/]{0,5}", fullmatch=True)
values = some.recursive(
    some.none() | some.booleans() | some.integers(-(10**9), 10**9) | plain,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(names, inner, max_size=3),
)


@given(values)
def test_canonical_json_is_rfc_8785_and_reads_back(value):
    written = encode(value)
    assert rfc8785.dumps(decode(written)) == written


@pytest.mark.parametrize(
    "text", ['{"a": 1}', '{"b":1,"a":2}', '{"a":1,"a":1}', "1.0", '"a\\u0301"', "NaN", "[1,]", '"\\u0041"', "[" * 9999]
)
def test_what_is_written_in_another_way_is_refused(text):
    with pytest.raises(NotCanonical):
        decode(text.encode())


def test_texts_are_composed():
    assert decode(encode("Huế")) == "Huế"


@given(fractions)
def test_an_exact_amount_reads_back(value):
    assert read_exact(exact(value)) == value


@pytest.mark.parametrize("text", ["1.0", "01", "2/4", "1/1", "1e3", "+1", " ", None, 1.5, "٣", "-0"])
def test_an_amount_has_one_way_of_being_written(text):
    with pytest.raises(ValueError, match=re.escape(str(text))):
        read_exact(text)


@given(fractions.map(abs))
def test_published_amounts_are_written_as_the_edition_writes_them(value):
    assert (six(value), printed(value)) == (amounts.points(value), amounts.printed(value))
    assert read_published(six(value)) == Fraction(six(value))


@pytest.mark.parametrize("name", builtin_sets())
def test_every_built_in_set_has_a_form_without_yaml(name):
    assert decode(encode(set_data(load_set(name))))["digest"] == load_set(name).digest


@pytest.mark.parametrize("name", ["qd-3043-2021", "small"])
@pytest.mark.parametrize("is_frozen", [True, False])
def test_every_file_is_as_its_schema_says(name, is_frozen):
    files = unpack(bundle(name, "full", is_frozen=is_frozen)).files
    schemas = {path.removeprefix("schema/"): decode(raw) for path, raw in files.items() if path.startswith("schema/")}
    told = {path for path in files if path.endswith(".json") and "/" not in path}
    assert told == set(schemas)
    for path in told:
        jsonschema_rs.validate(schemas[path], json.loads(files[path]))


def test_the_same_parts_give_the_same_bytes():
    first = bundle("small")
    bundle.cache_clear()
    assert bundle("small") == first


def test_every_byte_of_the_container_counts():
    files = {"a.json": b"1" * 400, "set/b.yaml": b"xy" * 300}

    def is_same(data: bytes) -> bool:
        found = unpack(data)
        return found.files["manifest.json"] == found.packed.encode() and found.files["manifest.note"] == b"note"

    honest = pack(files, lambda packed: {"manifest.json": packed.encode(), "manifest.note": b"note"})
    assert is_same(honest)
    for at in range(len(honest)):
        data = bytearray(honest)
        data[at] ^= 1
        try:
            assert not is_same(bytes(data)), at
        except Refused:
            continue


def test_a_line_of_the_small_set_keeps_what_the_public_may_see():
    facts = decode(unpack(bundle("small")).files["facts.json"])["syt"]
    assert {"1.1", "1.2.a"} <= facts["answers"].keys()
    assert not {"1.2.b", "1.3", "2.1", "3.1"} & facts["answers"].keys()
    assert facts["given"].keys() == {"group/1", "group/2", "1.2"}
    assert law_of("small").forms["province"].component("1.3").public == "group"
