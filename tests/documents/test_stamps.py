"""Time stamps of a whole document (PAdES-LTA) keep signatures checkable and alter nothing (R4.5)."""

from datetime import datetime

import pytest
from tests.documents.signing import (
    AT,
    by_agency,
    by_head,
    flip,
    plain,
    signers,
    stamped,
    whole,
    with_altered_page,
    with_metadata,
    with_note,
    with_proofs,
)

from thuocdo.documents.signatures import Verdict, judge, only_signed

V = Verdict


def judged(content: bytes):
    return judge(content, signers().trust, AT)


def verdicts(content: bytes) -> list[Verdict]:
    return [row.verdict for row in judged(content).signatures]


def test_a_time_stamp_after_the_last_signature_leaves_both_valid_and_is_told():
    found = judged(stamped(whole(plain())))
    assert [row.verdict for row in found.signatures] == [V.VALID, V.VALID]
    assert found.is_sound
    (stamp,) = found.stamps
    assert (stamp.verdict, stamp.covers_all) == (V.VALID, True)
    assert datetime.fromisoformat(stamp.at) == AT
    assert "Dịch vụ cấp dấu thời gian" in stamp.service


def test_proofs_and_several_time_stamps_are_as_lawful():
    found = judged(stamped(stamped(with_proofs(whole(plain())))))
    assert found.is_sound
    assert [row.verdict for row in found.stamps] == [V.VALID, V.VALID]


def test_a_time_stamp_between_two_signatures_leaves_them_valid():
    assert verdicts(by_agency(stamped(by_head(plain())))) == [V.VALID, V.VALID]


def test_the_time_of_an_unknown_service_is_not_believed_and_harms_no_signature():
    found = judged(stamped(whole(plain()), is_known=False))
    assert [row.verdict for row in found.stamps] == [V.UNKNOWN_ISSUER]
    assert found.is_sound


@pytest.mark.parametrize("alter", [with_altered_page, with_note])
def test_a_page_altered_before_the_time_stamp_breaks_the_signatures(alter):
    assert set(verdicts(stamped(alter(whole(plain()))))) == {V.UPDATED}


def test_what_follows_the_time_stamp_is_an_addition():
    assert verdicts(with_metadata(stamped(whole(plain())))) == [V.VALID, V.APPENDED]
    assert verdicts(stamped(whole(plain())) + b"rac" * 100) == [V.VALID, V.APPENDED]


def test_proofs_without_a_time_stamp_end_the_file_open():
    assert verdicts(with_proofs(whole(plain()))) == [V.VALID, V.APPENDED]


def test_a_broken_time_stamp_closes_nothing():
    content = stamped(whole(plain()))
    place = content.rindex(b"/Contents <") + 200
    found = judged(flip(content, place))
    assert not found.is_sound
    assert found.stamps[0].verdict != V.VALID


def test_a_time_stamp_alone_is_no_signature():
    assert not judged(stamped(plain())).is_sound


def test_a_time_stamp_leaves_the_pages_as_they_went_out():
    printed = plain()
    assert only_signed(stamped(whole(printed)), len(printed))
    assert only_signed(whole(stamped(printed)), len(printed))
