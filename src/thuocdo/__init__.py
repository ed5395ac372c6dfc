"""Thước đo: the yardstick by which a government assesses and ranks its own bodies."""
