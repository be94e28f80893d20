"""The page serves everyone: small phones, keyboards, screen readers, dark rooms, paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .test_asking import HEIGHT, ask
from .town import citation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from .town import Town

HANDOFF = {
    "service": "Service de l’urbanisme et du développement territorial",
    "phone": "04 00 55 12 34",
    "email": "service-urbanisme-developpement@valombre.example",
    "opens": "Lundi, de 9 h à 12 h",
}
FULL = (HEIGHT + "\n\n- un [1]\n- deux\n\n1. premier\n2. second", citation(title="Règlement" * 12))


def ask_for_everything(page: Page, town: Town) -> None:
    """An answer with every part that an answer may have."""
    text, long_source = FULL
    town.will_answer(
        text, citations=[citation(), long_source], conflict=True, follow_up=["Et ?"], handoff=HANDOFF
    )
    page.goto(town.page)
    ask(page, "Quelle hauteur en zone UA ?")
    expect(page.get_by_text("Répondu en")).to_be_visible()


def test_a_keyboard_is_enough_from_the_question_to_the_source(page: Page, town: Town) -> None:
    town.will_answer(HEIGHT)
    page.goto(town.page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller à la question")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("Quelle hauteur")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("en zone UA ?")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Répondu en")).to_be_visible()
    assert town.questions[0]["question"] == "Quelle hauteur\nen zone UA ?"

    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Demander")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Source 1")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Lire le passage")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("ne peut excéder 9 mètres")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ouvrir à la page 24")).to_be_focused()


def test_a_screen_reader_hears_the_status_then_the_whole_answer_once(page: Page, town: Town) -> None:
    page.goto(town.page)
    page.evaluate(
        """() => {
          window.heard = [];
          const region = document.querySelector("[role=status]");
          const listen = () => window.heard.push(region.textContent);
          new MutationObserver(listen).observe(region, { childList: true });
        }"""
    )
    town.will_answer(HEIGHT)
    ask(page, "Quelle hauteur ?")
    expect(page.get_by_text("Répondu en")).to_be_visible()

    heard: list[str] = page.evaluate("window.heard")
    assert heard[0].startswith("Je cherche")
    answers = [sentence for sentence in heard if "mètres" in sentence]
    assert len(answers) == 1
    assert "Rédigé d’après les actes de la commune" in answers[0]
    assert answers[0].endswith("1 source.")


@pytest.mark.parametrize("width", [320, 375, 768])
def test_nothing_scrolls_sideways_on_a_small_screen(page: Page, town: Town, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    ask_for_everything(page, town)
    page.locator(".source details").first.click()
    too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(too_wide) == 0
    page.goto(f"{town.page}documents/plu#passage-7")
    assert page.evaluate(too_wide) == 0


def test_what_can_be_touched_is_large_enough(page: Page, town: Town) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    ask_for_everything(page, town)
    for touched in page.get_by_role("button").all():
        box = touched.bounding_box()
        assert box is not None
        assert box["height"] >= 44, f"{touched.inner_text()} is {box['height']} px high"


def test_a_printed_page_shows_the_passages_and_no_form(page: Page, town: Town) -> None:
    ask_for_everything(page, town)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_text("ne peut excéder 9 mètres").first).to_be_visible()
    expect(page.get_by_label("Votre question")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


def test_nothing_moves_for_those_who_asked_for_calm(page: Page, town: Town) -> None:
    page.emulate_media(reduced_motion="reduce")
    ask_for_everything(page, town)
    moving = page.evaluate("document.getAnimations().length")
    assert moving == 0


@pytest.fixture(params=["light", "dark"])
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab into which the test may bring axe, which the page's own policy rightly refuses."""
    citizen = browser.new_context(
        locale="fr-FR", color_scheme=request.param, bypass_csp=True, reduced_motion="reduce"
    )
    yield citizen.new_page()
    citizen.close()


@pytest.mark.parametrize("where", ["before", "answered", "refused", "document", "missing"])
def test_axe_finds_no_serious_barrier(open_page: Page, town: Town, axe_script: str, where: str) -> None:
    bring_to(open_page, town, where)
    assert barriers(open_page, axe_script) == []


def test_axe_would_see_a_barrier(open_page: Page, town: Town, axe_script: str) -> None:
    open_page.goto(town.page)
    open_page.evaluate("document.querySelector('.counter').style.opacity = 0.4")
    assert [barrier.split()[0] for barrier in barriers(open_page, axe_script)] == ["color-contrast"]


@pytest.mark.parametrize(
    ("ink", "grounds"),
    [
        ("ink", ["sky", "stone", "paper", "wash"]),
        ("soft", ["sky", "stone", "paper", "wash"]),
        ("accent", ["sky", "stone", "paper", "wash"]),
        ("accent-strong", ["stone", "paper", "wash"]),
        ("on-accent", ["accent", "accent-strong"]),
        ("warn", ["paper", "warn-wash"]),
    ],
)
def test_every_ink_is_readable_on_its_grounds(
    open_page: Page, town: Town, ink: str, grounds: list[str]
) -> None:
    # axe gives up on text over a gradient or a drawing: the colours themselves are measured.
    open_page.goto(town.page)
    for ground in grounds:
        ratio = contrast(colour(open_page, ink), colour(open_page, ground))
        assert ratio >= 4.5, f"{ink} on {ground}: {ratio:.2f}"


def colour(page: Page, name: str) -> str:
    """The colour of that name in the page's scheme, as `#rrggbb`."""
    style = "name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()"
    return str(page.evaluate(style, name))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance of `#rrggbb`, from 0 to 1."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def barriers(page: Page, axe_script: str) -> list[str]:
    """What axe-core calls serious or critical, each with the element that it stands on."""
    page.evaluate(axe_script)
    found = page.evaluate("axe.run()")
    assert found["passes"], "axe looked at nothing"
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:160]}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def bring_to(page: Page, town: Town, where: str) -> None:
    if where == "answered":
        ask_for_everything(page, town)
        page.locator(".source summary").first.click()
    elif where == "refused":
        town.refusal = {"status": 503, "detail": "Occupé.", "code": "busy", "retry_after": 30}
        page.goto(town.page)
        ask(page, "Bonjour")
        expect(page.get_by_text("Occupé.").first).to_be_visible()
    else:
        town.engine_ready = False
        paths = {"before": "", "document": "documents/plu#passage-7", "missing": "documents/inconnu"}
        page.goto(town.page + paths[where])
