"""How long a bundle of 4,000 units x 100 components takes: to make, and to be verified.

    python bench/bundle.py [UNITS]

Two sets: one of which everything is public, and one with a group of which only the sum is, where every unit is worked
out at both ends of what its published points leave open. Prints seconds of one core, and the verifier's time as a ratio
to plain scoring of the same facts in the same run. Goal: 30 s. Run by hand; no test is timed.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def main() -> None:
    import django

    django.setup()
    import scoring

    from thuocdo.regulation import read_set

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    whole = scoring.generated_set()
    text = whole.source["set.yaml"]
    last = text.rindex("public: points")
    closed = read_set({"set.yaml": text[:last] + "public: group" + text[last + len("public: points") :]})
    for name, law in (("everything public", whole), ("one group's sum only", closed)):
        sys.stdout.write(f"{name}, {count} units\n")
        _measure(law, scoring.facts_of(law, {"province": count}))


def _measure(law: object, units: list) -> None:
    from tests.bundle.bundles import FINGERPRINT, parts_of

    from thuocdo.bundle.checking import check
    from thuocdo.bundle.making import make
    from thuocdo.bundle.report import Expected
    from thuocdo.regulation import assess

    plain, _ = _timed("scoring alone", lambda: assess(law, units) and None)
    _, parts = _timed("the edition's content (not part of the bundle)", lambda: parts_of(law, units))
    _, data = _timed("making the public bundle", lambda: make(parts, "public"))
    parts = None
    taken, report = _timed("verifying it", lambda: check(data, Expected(fingerprint=FINGERPRINT)))
    if not report.is_good:
        sys.exit(f"not verified: {report.findings[:5]}")
    sys.stdout.write(f"  {len(data) / 1e6:.1f} MB; verifying takes {taken / plain:.1f} times as long as scoring\n")


def _timed(name: str, act: Callable[[], object]) -> tuple[float, object]:
    start = time.process_time()
    found = act()
    taken = time.process_time() - start
    sys.stdout.write(f"  {name:<50}{taken:8.2f} s\n")
    sys.stdout.flush()
    return taken, found


if __name__ == "__main__":
    main()
