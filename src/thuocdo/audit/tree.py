"""The Merkle tree of RFC 6962 over the sealed entries: pure, hashes in, hashes out.

A leaf is the hash of an entry's canonical body. Whoever holds the root of n leaves can be shown, with at most 64
hashes, that one entry is among them and where (an inclusion proof), without seeing the others.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

HASH_BYTES = 32


def leaf_hash(body: bytes) -> bytes:
    """Hash of one leaf; the first byte keeps a leaf from passing for a node (RFC 6962, 2.1)."""
    return sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash over two subtrees (RFC 6962, 2.1)."""
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that only grows. It keeps the roots of its full subtrees ("peaks", largest first), never the leaves."""

    def __init__(self, size: int = 0, peaks: bytes = b"") -> None:
        """`size` leaves so far; `peaks` their roots, 32 bytes each, one for every bit set in `size`."""
        if len(peaks) != size.bit_count() * HASH_BYTES:
            raise ValueError(f"A tree of {size} leaves has {size.bit_count()} peaks, not {len(peaks) / HASH_BYTES:g}")
        self.size = size
        self._peaks = [peaks[start : start + HASH_BYTES] for start in range(0, len(peaks), HASH_BYTES)]

    def append(self, leaf: bytes) -> None:
        """Add the hash of one leaf: every full pair below the new size becomes one node."""
        self._peaks.append(leaf)
        self.size += 1
        for _ in range((self.size & -self.size).bit_length() - 1):
            right = self._peaks.pop()
            self._peaks[-1] = node_hash(self._peaks[-1], right)

    @property
    def peaks(self) -> bytes:
        return b"".join(self._peaks)

    @property
    def root(self) -> bytes:
        if not self._peaks:
            return sha256(b"").digest()
        root = self._peaks[-1]
        for left in reversed(self._peaks[:-1]):
            root = node_hash(left, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Root over the hashes of all leaves."""
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root


def inclusion_proof(leaves: Sequence[bytes], position: int) -> list[bytes]:
    """The siblings on the way from leaf `position` (from 0) up to the root, lowest first (RFC 6962, 2.1.1)."""
    way = [root_of(leaves[low:high]) for _, low, high in _way_down(position, len(leaves))]
    return way[::-1]


def root_by_proof(leaf: bytes, position: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that a proof leads to; the proof holds when this is the root of a trusted checkpoint of `size`.

    Raises ValueError where the proof is longer or shorter than `position` and `size` demand.
    """
    rights = [right for right, _, _ in _way_down(position, size)]
    if len(rights) != len(proof):
        raise ValueError(f"A proof for leaf {position} of {size} has {len(rights)} hashes, not {len(proof)}")
    root = leaf
    for right, sibling in zip(reversed(rights), proof, strict=True):
        root = node_hash(sibling, root) if right else node_hash(root, sibling)
    return root


def _way_down(position: int, size: int) -> Iterator[tuple[bool, int, int]]:
    """From the root to a leaf: whether the leaf lies to the right, and the bounds of the sibling passed by."""
    if not 0 <= position < size:
        raise ValueError(f"There is no leaf {position} in a tree of {size}")
    low, high = 0, size
    while high - low > 1:
        split = low + (1 << (high - low - 1).bit_length() - 1)  # the left subtree is the largest full one
        if position >= split:
            yield True, low, split
            low = split
        else:
            yield False, split, high
            high = split
