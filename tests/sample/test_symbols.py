"""The sample's documents are numbered as real ones are (Decree 30/2020, Appendix I)."""

import pytest

from thuocdo.sample.evidence import KINDS, symbol


@pytest.mark.parametrize(
    ("kind", "made"), [("BC", "1370/BC-SYT"), ("QĐ", "1370/QĐ-SYT"), ("KH", "1370/KH-SYT"), ("", "1370/SYT-VP")]
)
def test_a_symbol_names_kind_and_body_and_a_letter_who_drafted_it(kind, made):
    assert symbol(1370, kind, "SYT") == made


def test_no_kind_of_the_sample_is_called_cv():
    assert "CV" not in dict(KINDS).values()
