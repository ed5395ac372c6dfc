"""The tree against a second implementation, written from the words of RFC 6962, and against published vectors."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuocdo.audit.tree import Tree, inclusion_proof, leaf_hash, node_hash, root_by_proof, root_of

# The leaves and roots by which implementations of Certificate Transparency test each other.
KNOWN_LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
KNOWN_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
KNOWN_PROOF_OF_5_IN_8 = [
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]

bodies = st.lists(st.binary(max_size=8), max_size=70)
known = [leaf_hash(bytes.fromhex(text)) for text in KNOWN_LEAVES]


def naive_split(count):
    """k: the largest power of two smaller than n (RFC 6962, 2.1)."""
    power = 1
    while power * 2 < count:
        power *= 2
    return power


def naive_root(data):
    """MTH(D[n])."""
    if not data:
        return sha256(b"").digest()
    if len(data) == 1:
        return sha256(b"\x00" + data[0]).digest()
    k = naive_split(len(data))
    return sha256(b"\x01" + naive_root(data[:k]) + naive_root(data[k:])).digest()


def naive_path(m, data):
    """PATH(m, D[n])."""
    if len(data) == 1:
        return []
    k = naive_split(len(data))
    if m < k:
        return [*naive_path(m, data[:k]), naive_root(data[k:])]
    return [*naive_path(m - k, data[k:]), naive_root(data[:k])]


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_those_that_other_implementations_publish(size):
    assert root_of(known[:size]).hex() == KNOWN_ROOTS[size]


def test_the_proof_is_the_one_that_other_implementations_publish():
    assert [step.hex() for step in inclusion_proof(known, 5)] == KNOWN_PROOF_OF_5_IN_8


@given(bodies)
def test_the_root_is_that_of_the_definition(data):
    assert root_of(map(leaf_hash, data)) == naive_root(data)


@given(bodies, st.data())
def test_growing_from_kept_peaks_is_growing_in_one_go(data, draw):
    cut = draw.draw(st.integers(0, len(data)))
    first = Tree()
    for body in data[:cut]:
        first.append(leaf_hash(body))
    second = Tree(first.size, first.peaks)
    for body in data[cut:]:
        second.append(leaf_hash(body))
    assert (second.size, second.root) == (len(data), naive_root(data))


@given(bodies.filter(bool), st.data())
def test_every_proof_is_that_of_the_definition_and_leads_to_the_root(data, draw):
    position = draw.draw(st.integers(0, len(data) - 1))
    leaves = [leaf_hash(body) for body in data]
    proof = inclusion_proof(leaves, position)
    assert proof == naive_path(position, data)
    assert root_by_proof(leaves[position], position, len(data), proof) == naive_root(data)


@given(st.integers(2, 40), st.data())
def test_a_proof_holds_for_no_other_leaf_and_no_other_place(size, draw):
    leaves = [leaf_hash(bytes([number])) for number in range(size)]
    position, other = draw.draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True))
    proof, root = inclusion_proof(leaves, position), root_of(leaves)
    assert root_by_proof(leaves[other], position, size, proof) != root
    if len(inclusion_proof(leaves, other)) == len(proof):
        assert root_by_proof(leaves[position], other, size, proof) != root


def test_a_leaf_cannot_pass_for_a_node():
    left, right = known[:2]
    assert leaf_hash(left + right) != node_hash(left, right)


@pytest.mark.parametrize("position", [-1, 8])
def test_a_leaf_that_is_not_there_has_no_proof(position):
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_proof(known, position)


def test_a_proof_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="has 3 hashes, not 2"):
        root_by_proof(known[5], 5, 8, inclusion_proof(known, 5)[:2])


def test_peaks_that_do_not_fit_the_size_are_refused():
    with pytest.raises(ValueError, match="has 1 peaks, not 0"):
        Tree(4, b"")
