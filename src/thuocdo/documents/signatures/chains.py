"""Chains of certificates as pyHanko checks them: against the installation's trust, at a moment, asking nobody."""

from datetime import datetime
from typing import TYPE_CHECKING

from thuocdo.documents.signatures.verdicts import Trust, Verdict

if TYPE_CHECKING:
    from pyhanko_certvalidator import ValidationContext


def validation_context(
    trust: Trust, at: datetime, *, of_signer: bool = False, of_issuers: bool = False
) -> "ValidationContext":
    """Whose revocation has to be ruled out by a list is said by the caller. By default pyHanko looks into a list only
    where the certificate names an address of one."""
    from asn1crypto.crl import CertificateList
    from asn1crypto.x509 import Certificate
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule

    rules = {True: RevocationCheckingRule.CRL_OR_OCSP_REQUIRED, False: RevocationCheckingRule.NO_CHECK}
    return ValidationContext(
        trust_roots=[Certificate.load(root) for root in trust.roots],
        other_certs=[Certificate.load(row) for row in trust.between],
        crls=[CertificateList.load(row) for row in trust.lists],
        allow_fetching=False,
        moment=at,
        revinfo_policy=CertRevTrustPolicy(RevocationCheckingPolicy(rules[of_signer], rules[of_issuers])),
    )


def mistrust(status: object, at: datetime) -> Verdict:
    """Why the chain of certificates does not hold, from the validator's own indication."""
    name = getattr(status.trust_problem_indic, "name", "")
    if name == "NO_CERTIFICATE_CHAIN_FOUND":
        return Verdict.UNKNOWN_ISSUER
    if at < status.signing_cert.not_valid_before:
        return Verdict.NOT_YET_VALID
    return Verdict.EXPIRED if name.startswith(("EXPIRED", "OUT_OF_BOUNDS")) else Verdict.UNSUITABLE
