"""The first steps: files against the manifest, the signature, which edition it is, the record's checkpoint."""

from base64 import b64decode
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from thuocdo.bundle.archive import STORED, Unpacked
from thuocdo.bundle.canonical import NotCanonical, decode, encode
from thuocdo.bundle.commitments import is_digest
from thuocdo.bundle.findings import Finding
from thuocdo.bundle.note import Key, NoteFault, opened, read_key
from thuocdo.bundle.proof import root_by_proof
from thuocdo.bundle.report import FORMAT, Expected

Data = dict[str, Any]
NEEDED = (
    "edition.json", "set.json", "units.json", "facts.json", "commitments.json", "exemptions.json", "evidence.json",
    "ranking.json", "checkpoint.json",
)  # fmt: skip
NOTE = "thuocdo.bundle\n{edition} {kind}\n{digest}\n"


def read_all(files: dict[str, bytes], content: Data) -> Iterator[Finding]:
    """Every JSON file of the bundle into `content`, by its name."""
    for name, raw in files.items():
        if name.endswith(".json"):
            try:
                content[name] = decode(raw)
            except NotCanonical as fault:
                yield Finding("not_canonical", name, what=str(fault)[:120])
    needed = [*NEEDED, *STORED, *(["full.json"] if content.get("manifest.json", {}).get("kind") == "full" else [])]
    yield from (Finding("format", name, what="missing") for name in needed if name not in files)


def check_manifest(unpacked: Unpacked, manifest: Data) -> Iterator[Finding]:
    if manifest["format"] != FORMAT or manifest["kind"] not in ("public", "full"):
        yield Finding("format", "manifest.json", what=str(manifest["format"])[:40])
    listed = {row["path"]: row for row in manifest["files"]}
    if len(listed) != len(manifest["files"]):
        yield Finding("doubled", "manifest.json")
    for name, content in unpacked.files.items():
        if name in STORED:
            continue
        row = listed.pop(name, None)
        if row is None:
            yield Finding("unlisted", name)
        elif row["size"] != len(content) or row["sha256"] != sha256(content).hexdigest():
            yield Finding("digest", name, stated=str(row["sha256"])[:64], found=sha256(content).hexdigest())
    yield from (Finding("missing", name) for name in listed)
    if manifest["packed"] != unpacked.packed:
        yield Finding("container", "manifest.json", what="packed")


def check_signature(files: dict[str, bytes], manifest: Data, expected: Expected) -> Iterator[Finding]:
    """That the key of the bundle signed this manifest, and is the one that was asked for."""
    try:
        key = read_key(manifest["key"])
        text = opened(files["manifest.note"].decode(), key)
    except (NoteFault, UnicodeDecodeError):
        yield Finding("unsigned", "manifest.note")
        return
    yield from _foreign(key, expected)
    digest = sha256(files["manifest.json"]).hexdigest()
    if text.splitlines()[2:] != [digest]:
        yield Finding("unsigned", "manifest.json", stated="".join(text.splitlines()[2:3]), found=digest)
    elif text != NOTE.format(edition=manifest["edition"], kind=manifest["kind"], digest=digest):
        yield Finding("edition", "manifest.note", stated=" ".join(text.splitlines()[1:2]), found=manifest["edition"])


def _foreign(key: Key, expected: Expected) -> Iterator[Finding]:
    wanted = expected.key.fingerprint if expected.key else expected.fingerprint
    if wanted is not None and wanted.lower() != key.fingerprint:
        yield Finding("foreign_key", "manifest.note", stated=key.fingerprint, found=wanted)


def check_edition(manifest: Data, edition: Data, expected: Expected) -> Iterator[Finding]:
    said = f"{edition['year']}/{edition['number']}"
    if said != manifest["edition"]:
        yield Finding("edition", "edition.json", stated=said, found=str(manifest["edition"]))
    if expected.edition is not None and expected.edition != said:
        yield Finding("edition", "edition.json", what="wanted", stated=said, found=expected.edition)
    if edition["replaces"] != manifest["replaces"]:
        yield Finding("edition", "edition.json", what="replaces", stated=str(edition["replaces"]))


def check_checkpoint(content: Data, expected: Expected) -> Iterator[Finding]:
    """That the act of publication lies under the signed root, and that this is the root of the reader's receipt."""
    row = content["checkpoint.json"]
    if row is None:
        return
    try:
        size, root = _head(opened(row["note"], read_key(content["manifest.json"]["key"])))
        leaf, proof = bytes.fromhex(row["leaf"]), [bytes.fromhex(digest) for digest in row["proof"]]
        if root_by_proof(leaf, row["position"], size, proof).hex() != root:
            raise ValueError(root)
    except ValueError:
        yield Finding("checkpoint", "checkpoint.json")
        return
    if expected.checkpoint and expected.checkpoint[0] == size and not root.startswith(expected.checkpoint[1]):
        yield Finding("checkpoint", "checkpoint.json", stated=root, found=expected.checkpoint[1])
    entry = content.get("full.json", {}).get("entry")
    if entry is not None and not _is_publication(entry, leaf):
        yield Finding("checkpoint", "full.json", what="entry")


def checkpoint_size(row: Data | None) -> int | None:
    return None if row is None else int(row["note"].split("\n")[1])


def _head(text: str) -> tuple[int, str]:
    """Size and root, hexadecimal, of a checkpoint's text."""
    _, size, root = text.splitlines()
    digest = b64decode(root, validate=True).hex()
    if not is_digest(digest):
        raise ValueError(text)
    return int(size), digest


def _is_publication(entry: Data, leaf: bytes) -> bool:
    return entry["act"] == "edition.published" and sha256(b"\x00" + encode(entry)).digest() == leaf
