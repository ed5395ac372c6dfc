"""Judges the electronic signatures of a PDF (R4.5): one plain verdict for each, and never an exception.

    judge(content, trust, at)       verdicts on signatures and time stamps; `fault` where there is nothing to judge
    only_signed(content, size)      whether what follows the first `size` bytes adds signatures and nothing else
    read_trust(folder)              trust roots, intermediate certificates and revocation lists of an installation
    revisions(content)              the digest of every earlier state that the file still begins with

pyHanko is loaded by the first judgement only; a page that judges nothing does not pay for it.
"""

from thuocdo.documents.signatures.additions import only_signed, revisions
from thuocdo.documents.signatures.judging import judge
from thuocdo.documents.signatures.trust import read_trust
from thuocdo.documents.signatures.verdicts import SOUND, FileFault, Judged, SignatureFound, StampFound, Trust, Verdict

__all__ = [
    "SOUND",
    "FileFault",
    "Judged",
    "SignatureFound",
    "StampFound",
    "Trust",
    "Verdict",
    "judge",
    "only_signed",
    "read_trust",
    "revisions",
]
