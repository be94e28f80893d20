"""The page is read in nine languages and in easy French, with or without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from inference.language import LANGUAGES

from .test_everyone import barriers, open_page
from .town import citation

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from .town import Town

__all__ = ["open_page"]  # the fixture of a tab into which axe may come

OPEN = "نعم، البلدية مفتوحة الآن، حتى 12:00."


def test_youssef_chooses_arabic_and_the_page_turns_round(page: Page, town: Town) -> None:
    page.goto(town.page)
    page.locator(".languages summary").click()
    page.get_by_role("link", name="العربية").click()
    root = page.locator("html")
    expect(root).to_have_attribute("lang", "ar")
    expect(root).to_have_attribute("dir", "rtl")
    expect(page.get_by_label("سؤالكم")).to_be_visible()


def test_the_chosen_language_goes_with_the_question(page: Page, town: Town) -> None:
    town.will_answer(OPEN)
    page.goto(f"{town.page}?lang=ar")
    page.get_by_label("سؤالكم").fill("هل البلدية مفتوحة؟")
    page.keyboard.press("Enter")
    expect(page.get_by_text("أُجيب خلال 1.4 ث")).to_be_visible()
    assert town.questions[0]["language"] == "ar"
    assert town.questions[0]["plain"] is False


def test_the_document_opens_in_the_language_of_the_page(page: Page, town: Town) -> None:
    town.will_answer("Yes [1].", citations=[citation()])
    page.goto(f"{town.page}?lang=en")
    page.get_by_label("Your question", exact=True).fill("How high?")
    page.keyboard.press("Enter")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Open at page 24").click()
    document = opened.value
    assert document.url == f"{town.address}/valombre/documents/plu?lang=en#passage-7"
    expect(document.get_by_text("In force since 15 January 2024")).to_have_count(1)
    expect(document.locator("#passage-7 .words")).to_have_attribute("lang", "fr")


def test_easy_french_is_one_link_away_and_so_is_the_way_back(page: Page, town: Town) -> None:
    town.will_answer("Oui.")
    page.goto(town.page)
    page.get_by_role("link", name="Français facile").first.click()
    page.get_by_label("Votre question").fill("Ouvert ?")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Réponse en 1,4 secondes")).to_be_visible()
    assert town.questions[0]["plain"] is True
    page.get_by_role("link", name="Français habituel").click()
    expect(page.get_by_role("button", name="Demander")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_number_reads_from_left_to_right_in_every_language(
    page: Page, town: Town, language: str
) -> None:
    page.goto(f"{town.page}?lang={language}")
    number = page.locator("a[href^='tel:']").first
    expect(number).to_have_text("04 00 55 12 30")
    assert number.evaluate("element => getComputedStyle(element).direction") == "ltr"


def test_the_languages_are_there_without_a_script(browser: Browser, town: Town) -> None:
    citizen = browser.new_context(java_script_enabled=False)
    page = citizen.new_page()
    page.goto(town.page)
    page.locator(".languages summary").click()
    page.get_by_role("link", name="Українська").click()
    expect(page.locator("html")).to_have_attribute("lang", "uk")
    expect(page.get_by_text("Поставте своє запитання.")).to_be_visible()
    citizen.close()


def test_a_keyboard_opens_the_languages(page: Page, town: Town) -> None:
    page.goto(town.page)
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Türkçe")).to_be_visible()


@pytest.mark.parametrize("query", ["?lang=ar", "?lang=uk", "?facile=1"])
def test_nothing_scrolls_sideways_on_a_phone_in_any_of_them(page: Page, town: Town, query: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(town.page + query)
    page.locator(".languages summary").click()
    too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(too_wide) == 0
    for touched in page.locator(".languages a, .languages summary").all():
        box = touched.bounding_box()
        assert box is not None
        assert box["height"] >= 44


@pytest.mark.parametrize("query", ["?lang=ar", "?facile=1"])
def test_axe_finds_no_serious_barrier_there(open_page: Page, town: Town, axe_script: str, query: str) -> None:
    open_page.goto(town.page + query)
    open_page.locator(".languages summary").click()
    assert barriers(open_page, axe_script) == []
