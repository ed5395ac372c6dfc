import threading

import pytest

from thuocdo.audit import keys
from thuocdo.audit.errors import Malformed
from thuocdo.audit.note import PublicKey


def test_the_key_is_made_on_first_use_and_only_the_server_may_read_it(data):
    keys.signer()
    pem, folder = data / "keys" / "audit.pem", data / "keys"
    assert (pem.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)


def test_the_key_is_the_same_in_the_next_process():
    first = keys.signer().public
    keys._signer.cache_clear()
    assert keys.signer().public == first


def test_processes_that_come_at_once_agree_on_one_key(data):
    found, gate = [], threading.Barrier(8)

    def come():
        gate.wait()
        found.append(keys._signer.__wrapped__(data / "keys").public)

    threads = [threading.Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert sorted(path.name for path in (data / "keys").iterdir()) == [
        f"audit-{found[0].number.hex()}.vkey",
        "audit.pem",
    ]


def test_an_earlier_key_stays_trusted(data):
    first = keys.signer().public
    (data / "keys" / "audit.pem").unlink()
    keys._signer.cache_clear()
    second = keys.signer().public
    assert {str(key) for key in keys.trusted()} == {str(first), str(second)}
    assert first != second


def test_looking_for_trusted_keys_makes_none(data):
    assert keys.trusted() == []
    assert not (data / "keys").exists()


def test_the_log_is_named_after_its_key():
    public = keys.signer().public
    assert public.name.startswith("thuocdo.audit/")
    assert PublicKey.read(str(public)) == public


def test_a_damaged_key_is_not_replaced_in_silence(data):
    (data / "keys").mkdir()
    (data / "keys" / "audit.pem").write_text("damaged")
    with pytest.raises(ValueError, match="PEM"):
        keys.signer()


def test_a_damaged_public_key_is_named(data):
    (data / "keys").mkdir()
    (data / "keys" / "audit-00000000.vkey").write_text("damaged")
    with pytest.raises(Malformed, match="damaged"):
        keys.trusted()
