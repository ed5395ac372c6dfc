"""How Article 6 is read (I2): settled before the season opens, changed only by a checked document after that."""

from fractions import Fraction

import pytest
from django.utils.translation import override
from tests.factories import fresh, make_appraised, make_season, paper, pdf, step_on

from thuocdo.audit.queries import attests, entries_about
from thuocdo.common.faults import Conflict, NotAllowed, Refused
from thuocdo.cycles.actions import move
from thuocdo.cycles.models import LevelReading, Season
from thuocdo.cycles.queries import form_of
from thuocdo.cycles.readings import settle_reading
from thuocdo.documents.models import DocumentKind
from thuocdo.reports.models import Answer
from thuocdo.results import actions, readings
from thuocdo.results.queries import compute
from thuocdo.results.readings import Affected, affected, check_change, end_change, enter_change, mark

WHY = "Ủy ban nhân dân tỉnh thống nhất cách hiểu Điều 6"


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def appraised(cast, season):
    """One unit has 98 points and nothing in group 8: Level I by the total, no level by its groups."""
    report = make_appraised(cast, season)
    Answer.objects.filter(report=report, component__startswith="8.").update(settled="0", values={})
    step_on(cast, season, "season.verify", "season.appraise")
    return report


@pytest.fixture
def entered(cast, season, appraised):
    return enter_change(cast.lead, season, WHY, document(cast.lead))


def document(actor, number="", **more):
    return paper(actor, DocumentKind.READING, number, signer="Chủ tịch UBND tỉnh", **more)


def rule_of(season):
    return Season.objects.get(pk=season.pk).level_rule


class TestBeforeTheSeasonOpens:
    def test_the_reading_is_settled_with_its_document_and_can_be_settled_anew(self, cast):
        season = make_season(cast, opened=False)
        for rule in ("total_and_groups", "total"):
            settled = document(cast.lead)
            settle_reading(cast.lead, season, rule, settled)
            row = Season.objects.get(pk=season.pk)
            assert (row.level_rule, row.reading_document) == (rule, settled)
            assert settled.number in row.level_rule_document

    def test_once_a_tier_is_open_it_is_settled_no_more(self, cast):
        season = make_season(cast, opened=False)
        move(cast.lead, season.tiers.first(), "season.open")
        with pytest.raises(Refused, match="People's Committee"):
            settle_reading(cast.lead, season, "total_and_groups", document(cast.lead))
        assert rule_of(season) == "total"

    def test_only_the_lead_department_settles_it_by_a_document_of_its_kind(self, cast):
        season = make_season(cast, opened=False)
        for person in (cast.chair, cast.secretary, cast.preparer, cast.observer):
            with pytest.raises(NotAllowed):
                settle_reading(person, season, "total", document(cast.lead))
        with pytest.raises(Refused):
            settle_reading(cast.lead, season, "total", paper(cast.lead, DocumentKind.OPENING))
        with pytest.raises(Refused):
            settle_reading(cast.lead, season, "by_lot", document(cast.lead))

    def test_a_change_is_for_later(self, cast):
        season = make_season(cast, opened=False)
        with pytest.raises(Refused, match="not open"):
            enter_change(cast.lead, season, WHY, document(cast.lead))


class TestTheUnitsAffected:
    def test_are_those_whose_levels_differ_with_the_level_before_and_after(self, season, appraised):
        assert affected(compute(season)) == [Affected("syt", "I", None)]
        season.level_rule = "total_and_groups"
        assert affected(compute(season)) == [Affected("syt", None, "I")]

    def test_a_total_that_reaches_its_level_by_rounding_alone_is_told(self, season, appraised):
        """98 - 8.004 = 89.996, printed 90.00: Level I, where the exact total has Level II only."""
        points = form_of(appraised.season_unit).component("4.1").max - Fraction("8.004")
        Answer.objects.filter(report=appraised, component="4.1").update(values={}, settled=str(points))
        unit = next(row for row in compute(season).tier("province").units if row.unit == "syt")
        assert (unit.raw_total, unit.total) == (Fraction("89.996"), 90)
        assert (unit.level, unit.level_changed_by_rounding) == ("I", True)


class TestAChange:
    def test_counts_only_once_a_second_officer_has_checked_it(self, cast, season, entered):
        assert rule_of(season) == "total"
        with pytest.raises(NotAllowed):
            check_change(cast.lead, entered)
        check_change(cast.second_lead, entered)
        row = Season.objects.get(pk=season.pk)
        assert (row.level_rule, row.reading_document) == ("total_and_groups", entered.document)
        assert compute(row).tier("province").units[0].level is None

    def test_keeps_the_units_as_they_were_when_it_came_into_force(self, cast, season, entered):
        check_change(cast.second_lead, entered, listed=mark(affected(compute(season))))
        Answer.objects.filter(stage="final").update(settled="0")
        assert LevelReading.objects.get().affected == {"syt": ["I", None]}

    def test_stands_in_the_audit_with_its_reason_and_units(self, cast, season, entered):
        check_change(cast.second_lead, entered)
        acts = entries_about(f"season:{season.pk}").filter(act__startswith="season.reading_")
        assert [row.act for row in acts] == ["season.reading_entered", "season.reading_changed"]
        assert attests(acts.last(), "reason", WHY)

    @pytest.mark.parametrize("who", ["chair", "secretary", "observer", "verifier", "preparer"])
    def test_is_the_lead_departments_to_enter_check_and_end(self, cast, season, entered, who):
        person = getattr(cast, who)
        for act in (
            lambda: enter_change(person, season, WHY, entered.document),
            lambda: check_change(person, entered),
            lambda: end_change(person, entered, "Nhầm"),
            lambda: readings.replace_change_file(person, entered, pdf(), "Nhầm"),
        ):
            with pytest.raises(NotAllowed):
                act()

    def test_is_not_put_in_force_by_a_list_or_a_file_that_is_out_of_date(self, cast, season, entered):
        old_list, old_file = mark(affected(compute(season))), entered.document.file.sha256
        Answer.objects.filter(stage="final").update(settled="0", values={})
        with pytest.raises(Conflict, match="units affected"):
            check_change(cast.second_lead, entered, listed=old_list)
        readings.replace_change_file(cast.lead, entered, pdf(), "Nhầm tệp")
        with pytest.raises(Conflict, match="file was replaced"):
            check_change(cast.second_lead, entered, seen=old_file)
        assert rule_of(season) == "total"

    def test_waits_alone_and_can_be_taken_back_with_a_reason(self, cast, season, entered):
        with pytest.raises(Refused, match="waits"):
            enter_change(cast.lead, season, WHY, document(cast.lead))
        with pytest.raises(Refused):
            end_change(cast.second_lead, entered, " ")
        end_change(cast.second_lead, entered, "Sai số văn bản")
        with pytest.raises(Refused):
            check_change(cast.second_lead, entered)
        enter_change(cast.lead, season, WHY, document(cast.lead))
        assert LevelReading.objects.filter(ended_at=None).count() == 1

    def test_back_again_needs_another_document(self, cast, season, entered):
        check_change(cast.second_lead, entered)
        with pytest.raises(Refused, match="of its own"):
            enter_change(cast.lead, season, WHY, entered.document)
        back = enter_change(cast.second_lead, season, WHY, document(cast.second_lead))
        check_change(cast.lead, back)
        assert rule_of(season) == "total"

    @pytest.mark.parametrize("fault", ["reason", "kind", "signer"])
    def test_is_refused_without_what_it_needs(self, cast, season, appraised, fault):
        papers = {
            "reason": document(cast.lead),
            "kind": paper(cast.lead, DocumentKind.APPROVAL, signer="Chủ tịch"),
            "signer": paper(cast.lead, DocumentKind.READING),
        }
        with pytest.raises(Refused):
            enter_change(cast.lead, season, "" if fault == "reason" else WHY, papers[fault])

    def test_waits_for_the_proposal_to_be_taken_back(self, cast, season, entered):
        edition = actions.propose(cast.lead, season)
        with pytest.raises(Refused, match="take it back"):
            check_change(cast.second_lead, entered)
        actions.take_back(cast.lead, edition, "Đổi cách hiểu Điều 6")
        check_change(cast.second_lead, entered)
        assert rule_of(season) == "total_and_groups"

    def test_is_refused_once_the_result_is_published(self, cast, season, entered):
        edition = actions.propose(cast.lead, season)
        actions.enter_decision(cast.lead, edition, paper(cast.lead, DocumentKind.APPROVAL, signer="Chủ tịch"))
        actions.approve(cast.second_lead, edition)
        actions.publish(cast.lead, edition, co_announcement="Văn phòng UBND tỉnh")
        with pytest.raises(Refused, match="published"):
            check_change(cast.second_lead, entered)
        with pytest.raises(Refused, match="published"):
            enter_change(fresh(cast.lead), season, WHY, document(cast.lead))

    def test_is_published_with_the_result(self, cast, season, entered):
        stale = Season.objects.select_related("pinned_set").get(pk=season.pk)
        check_change(cast.second_lead, entered)
        edition = actions.propose(cast.lead, stale)
        assert edition.public["set"]["level_rule"] == "total_and_groups"
        change = edition.public["reading_changes"][0]
        assert (change["number"], change["after"], change["reason"]) == (
            entered.document.number,
            "total_and_groups",
            WHY,
        )
