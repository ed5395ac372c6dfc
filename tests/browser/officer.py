"""One browser at which the people of a season sit down one after the other, and use what the pages show them."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect
from tests.factories import PASSWORD, best_answer, pdf

from thuocdo.accounts.models import User
from thuocdo.regulation import Component
from thuocdo.reports.facts import YES


class Officer:
    """Whoever sits there now; buttons and links are found by their Vietnamese words."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sit_down(self, user: User) -> "Officer":
        """Signs the one before out by forgetting them, and this person in by the form."""
        self.get_up()
        self.page.goto(reverse("accounts:sign_in"))
        self.page.fill("[name=username]", user.username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")
        expect(self.page.locator("h1")).to_have_text("Bàn làm việc")
        return self

    def get_up(self) -> None:
        self.page.context.clear_cookies()

    def open(self, name: str, *arguments: object) -> None:
        answer = self.page.goto(reverse(name, args=arguments))
        assert answer.ok, (name, arguments, answer.status)

    def follow(self, words: str) -> None:
        self.page.locator("main").get_by_role("link", name=words, exact=True).first.click()

    def press(self, words: str) -> None:
        self.page.locator("main").get_by_role("button", name=words, exact=True).first.click()

    def choose(self, words: str) -> None:
        self.page.get_by_role("radio", name=words).check()

    def fill(self, **texts: str) -> None:
        for name, text in texts.items():
            self.page.locator(f"main [name={name}]:visible").fill(text)

    def attach(self, upload: SimpleUploadedFile) -> None:
        content = {"name": upload.name, "mimeType": upload.content_type, "buffer": upload.read()}
        self.page.locator("main [name=file]").set_input_files(content)

    def record(self, number: str, day: str, signer: str, issuer: str) -> None:
        """Fills in the form of a numbered document, with its file."""
        self.fill(number=number, date=day, signer=signer, issuer=issuer)
        self.attach(pdf(f"{number.replace('/', '-')}.pdf"))

    def declare(self, component: Component) -> None:
        """Types figures that earn the most, into the form as it stands."""
        for place, leaf in enumerate(component.leaves):
            for key, text in best_answer(leaf).items():
                self._put(self.page.locator(f"main [name=p{place}-{key}]"), text)

    @staticmethod
    def _put(field: Locator, text: str) -> None:
        kind = field.first.get_attribute("type")
        if kind == "radio":
            field.and_(field.page.locator(f"[value='{text}']")).check()
        elif kind == "checkbox":
            field.set_checked(text == YES)
        else:
            field.fill(text)

    def sees(self, *words: str) -> None:
        for text in words:
            expect(self.page.locator("main")).to_contain_text(text)

    def row(self, words: str) -> Locator:
        return self.page.locator("main tr", has=self.page.locator("th", has_text=words))

    def download(self, folder: Path, name: str, *arguments: object) -> Path:
        """The file behind this address, as the person who sits there gets it."""
        file = folder / "tai-ve"
        file.write_bytes(self.bytes_of(reverse(name, args=arguments)))
        return file

    def bytes_of(self, address: str) -> bytes:
        answer = self.page.request.get(address)
        assert answer.ok, (address, answer.status)
        return answer.body()
