"""The season that the matrix is played in, one scene after the other, through the product's own actions.

Everybody in office gets their own unit's report (I12), so that "own" can be tried beside "another's". What nobody else
may read carries a canary: a string that is searched for in every answer.
"""

from collections.abc import Callable
from fractions import Fraction

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from tests import factories
from tests.factories import (
    Cast,
    again,
    best_answer,
    built_in,
    call_session,
    make_cast,
    make_council,
    make_person,
    make_season,
    paper,
    pdf,
    practice_frame,
    report_of,
    step_on,
)
from tests.permissions.questions import ask_and_visit
from tests.reports.workbooks import download, filled

from thuocdo.accounts.enums import Role
from thuocdo.accounts.letterhead_actions import add_letterhead, add_signatory
from thuocdo.accounts.letterheads import default_letterhead
from thuocdo.accounts.models import Letterhead, Post, Signatory, Unit, User
from thuocdo.api.actions import make_token
from thuocdo.appraisal import actions as council
from thuocdo.appraisal import exemptions, proposing, replies, sessions, voting
from thuocdo.appraisal.enums import Ground, ReplyDecision, RoundKind, Stance
from thuocdo.appraisal.founding import record_opinion
from thuocdo.appraisal.models import CouncilSession, Exemption, Reply
from thuocdo.common.clock import now, today
from thuocdo.cycles.models import Season
from thuocdo.cycles.queries import form_of
from thuocdo.desks.paper_templates.tokens import token_of
from thuocdo.documents import files
from thuocdo.documents.models import DocumentKind
from thuocdo.documents.sample_papers import form_to_begin_from
from thuocdo.documents.template_actions import hand_in_template, put_template
from thuocdo.documents.templates import PAPERS
from thuocdo.notices.models import CaughtMail, Mail, Notice
from thuocdo.reports import links
from thuocdo.reports.actions import save_answers, set_contacts
from thuocdo.reports.answers import Draft
from thuocdo.reports.enums import CopyKind
from thuocdo.reports.evidence import attach_evidence
from thuocdo.reports.models import PrintedReport, Report
from thuocdo.reports.official import Beside
from thuocdo.reports.printing import print_report
from thuocdo.reports.sending import send_report
from thuocdo.reports.signing import Numbering, record_signed_copy
from thuocdo.reports.tasks import remind
from thuocdo.reports.workbook.keeping import hand_in
from thuocdo.results import actions as results
from thuocdo.results import readings
from thuocdo.results.correcting import open_correction
from thuocdo.results.corrections import in_force
from thuocdo.results.queries import under_way
from thuocdo.verification import actions as verification
from thuocdo.verification import shared_figures
from thuocdo.verification.models import Assignment, WaitingImport
from thuocdo.verification.practising import begin_practice
from thuocdo.verification.reasons import add_reason

UNITS = ("syt", "stp", "stttt", "vpubnd", "snv")
CONTACTS = {
    "preparer_name": "CANARY-contact",
    "landline": "0234 7770 777",
    "mobile": "0977 7770 777",
    "email": "canary-contact@syt.example",
    "signer_name": "CANARY-signer",
    "signer_title": "Giám đốc",
}
FIGURE = "987654"
# Name of the canary -> what is searched for; who may read it: matrix.yaml.
CANARIES = {
    "contacts": ["CANARY-contact", "0234 7770 777", "0977 7770 777", "canary-contact@syt.example"],
    "declared figure": [FIGURE, "987.654", "987,654"],
    "evidence of 1.1": ["CANARY-evidence-1.1"],
    "evidence of 4.1": ["CANARY-evidence-4.1"],
    "received file": ["CANARY-received"],
    "request": ["CANARY-request"],
    "advice": ["CANARY-advice"],
    "question": ["CANARY-question"],
    "draft minutes": ["CANARY-draft"],
    "difficulty": ["CANARY-difficulty"],
    "verified reason": ["CANARY-verified"],
    "final reason": ["CANARY-final"],
    "reply": ["CANARY-reply"],
}


class Play:
    """`reach(scene)` plays on to a scene, or goes back to it; `names` then holds the objects that rows speak of."""

    def __init__(self, cast: Cast | None = None, season: Season | None = None) -> None:
        self.cast: Cast = cast or make_cast()
        self.season: Season = season or make_season(self.cast)
        self.names: dict[str, int | str] = {}
        self.savepoints: dict[str, str] = {}
        self.scene = ""

    def reach(self, scene: str) -> None:
        if scene in self.savepoints:
            rollback(self.savepoints[scene])
            later = list(SCENES)[list(SCENES).index(scene) + 1 :]
            for name in later:  # PostgreSQL forgets the savepoints after the one that it goes back to
                self.savepoints.pop(name, None)
        for name, play in SCENES.items():
            if scene in self.savepoints:
                break
            if name not in self.savepoints:
                play(self)
                self._name_objects()
                self.savepoints[name] = transaction.savepoint()
        self.scene = scene

    def undo(self) -> None:
        """Takes back what was done since the scene was reached."""
        rollback(self.savepoints[self.scene])

    def _name_objects(self) -> None:
        """`report of syt`, `exemption of stp`, `person preparer`, `post of preparer`: their numbers."""
        own = {"season_unit__season": self.season}
        reports = Report.objects.filter(**own).values_list("season_unit__unit__key", "pk")
        asked = Exemption.objects.filter(report__season_unit__season=self.season)
        requests = asked.values_list("report__season_unit__unit__key", "pk")
        self.names |= {f"report of {unit}": pk for unit, pk in reports}
        self.names |= {f"exemption of {unit}": pk for unit, pk in requests}
        self.names |= {f"person {name}": pk for name, pk in User.objects.values_list("username", "pk")}
        notices = Notice.objects.order_by("-pk").values_list("person__username", "pk")
        self.names |= {f"notice of {name}": pk for name, pk in notices}
        self.names |= {f"mail to {name}": pk for name, pk in Mail.objects.values_list("person__username", "pk")}
        self.names |= {"caught mail": CaughtMail.objects.values_list("pk", flat=True).first()}
        papers = PrintedReport.objects.filter(report__season_unit__season=self.season)
        printed = papers.values_list("report__season_unit__unit__key", "pk")
        self.names |= {f"printed of {unit}": pk for unit, pk in printed}
        self.names |= {f"letterhead of {unit}": pk for unit, pk in Letterhead.objects.values_list("unit__key", "pk")}
        self.names |= {f"signatory of {unit}": pk for unit, pk in Signatory.objects.values_list("unit__key", "pk")}
        shared = (
            Assignment.objects.filter(season=self.season)
            .exclude(season_unit=None)
            .values_list("season_unit__unit__key", "pk")
        )
        self.names |= {f"assignment of {unit}": pk for unit, pk in shared}
        self.names |= {f"post of {name}": pk for name, pk in Post.objects.values_list("user__username", "pk")}

    def report(self, unit: str) -> Report:
        return report_of(self.season, unit)

    def request(self, unit: str) -> Exemption:
        own = {"report__season_unit__season": self.season}
        return Exemption.objects.get(report__season_unit__unit__key=unit, **own)


def rollback(savepoint: str) -> None:
    transaction.savepoint_rollback(savepoint)
    connection.needs_rollback = False


def drafting(play: Play) -> None:
    """Every unit at work; each has asked for an exemption and attached its files; one has printed its report."""
    head_papers()
    writers = {"syt": play.cast.preparer, "stp": play.cast.outsider}
    writers |= {unit: make_person(f"writer.{unit}", Role.PREPARER, unit) for unit in UNITS[2:]}
    User.objects.filter(pk=play.cast.preparer.pk).update(email="preparer@syt.example")
    remind()
    catch("preparer@syt.example")
    for unit, writer in writers.items():
        said = saying(unit)
        report = fill(writer, play.report(unit))
        exemptions.ask(writer, report, "1.2", ground=Ground.NO_CONTENT, reason=said("request"))
        if unit in ("syt", "stp"):
            numbering = Numbering("1/BC", today())
            copy = record_signed_copy(writer, report, pdf("da-ky.pdf"), numbering, kind=CopyKind.SCANNED)
            play.names[f"copy of {unit}"] = copy.pk
        for code in ("1.1", "4.1"):
            evidence = attach_evidence(writer, report, code, pdf(f"{said('evidence')}-{code}.pdf"))
            play.names[f"evidence of {unit} {code}"] = evidence.pk
            play.names[f"document of {unit} {code}"] = evidence.evidence_id
    ask_for_files(play)
    wait(play.cast.coordinator, play.report("syt"))
    print_report(play.cast.preparer, play.report("syt"), Beside())
    play.names |= put_form(play.cast.lead)
    play.names["feed key"] = make_token(play.cast.lead, "Hồ sơ cán bộ")[0].pk


def put_form(lead: User) -> dict[str, int | str]:
    """The press letter has the department's own Word form; a template for another paper waits to be looked at."""
    kind, other = PAPERS["press"], PAPERS["ruling"]
    content = form_to_begin_from(kind, now())
    stored = hand_in_template(lead, kind, SimpleUploadedFile("mau.docx", content))
    row = put_template(lead, kind, stored, "mau.docx", seen=None)
    return {"form of press": row.pk, "token of ruling": token_of(other, stored, "mau.docx")}


def catch(address: str) -> None:
    """As the sample's mail server keeps what it is handed."""
    message = EmailMultiAlternatives("Mẫu", "Nội dung", "thuocdo@localhost", [address])
    message.attach_alternative("<!doctype html><html lang='vi'><title>Mẫu</title><p>Nội dung</p></html>", "text/html")
    CaughtMail.objects.create(address=address, subject="Mẫu", content=message.message().as_bytes(), caught_at=now())


def wait(writer: User, report: Report) -> None:
    """A filled-in workbook that nobody has applied: it changes one line and has one cell to mend."""
    content = filled(download(report), {("1.3", "a"): 7, ("1.2", "posts"): "12 tin"})
    hand_in(writer, report, SimpleUploadedFile("bieu.xlsx", content))


def ask_for_files(play: Play) -> None:
    """A body without accounts has handed in a file by a link."""
    asked = {"body": "Trạm Y tế phường 1", "wanted": "Bảng kê quý III", "days": 60, "component": "1.3"}
    link, secret = links.make_link(play.cast.preparer, play.report("syt"), **asked)
    received = links.receive_files(link, [pdf(f"{saying('syt')('received')}.pdf")], "")
    play.names |= {"link of syt": link.pk, "received by syt": received[0].pk, "secret of syt": secret}


def head_papers() -> None:
    """The Department of Health's letterhead, and its head."""
    unit = Unit.objects.get(key="syt")
    made = default_letterhead(unit, unit.name_vi)
    facts = {name: getattr(made, name) for name in ("above", "name", "symbol", "place")}
    add_letterhead(None, unit, **facts)
    add_signatory(None, unit, full_name="Nguyễn Đứng Đầu", title="Giám đốc")


def saying(unit: str) -> Callable[[str], str]:
    """The canaries sit in the Department of Health's report; other units say something else."""
    return lambda what: f"CANARY-{what}" if unit == "syt" else f"plain {what}"


def fill(writer: User, report: Report) -> Report:
    """Every component that the unit answers, in one act, and the contacts."""
    leaves = [leaf for component in form_of(report.season_unit).components for leaf in component.leaves]
    drafts = {leaf.code: Draft(best_answer(leaf)) for leaf in leaves if leaf.answered_by == "unit"}
    if writer.username == "preparer":
        drafts["1.1"] = Draft({**drafts["1.1"].values, "meetings": FIGURE})
    save_answers(writer, report, drafts)
    set_contacts(writer, report, **(CONTACTS if writer.username == "preparer" else factories.CONTACTS))
    return again(report)


def sent(play: Play) -> None:
    for unit in UNITS:
        writer = User.objects.get(all_posts__role=Role.PREPARER, all_posts__unit__key=unit)
        send_report(writer, play.report(unit))


def checking(play: Play) -> None:
    """Reporting is over, verification has begun: one adjustment, and advice on each request."""
    step_on(play.cast, play.season, "season.verify")
    facts = {"name_vi": "Sai kỳ báo cáo", "name_en": "Other period", "component": "", "verdict": ""}
    play.names["reason of 2022"] = add_reason(play.cast.lead, play.season, **facts).pk
    for unit, checker in checkers(play.cast).items():
        facts = {"values": {}, "settled": Fraction(1), "reason": saying(unit)("verified"), "version": 0}
        verification.adjust(checker, play.report(unit), "1.1", **facts)
        exemptions.advise(checker, play.request(unit), is_for=True, advice=saying(unit)("advice"))
    play.names |= ask_and_visit(play.cast, play.season)
    facts = {"ground": Ground.NO_CONTENT, "reason": "Không có nội dung"}
    play.names["proposal for snv"] = proposing.propose(play.cast.lead, play.report("snv"), "4.5", **facts).pk
    play.names["shared import"] = take_in_figures(play.cast.lead, play.season)


def take_in_figures(lead: User, season: Season) -> int:
    """A shared system's figures are there, and a further file waits for its preview."""
    facts = {"system": "Cổng dịch vụ công", "as_of": today()}

    def hand_in() -> WaitingImport:
        file = SimpleUploadedFile("so-lieu.csv", b"unit,component,figure,value\nsyt,4.3,a,10\nstp,4.3,a,9\n")
        return shared_figures.hand_in(lead, season, file, **facts)

    source = shared_figures.apply_import(lead, season, hand_in().sha256)
    hand_in()
    return source.pk


def checkers(cast: Cast) -> dict[str, User]:
    """The lead department's own report is verified by the committee office (I12)."""
    return dict.fromkeys(UNITS, cast.lead) | {"stttt": cast.verifier}


def verified(play: Play) -> None:
    """Two written acceptances have arrived too, each entered by one officer and not yet checked by a second."""
    for unit, checker in checkers(play.cast).items():
        verification.agree_with_the_rest(checker, play.report(unit))
        verification.finish(checker, play.report(unit))
    for unit in ("syt", "stttt"):
        checker = checkers(play.cast)[unit]
        document = paper(checker, DocumentKind.ACCEPTANCE)
        exemptions.enter_acceptance(checker, play.request(unit), document)
        play.names[f"acceptance of {unit}"] = document.pk


def replying(play: Play) -> None:
    """The units read their verified points, and two do not agree with one of them."""
    tier = play.season.tiers.get(tier__code="province")
    round_ = replies.open_round(play.cast.lead, tier, RoundKind.VERIFIED, today())
    play.names["reply round"] = round_.pk
    for unit in ("syt", "stttt"):
        writer = User.objects.get(all_posts__role=Role.PREPARER, all_posts__unit__key=unit)
        text = saying(unit)("reply")
        words = replies.Words(Stance.DISAGREES, text, None, [(files.store(pdf()), f"{text}.pdf")])
        row = replies.reply(writer, round_, play.report(unit), "1.1", words)
        play.names |= {f"reply of {unit}": row.pk, f"reply file of {unit}": row.files.get().pk}


def deciding(play: Play) -> None:
    """Every reply is decided; before the council, which has differed from the verifiers once."""
    for unit, checker in checkers(play.cast).items():
        for row in Reply.objects.filter(report=play.report(unit)):
            replies.decide(checker, row, ReplyDecision.UPHELD, saying(unit)("verified"))
    step_on(play.cast, play.season, "season.appraise")
    sit(play)
    for unit in UNITS:
        facts = {"values": {}, "settled": Fraction(1, 2), "reason": saying(unit)("final"), "version": 0}
        council.settle(play.cast.chair, play.report(unit), "1.1", **facts)
    document = paper(play.cast.lead, DocumentKind.READING, signer="Phan Văn Phê Duyệt")
    change = readings.enter_change(play.cast.lead, play.season, "Thống nhất cách hiểu Điều 6", document)
    play.names["change of reading"] = change.pk


def sit(play: Play) -> None:
    """In session, with two components on its list by hand; a further session is called."""
    opinion = {"opinion": "agrees", "text": "", "document": paper(play.cast.lead, DocumentKind.OPINION)}
    record_opinion(play.cast.lead, play.season, Unit.objects.get(key="snv"), **opinion)
    session = make_council(play.cast, play.season)
    kept = sessions.put_paper(play.cast.secretary, session, "Báo cáo thẩm tra", pdf())
    play.names |= {"council session": session.pk, "council paper": kept.pk}
    for unit in ("syt", "stttt"):
        play.names[f"item of {unit}"] = voting.list_item(play.cast.chair, session, play.report(unit), "4.3").pk
    play.names["called session"] = call_session(play.cast, play.season).pk


def appraised(play: Play) -> None:
    """The session is over, its minutes came back signed."""
    session = CouncilSession.objects.get(pk=play.names["council session"])
    for item in session.items.all():
        voting.settle_item(play.cast.chair, item, item.positions.get(label="verified"), "Thống nhất")
    for unit in UNITS:
        report = play.report(unit)
        for survey in (line for line in form_of(report.season_unit).components if line.answered_by == "council"):
            values = {figure.key: "100" for figure in survey.figures}
            facts = {"values": values, "settled": None, "reason": "Điều tra", "version": 0}
            council.settle(play.cast.chair, report, survey.code, **facts)
        council.take_over(play.cast.chair, play.report(unit))
        council.finish(play.cast.chair, play.report(unit))
    sessions.close(play.cast.chair, session)
    sessions.keep_signed_minutes(play.cast.secretary, session, "1/BB", pdf())


def proposed(play: Play) -> None:
    results.propose(play.cast.lead, play.season)


def decided(play: Play) -> None:
    """One officer (`lead`) has entered the approving decision; a second checks it."""
    decision = paper(play.cast.lead, DocumentKind.APPROVAL, signer="Phan Văn Phê Duyệt")
    results.enter_decision(play.cast.lead, under_way(play.season), decision)


def approved(play: Play) -> None:
    results.approve(play.cast.second_lead, under_way(play.season))


def published(play: Play) -> None:
    results.publish(play.cast.lead, under_way(play.season), co_announcement="77/TB-VPUBND")


def correcting(play: Play) -> None:
    """The published result is before the council once more, for one unit."""
    chosen = [play.report("syt").pk]
    open_correction(play.cast.lead, in_force(play.season), "Chấm nhầm chỉ số 2.1 của Sở Y tế", chosen)


def practising(play: Play) -> None:
    """Beside the real season stands one for practice, with the same people and units."""
    units = Unit.objects.filter(key__in=UNITS).values_list("pk", flat=True)
    begin_practice(play.cast.lead, 2022, built_in(), like=play.season, **practice_frame(units))


SCENES: dict[str, Callable[[Play], None]] = {
    play.__name__: play
    for play in (
        drafting, sent, checking, verified, replying, deciding,
        appraised, proposed, decided, approved, published, correcting, practising,
    )
}  # fmt: skip
