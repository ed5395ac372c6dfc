"""Signed notes, against the words of C2SP signed-note and tlog-checkpoint."""

from base64 import b64decode, b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from thuocdo.audit.errors import Forged, Malformed, UnknownKey
from thuocdo.audit.note import Head, PublicKey, opened, sign

# The first key pair of RFC 8032, 7.1.
PRIVATE = Ed25519PrivateKey.from_private_bytes(
    bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
)
PUBLIC = PublicKey("log.example", bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
OTHER_PUBLIC = PublicKey("witness.example", OTHER.public_key().public_bytes_raw())
# A key in daily use elsewhere, as its owner publishes it: Go's checksum database.
PUBLISHED = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
HEAD = Head("log.example", 5, sha256(b"root").digest())
NOTE = sign(str(HEAD), PUBLIC, PRIVATE)


def test_a_note_is_the_text_an_empty_line_and_the_signature():
    number = sha256(b"log.example\n\x01" + PUBLIC.key).digest()[:4]
    signature = b64encode(number + PRIVATE.sign(str(HEAD).encode())).decode()
    assert f"{HEAD!s}\n\u2014 log.example {signature}\n" == NOTE


def test_a_checkpoint_states_origin_size_and_root_in_three_lines():
    assert str(HEAD).split("\n") == ["log.example", "5", b64encode(HEAD.root).decode(), ""]


def test_a_signed_checkpoint_is_read_back():
    assert Head.read(opened(NOTE, [OTHER_PUBLIC, PUBLIC])) == HEAD


def test_a_published_key_has_the_number_that_its_owner_gives_it():
    assert str(PublicKey.read(PUBLISHED)) == PUBLISHED


@pytest.mark.parametrize("line", ["", "log", PUBLISHED.replace("033de0ae", "033de0af"), PUBLISHED[:-4], "a+b+%%%"])
def test_a_key_whose_parts_do_not_belong_together_is_refused(line):
    with pytest.raises(Malformed):
        PublicKey.read(line)


def test_a_changed_text_is_found():
    with pytest.raises(Forged):
        opened(NOTE.replace("\n5\n", "\n6\n"), [PUBLIC])


def test_every_changed_letter_is_found():
    for place, letter in enumerate(NOTE):
        broken = NOTE[:place] + chr(ord(letter) ^ 1) + NOTE[place + 1 :]
        with pytest.raises((Forged, Malformed, UnknownKey)):
            opened(broken, [PUBLIC])


def test_a_note_signed_by_somebody_else_is_not_trusted():
    with pytest.raises(UnknownKey):
        opened(NOTE, [OTHER_PUBLIC])


def test_a_witness_may_sign_below_without_being_known():
    witness = sign(str(HEAD), OTHER_PUBLIC, OTHER).rpartition("\n\n")[2]
    assert opened(NOTE + witness, [PUBLIC]) == str(HEAD)


def test_one_forged_signature_by_a_trusted_key_spoils_the_note():
    stray = b64encode(OTHER_PUBLIC.number + bytes(64)).decode()
    with pytest.raises(Forged):
        opened(f"{NOTE}\u2014 {OTHER_PUBLIC.name} {stray}\n", [PUBLIC, OTHER_PUBLIC])


@pytest.mark.parametrize(
    "note", ["", str(HEAD), NOTE[:-1], NOTE.replace("\u2014", "-"), NOTE.replace("\u2014 ", "\u2014  ")]
)
def test_what_is_no_note_is_refused(note):
    with pytest.raises(Malformed):
        opened(note, [PUBLIC])


@pytest.mark.parametrize("text", ["", "log\n5\n", "log\n05\nAAAA\n", "log\n5\nAA\n", "log\n5\nAAAA\nextension\n"])
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(Malformed):
        Head.read(text)


def test_the_number_stands_before_the_signature():
    encoded = NOTE.split(" ")[-1]
    assert b64decode(encoded)[:4] == PUBLIC.number
