"""The sample installation is what it says: two seasons, played through real actions, recomputable from outside."""

import json
from collections import Counter
from datetime import timedelta

import pytest
from django.db.models import F
from tests import recorded

from thuocdo import cli, sample
from thuocdo.accounts.queries import sample_sign_ins
from thuocdo.appraisal.models import Exemption, Recusal
from thuocdo.audit.inspection import verify
from thuocdo.common import clock
from thuocdo.cycles.models import Season
from thuocdo.notices.models import CaughtMail, Event, Mail, Notice
from thuocdo.reports.models import Answer, Report, SignedCopy
from thuocdo.results.differences import differences
from thuocdo.results.facts_csv import facts_csv
from thuocdo.results.models import Edition
from thuocdo.results.queries import facts

ROWS = ["unit", "state", "total", "level", "level_total", "level_groups", "position", "scored", "done_max"]


@pytest.mark.django_db(transaction=True)
def test_the_sample_installation(tmp_path, settings, capsys):
    settings.DATA = tmp_path
    settings.TRUST_FOLDER = tmp_path / "trust"
    recorded.as_new()
    sample.load()
    _shows_the_demonstration_time()
    _offers_a_sign_in_per_role()
    _has_reports_in_every_state()
    _has_told_people_and_caught_every_e_mail()
    _has_copies_that_were_really_signed()
    edition = Edition.objects.get(season__year=2021, publication=2)
    _was_corrected_and_says_how(edition)
    _is_recomputed_by_the_command_line(edition, tmp_path, capsys)
    _stays_as_published_when_a_final_point_is_changed(edition)
    assert verify() == []


def _shows_the_demonstration_time():
    assert clock.local(clock.now()).strftime("%d/%m/%Y %H") == "17/10/2022 09"


def _has_copies_that_were_really_signed():
    rows = {row.report.season_unit.unit.key: row.verdicts for row in SignedCopy.objects.all()}
    whole = [("content", "printed", None), ("signature", "valid", "head"), ("signature", "valid", "agency")]
    assert _said(rows["vpubnd"]) == _said(rows["snv"]) == whole
    assert _said(rows["skhcn"]) == [*whole[:2], ("agency", "missing", None)]
    assert _said(rows["stc"]) == [("content", "scan", None)]


def _said(verdicts):
    return [(row["about"], row["kind"], row.get("role")) for row in verdicts]


def _offers_a_sign_in_per_role():
    assert len({row.role for row in sample_sign_ins()}) == 12


def _has_reports_in_every_state():
    states = Report.objects.filter(season_unit__season__year=2022).values_list("state", flat=True)
    assert set(states) == {"not_started", "drafting", "sent", "returned", "verified", "appraised"}
    assert set(Exemption.objects.values_list("state", flat=True)) == {"asked", "advised", "entered", "accepted"}
    assert Counter(Report.objects.filter(season_unit__season__year=2021).values_list("state", flat=True)) == {
        "final": 28,
        "not_started": 1,
    }
    # I12: who belongs to a unit took no part in the council's decision on it.
    assert set(Recusal.objects.values_list("report__season_unit__unit__key", "member__username")) >= {
        ("stttt", "thuky"),
        ("snv", "uyvien"),
    }


def _has_told_people_and_caught_every_e_mail():
    kinds = set(Event.objects.filter(facts__year=2022).values_list("kind", flat=True))
    reporting = {"opened", "due_30", "due_7", "due_3", "extended", "sent", "returned"}
    assert kinds == reporting | {"asked", "answered", "ruled", "called"}
    assert Notice.objects.filter(read_at=None).exists()
    assert Notice.objects.exclude(read_at=None).exists()
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}
    assert CaughtMail.objects.count() == Mail.objects.count()
    assert not Mail.objects.filter(sent_at__gt=F("queued_at") + timedelta(minutes=5)).exists()


def _is_recomputed_by_the_command_line(edition, tmp_path, capsys):
    table = tmp_path / "facts.csv"
    table.write_text(facts_csv(facts(Season.objects.get(year=2021))), "utf-8")
    assert cli.main(["score", "qd-3043-2021", str(table), "--out", "json"]) == 0
    recomputed = json.loads(capsys.readouterr().out)
    assert [_ranking(tier) for tier in recomputed["tiers"]] == [_ranking(tier) for tier in edition.content["tiers"]]


def _ranking(tier):
    return [{key: unit[key] for key in ROWS} for unit in tier["units"]]


def _was_corrected_and_says_how(edition):
    assert edition.correction_reason
    changed = differences(edition.replaces.public, edition.public)
    assert {(row.unit, row.cause) for tier in changed for row in tier.units} == {("snv", "own"), ("svhtt", "others")}


def _stays_as_published_when_a_final_point_is_changed(edition):
    before = edition.public
    Answer.objects.filter(report__season_unit__season__year=2021, stage="final", component="1.1").update(settled="0")
    assert Edition.objects.get(pk=edition.pk).public == before
