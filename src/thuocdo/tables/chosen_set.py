"""The criteria set that a command names: a built-in one by its id, or one in a folder or file."""

from pathlib import Path

from thuocdo.regulation import CriteriaSet, RegulationError, SetFaults, Text, builtin_sets, load_set

HELP = Text("mã bộ tiêu chí có sẵn hoặc đường dẫn", "id of a built-in criteria set, or a path")
NOT_THERE = Text(
    "Không có bộ tiêu chí “{got}”: không phải bộ có sẵn, cũng không phải thư mục hay tệp. "
    "Bộ có sẵn: {known}. Ghi một mã trong đó, hoặc đường dẫn đến bộ của bạn.",
    "There is no criteria set “{got}”: neither a built-in one nor a folder or file. "
    "Built-in: {known}. Name one of them, or give the path to your own.",
)
UNUSABLE = Text("Bộ tiêu chí “{got}” có {count} lỗi:", "The criteria set “{got}” has {count} faults:")


class NoSuchSet(RegulationError):
    """A set that cannot be had; `what` says why and what to do."""

    def __init__(self, what: Text) -> None:
        super().__init__(what.vi)
        self.what = what


def chosen_set(named: str) -> CriteriaSet:
    """Loads the set; raises NoSuchSet with all that is wrong."""
    known = builtin_sets()
    if named not in known and not Path(named).exists():
        raise NoSuchSet(_filled(NOT_THERE, got=named, known=", ".join(known)))
    try:
        return load_set(named)
    except SetFaults as refused:
        head = _filled(UNUSABLE, got=named, count=len(refused.faults))
        raise NoSuchSet(Text(*(f"{head.get(lang)}\n{refused.say(lang)}" for lang in ("vi", "en")))) from None


def set_help(language: str) -> str:
    return HELP.get(language)


def _filled(text: Text, **words: object) -> Text:
    return Text(text.vi.format(**words), text.en.format(**words))
