"""The sample installation: two seasons played through the same actions as real ones, marked as sample everywhere."""

from thuocdo.sample.load import load, print_sign_ins

__all__ = ["load", "print_sign_ins"]
