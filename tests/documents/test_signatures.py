"""One plain verdict per signature, each shown by a real file (R4.5)."""

import os
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from random import Random

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from tests.documents.signing import (
    AT,
    by_agency,
    by_head,
    encrypted,
    flip,
    plain,
    rewritten,
    signers,
    whole,
    with_altered_page,
    with_metadata,
    with_note,
    with_other_pages,
)

from thuocdo.documents.signatures import FileFault, Trust, Verdict, additions, judge, only_signed, read_trust, revisions

V = Verdict


def verdicts(content: bytes, trust: Trust | None = None) -> list[Verdict]:
    return [row.verdict for row in judge(content, trust or signers().trust, AT).signatures]


def test_the_heads_then_the_agencys_signature_with_number_and_date_hold():
    judged = judge(whole(plain()), signers().trust, AT)
    assert [row.verdict for row in judged.signatures] == [V.VALID, V.VALID]
    assert [row.name for row in judged.signatures] == ["Lê Văn Ký", "Sở Y tế"]
    assert [row.covers_all for row in judged.signatures] == [False, True]
    assert judged.is_sound


def test_a_signature_says_who_gave_it_by_which_certificate():
    head = judge(by_head(plain()), signers().trust, AT).signatures[0]
    assert (head.organisations, head.issuer) == (("Sở Y tế",), "Cơ quan chứng thực thử nghiệm")
    assert head.certificate_sha256 == signers().head.sha256
    assert datetime.fromisoformat(head.signed_at).tzinfo


@pytest.mark.parametrize(
    ("who", "verdict"),
    [
        ("stranger", V.UNKNOWN_ISSUER),
        ("expired", V.EXPIRED),
        ("future", V.NOT_YET_VALID),
        ("revoked", V.REVOKED),
    ],
)
def test_a_certificate_that_does_not_hold_is_told_apart(who, verdict):
    content = by_agency(by_head(plain(), getattr(signers(), who)))
    assert verdicts(content) == [verdict, V.VALID]


def test_without_a_list_revocation_is_not_checked():
    trust = replace(signers().trust, lists=())
    assert verdicts(whole(plain()), trust) == [V.UNCHECKED, V.UNCHECKED]


def test_a_list_out_of_date_checks_nothing():
    old = signers().authority.revocations(datetime(2021, 1, 1), datetime(2022, 1, 1))
    assert verdicts(whole(plain()), replace(signers().trust, lists=(old,))) == [V.UNCHECKED, V.UNCHECKED]


def test_without_roots_every_issuer_is_unknown():
    assert verdicts(whole(plain()), Trust()) == [V.UNKNOWN_ISSUER, V.UNKNOWN_ISSUER]


def test_a_certificate_for_another_use_does_not_sign_documents():
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    from thuocdo.sample import authority

    issuer = signers().authority
    identity = issuer.issue("Máy chủ web")
    usage = x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=True, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = authority._blank(
        identity.certificate.subject, issuer.subject, identity.key.public_key(), authority.BEGINS, authority.ENDS
    ).add_extension(usage, critical=True)
    web = replace(identity, certificate=builder.sign(issuer.key, hashes.SHA256()))
    assert verdicts(by_head(plain(), web)) == [V.UNSUITABLE]


def test_a_changed_byte_breaks_every_signature_over_it():
    content = whole(plain())
    assert verdicts(flip(content, 2000)) == [V.CHANGED, V.CHANGED]


def test_a_page_altered_between_two_signatures_breaks_the_first():
    assert verdicts(by_agency(with_altered_page(by_head(plain())))) == [V.UPDATED, V.VALID]


def test_a_number_laid_over_the_page_as_a_note_breaks_the_heads_signature():
    assert verdicts(by_agency(with_note(by_head(plain())))) == [V.UPDATED, V.VALID]


@pytest.mark.parametrize("more", [b"\n", b"rac" * 100])
def test_nothing_may_follow_the_last_signature(more):
    assert verdicts(whole(plain()) + more) == [V.VALID, V.APPENDED]


def test_what_looks_like_an_end_of_its_own_damages_the_file():
    assert judge(whole(plain()) + b"%%EOF", signers().trust, AT).fault == FileFault.DAMAGED


def test_metadata_after_the_last_signature_are_an_addition_too():
    assert verdicts(with_metadata(whole(plain()))) == [V.VALID, V.APPENDED]


def test_other_pages_after_signing_break_both():
    assert set(verdicts(with_other_pages(whole(plain())))) == {V.UPDATED}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (plain(), FileFault.NO_SIGNATURE),
        (encrypted(plain()), FileFault.ENCRYPTED),
        (b"", FileFault.DAMAGED),
        (b"%PDF-1.7 nothing", FileFault.DAMAGED),
        (b"\xff\xd8\xff\xe0 a photograph", FileFault.DAMAGED),
        (whole(plain())[:-4000], FileFault.DAMAGED),
    ],
    ids=["no signature", "encrypted", "empty", "no pdf", "jpeg", "truncated"],
)
def test_a_file_without_a_signature_to_judge_says_why(content, fault):
    judged = judge(content, signers().trust, AT)
    assert (judged.fault, judged.signatures, judged.is_sound) == (fault, (), False)


def test_damaged_files_are_never_valid_and_never_an_error():
    """Only flips within the last signature's own padding leave it valid: hence the file's SHA-256 is published."""
    content, random, kept = whole(plain()), Random(3043), []  # noqa: S311
    for _trial in range(1000 if os.environ.get("THUOCDO_DEEP") else 60):
        place = random.randrange(len(content))
        harmed = content[:place] if random.random() < 0.2 else flip(content, place, 1 << random.randrange(8))
        if judge(harmed, signers().trust, AT).is_sound:
            kept.append(place)
    start = content.rindex(b"/Contents <")
    assert all(start < place < content.index(b">", start) for place in kept)


def test_a_flip_in_the_padding_stays_valid_and_changes_the_published_digest():
    content = whole(plain())
    place = content.index(b">", content.rindex(b"/Contents <")) - 10
    assert content[place : place + 1] == b"0"
    harmed = flip(content, place)
    assert judge(harmed, signers().trust, AT).is_sound
    assert sha256(harmed).digest() != sha256(content).digest()


def test_a_signed_file_begins_with_the_file_that_went_out():
    printed = plain()
    assert sha256(printed).hexdigest() in revisions(whole(printed))
    assert sha256(printed).hexdigest() not in revisions(whole(rewritten(printed)))


def test_every_state_is_told_with_each_end_of_its_line():
    content = b"%PDF-1.7\n1%%EOF\r\n2%%EOF\n3%%EOF4"
    ends = [place for place in range(len(content)) if content[:place].rstrip(b"\r\n").endswith(b"%%EOF")]
    assert revisions(content) == [sha256(content[:end]).hexdigest() for end in ends]


def test_however_many_states_a_file_has_its_bytes_are_digested_once(monkeypatch):
    taken = []

    class Counting:
        def __init__(self, content=b""):
            self.inner = sha256()
            self.update(content)

        def update(self, content):
            taken.append(len(content))
            self.inner.update(content)

        def hexdigest(self):
            return self.inner.hexdigest()

    monkeypatch.setattr(additions, "sha256", Counting)
    content = b"x" * 1000 + b"%%EOF\n" * 30
    assert len(revisions(content)) == 60
    assert sum(taken) <= len(content)


def test_signing_alone_leaves_the_pages_as_they_went_out():
    printed = plain()
    assert only_signed(whole(printed), len(printed))
    assert only_signed(whole(with_metadata(printed)), len(printed))


@pytest.mark.parametrize("alter", [with_altered_page, with_note, with_other_pages])
def test_a_page_altered_before_the_head_signed_is_found(alter):
    printed = plain()
    content = whole(alter(printed))
    assert verdicts(content) == [V.VALID, V.VALID]
    assert sha256(printed).hexdigest() in revisions(content)
    assert not only_signed(content, len(printed))


def test_trust_is_read_from_a_folder_of_certificates_and_lists(tmp_path):
    given = signers()
    (tmp_path / "goc.pem").write_bytes(given.authority.certificate.public_bytes(Encoding.PEM))
    (tmp_path / "thu-hoi.crl").write_bytes(given.revocations)
    (tmp_path / "hong.cer").write_bytes(b"not a certificate")
    (tmp_path / "doc.txt").write_text("left alone")
    assert read_trust(tmp_path) == given.trust
    assert read_trust(tmp_path / "missing") == Trust()


def test_a_certificate_between_root_and_signer_completes_the_chain(tmp_path):
    """The signing tool left it out of the file; the keeper put it into the folder."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    from thuocdo.sample.authority import BEGINS, ENDS, Authority, _blank, _usage

    root, below = Authority("Gốc thử nghiệm"), Authority("Cấp dưới thử nghiệm")
    builder = _blank(below.subject, root.subject, below.key.public_key(), BEGINS, ENDS)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    middle = builder.add_extension(_usage(issues=True), critical=True).sign(root.key, hashes.SHA256())
    signer = replace(below.issue("Lê Văn Ký"), chain=())
    (tmp_path / "goc.der").write_bytes(root.certificate.public_bytes(Encoding.DER))
    assert verdicts(by_head(plain(), signer), read_trust(tmp_path)) == [V.UNKNOWN_ISSUER]
    (tmp_path / "giua.cer").write_bytes(middle.public_bytes(Encoding.PEM))
    assert verdicts(by_head(plain(), signer), read_trust(tmp_path)) == [V.UNCHECKED]
