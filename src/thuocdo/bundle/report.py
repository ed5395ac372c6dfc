"""What a check brings together: its steps in order, what they found, what is proven and what is not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from thuocdo.bundle.findings import Finding
from thuocdo.bundle.note import Key

FORMAT = "thuocdo-bundle/1"


@dataclass(frozen=True, slots=True)
class Expected:
    """What the reader knows from elsewhere; None: nothing. `checkpoint`: size and the beginning of the root."""

    key: Key | None = None
    fingerprint: str | None = None
    edition: str | None = None
    checkpoint: tuple[int, str] | None = None


@dataclass(slots=True)
class Step:
    """`key` names its words; `args` what they say when all is well."""

    key: str
    args: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    steps: list[Step] = field(default_factory=list)
    proven: list[str] = field(default_factory=list)
    unproven: list[str] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    is_stopped: bool = False

    @property
    def findings(self) -> list[Finding]:
        return [finding for step in self.steps for finding in step.findings]

    @property
    def kinds(self) -> Iterator[str]:
        return (finding.kind for finding in self.findings)

    @property
    def is_good(self) -> bool:
        return not self.is_stopped and not self.findings
