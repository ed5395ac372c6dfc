"""Every act of a season's workflow, from its opening to its archive; the modules of the parts enter theirs."""

from tests.workflow import checking_acts, council_acts, result_acts, season_acts, sharing_acts, unit_acts
from tests.workflow.registry import ACTS, Entry

PARTS = [season_acts, sharing_acts, unit_acts, checking_acts, council_acts, result_acts]

__all__ = ["ACTS", "PARTS", "Entry"]
