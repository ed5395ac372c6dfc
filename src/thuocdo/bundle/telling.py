"""A report in words, line by line."""

from collections.abc import Iterator

from thuocdo.bundle.findings import Finding
from thuocdo.bundle.report import Report, Step
from thuocdo.bundle.words import GOOD, KINDS, PAGE, PROVEN, STEPS, UNPROVEN, pick

MOST_SHOWN = 20  # of one step
RECOMPUTED = {"points", "group", "total", "level", "state", "position", "order", "given", "set", "digest"}


def lines(report: Report, lang: str) -> Iterator[str]:
    yield from _about(report, lang)
    for number, step in enumerate(report.steps, 1):
        yield from _step(number, step, lang)
    if report.is_stopped:
        yield pick(PAGE["stopped"], lang)
    yield ""
    if report.proven:
        yield pick(PAGE["proven"], lang)
        yield from (f"  + {pick(PROVEN[key], lang)}" for key in report.proven)
    yield pick(PAGE["unproven"], lang)
    yield from (f"  - {pick(UNPROVEN[key], lang)}" for key in report.unproven)
    yield ""
    yield pick(PAGE["good" if report.is_good else "bad"], lang).format(count=len(report.findings))


def _about(report: Report, lang: str) -> Iterator[str]:
    about = report.about
    if not about:
        return
    name = about["installation"][lang] if isinstance(about["installation"], dict) else ""
    yield pick(PAGE["edition"], lang).format(edition=about["edition"], name=name)
    kind = pick(PAGE["kind_full" if about["kind"] == "full" else "kind_public"], lang)
    yield f"{kind} · {pick(PAGE['sample'], lang)}" if about["is_sample"] else kind
    yield pick(PAGE["key"], lang).format(fingerprint=about["fingerprint"])
    yield ""


def _step(number: int, step: Step, lang: str) -> Iterator[str]:
    more = ""
    if step.key == "open" and "files" in step.args:
        more = f" ({pick(PAGE['opened'], lang).format(files=step.args['files'])})"
    said = pick(GOOD, lang) if not step.findings else "✗"
    yield f"{number:>2}. {pick(STEPS[step.key], lang)}{more}: {said}"
    yield from (f"      ✗ {told(finding, lang)}" for finding in step.findings[:MOST_SHOWN])
    rest = len(step.findings) - MOST_SHOWN
    if rest > 0:
        yield f"      {pick(PAGE['more'], lang).format(count=rest)}"


def told(finding: Finding, lang: str) -> str:
    """The kind's sentence, then where and what."""
    place = [finding.file]
    if finding.unit:
        place.append(pick(PAGE["unit"], lang).format(unit=finding.unit))
    if finding.line:
        place.append(pick(PAGE["line"], lang).format(line=finding.line))
    place += [finding.what] if finding.what else []
    if finding.stated is not None:
        place.append(pick(PAGE["stated"], lang).format(stated=finding.stated))
    if finding.found is not None:
        key = "found" if finding.kind in RECOMPUTED else "wanted"
        place.append(pick(PAGE[key], lang).format(found=finding.found))
    where = ", ".join(part for part in place if part)
    return f"[{finding.kind}] {pick(KINDS[finding.kind], lang)}" + (f" {_plain(where)}" if where else "")


def _plain(text: str) -> str:
    """What comes out of a bundle may not steer a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
