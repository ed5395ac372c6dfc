"""What can go wrong on a machine, said so that its owner can mend it.

HostError
├── ClosedFolder     root's PostgreSQL runs as `nobody`, who cannot enter a folder above
├── ForeignFolder    the short folder for the socket belongs to somebody else
├── NotStarting      PostgreSQL gives no answer
└── PortTaken        another program listens where the web should
"""


class HostError(Exception):
    """A fault in two languages; `str()` gives Vietnamese first, English on the next line."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi}\n{en}")


class ClosedFolder(HostError):
    pass


class ForeignFolder(HostError):
    pass


class NotStarting(HostError):
    pass


class PortTaken(HostError):
    pass
