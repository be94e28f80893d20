"""Nothing that is written in an answer becomes anything but text and links to this server."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .test_asking import ask
from .town import citation

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .town import Town

HOSTILE = (
    "<img src=x onerror=\"document.title='volé'\"> [cliquez](https://evil.example/) "
    "![](https://evil.example/pixel.png) <script>document.title='volé'</script> https://evil.example/ `code`"
)


def test_hostile_html_and_markdown_are_shown_as_text(page: Page, town: Town) -> None:
    title = '<b onmouseover="alert(1)">Arrêté</b>'
    town.will_answer(HOSTILE, citations=[citation(title=title, passage=HOSTILE)], follow_up=["<i>Et ?</i>"])
    page.goto(town.page)
    ask(page, "<u>Bonjour</u>")

    exchange = page.get_by_role("article")
    expect(exchange.locator(".words")).to_have_text(HOSTILE)
    expect(exchange.locator(".source-title")).to_contain_text(title)
    expect(exchange.get_by_role("button", name="<i>Et ?</i>")).to_be_visible()
    expect(exchange.locator("img, script, b, i, u, code, iframe, .words a")).to_have_count(0)
    assert "volé" not in page.title()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "/\t/evil.example/",
        "data:text/html,hello",
        " /valombre/",
        "",
        None,
    ],
)
def test_a_source_with_an_address_from_elsewhere_is_not_a_link(
    page: Page, town: Town, url: str | None
) -> None:
    town.will_answer("Oui [1].", citations=[citation(url=url)])
    page.goto(town.page)
    ask(page, "Puis-je ?")

    source = page.locator(".source")
    expect(source).to_contain_text("Règlement du plan local d’urbanisme")
    expect(source.get_by_role("link")).to_have_count(0)


def test_a_phone_or_an_e_mail_that_is_none_is_not_a_link(page: Page, town: Town) -> None:
    handoff = {"service": "Accueil", "phone": "javascript:1", "email": "a@b.fr?bcc=c@d.fr", "opens": ""}
    town.will_answer("Je ne sais pas.", kind="declined", citations=[], handoff=handoff)
    page.goto(town.page)
    ask(page, "Puis-je ?")

    card = page.locator(".handoff")
    expect(card).to_contain_text("javascript:1")
    expect(card.get_by_role("link")).to_have_count(0)


def test_the_page_asks_nothing_of_another_origin(page: Page, town: Town) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    town.will_answer(HOSTILE)
    page.goto(town.page)
    ask(page, "Bonjour")
    expect(page.get_by_text("Répondu en")).to_be_visible()
    page.goto(f"{town.page}documents/plu#p24")
    expect(page.locator("#p24")).to_be_in_viewport()

    origins = {f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in asked}
    assert origins == {town.address}
    assert len(asked) > 5
