"""What can go wrong with the record of acts.

AuditError
├── OutsideTransaction   an act was to be recorded apart from the change it tells of
├── Unrecordable         an act, a subject or a value has no form that can be recorded
├── NotSealed            a receipt was asked for an entry that was never committed
└── NoteFault            a signed note proves nothing
    ├── Malformed        it is not a signed note, or its text is not a checkpoint
    ├── UnknownKey       no key that this installation trusts has signed it
    └── Forged           it names a trusted key, but that key did not sign this text
"""


class AuditError(Exception):
    pass


class OutsideTransaction(AuditError):
    pass


class Unrecordable(AuditError):
    pass


class NotSealed(AuditError):
    pass


class NoteFault(AuditError):
    pass


class Malformed(NoteFault):
    pass


class UnknownKey(NoteFault):
    pass


class Forged(NoteFault):
    pass
