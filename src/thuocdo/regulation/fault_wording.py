"""The words of every refusal, of facts and of sets."""

from .fact_wording import FACT_FAULTS, Words
from .set_wording import FILE_FAULTS, RULE_FAULTS

FAULTS: dict[str, tuple[Words, Words]] = {**FACT_FAULTS, **FILE_FAULTS, **RULE_FAULTS}
