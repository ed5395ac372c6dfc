"""The way from one leaf of the record's tree up to its root (RFC 6962, 2.1.1)."""

from collections.abc import Sequence
from hashlib import sha256


def root_by_proof(leaf: bytes, position: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root of a tree of `size` leaves that the proof leads to. ValueError where it cannot be a proof."""
    if not 0 <= position < size:
        raise ValueError("no such leaf")
    sides = _sides(position, size)
    if len(sides) != len(proof):
        raise ValueError("a proof of another length")
    root = leaf
    for is_right, sibling in zip(reversed(sides), proof, strict=True):
        left, right = (sibling, root) if is_right else (root, sibling)
        root = sha256(b"\x01" + left + right).digest()
    return root


def _sides(position: int, size: int) -> list[bool]:
    """From the root down, whether the leaf lies to the right."""
    sides = []
    while size > 1:
        split = 1 << (size - 1).bit_length() - 1
        is_right = position >= split
        sides.append(is_right)
        position, size = (position - split, size - split) if is_right else (position, split)
    return sides
