"""What a citizen sees when an answer is late, refused, cut or stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from .test_asking import ask
from .town import PHONE, Gate

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from .town import Town


def test_a_refusal_says_why_and_offers_to_try_again_when_it_may_help(page: Page, town: Town) -> None:
    detail = "Trop de questions en même temps. Réessayez dans un instant."
    town.refusal = {"status": 503, "title": "Occupé", "detail": detail, "code": "busy", "retry_after": 2}
    page.goto(town.page)
    ask(page, "La piscine est-elle ouverte ?")

    exchange = page.get_by_role("article")
    expect(exchange).to_contain_text(detail)
    expect(exchange.get_by_role("button", name="Réessayer dans 2 s")).to_be_disabled()
    town.refusal = None
    town.will_answer("Oui, jusqu’à 19 h.")
    exchange.get_by_role("button", name="Réessayer", exact=True).click()
    expect(exchange).to_contain_text("Oui, jusqu’à 19 h.")
    expect(page.get_by_role("article")).to_have_count(1)


def test_a_fault_in_the_stream_takes_away_what_was_not_checked(page: Page, town: Town) -> None:
    town.script = [
        ("text", {"text": "Le tarif est de 12"}),
        ("fault", {"code": "engine", "message": "Le moteur s’est arrêté. Appelez la mairie."}),
    ]
    page.goto(town.page)
    ask(page, "Combien coûte la cantine ?")

    exchange = page.get_by_role("article")
    expect(exchange).to_contain_text("Le moteur s’est arrêté.")
    expect(exchange).not_to_contain_text("12")
    expect(exchange.get_by_role("button", name="Réessayer")).to_be_enabled()


def test_a_stream_that_ends_without_an_answer_is_told(page: Page, town: Town) -> None:
    town.script = [("text", {"text": "Le tarif"})]
    page.goto(town.page)
    ask(page, "Combien coûte la cantine ?")
    expect(page.get_by_role("article")).to_contain_text("La réponse s’est interrompue.")


def test_a_server_that_does_not_answer_is_told(page: Page, town: Town) -> None:
    page.goto(town.page)
    page.route("**/questions", lambda route: route.abort())
    ask(page, "Combien coûte la cantine ?")
    expect(page.get_by_role("article")).to_contain_text("La connexion avec la mairie ne passe pas.")


def test_stopping_an_answer_hangs_up(page: Page, town: Town) -> None:
    town.script = [("text", {"text": "Le marché a lieu"}), Gate()]
    page.goto(town.page)
    ask(page, "Quand a lieu le marché ?")
    expect(page.get_by_role("article")).to_contain_text("Le marché a lieu")

    page.get_by_role("button", name="Arrêter").click()
    expect(page.get_by_role("article")).to_contain_text("Réponse arrêtée.")
    assert town.hung_up.wait(timeout=5), "the server was not told that the citizen left"
    expect(page.get_by_label("Votre question")).to_be_focused()
    expect(page.get_by_role("button", name="Demander")).to_be_visible()


def test_a_new_question_stops_the_one_before(page: Page, town: Town) -> None:
    town.script = [("text", {"text": "Le marché a lieu"}), Gate()]
    page.goto(town.page)
    ask(page, "Quand a lieu le marché ?")
    expect(page.get_by_role("article")).to_contain_text("Le marché a lieu")

    town.will_answer("À 9 h.")
    ask(page, "À quelle heure ouvre la mairie ?")
    expect(page.get_by_role("article").first).to_contain_text("À 9 h.")
    expect(page.get_by_role("article").last).to_contain_text("Réponse arrêtée.")
    assert town.hung_up.wait(timeout=5)


def test_a_late_answer_says_that_it_takes_longer(page: Page, town: Town) -> None:
    town.deadline_seconds = 0.3
    town.script = [Gate()]
    page.goto(town.page)
    ask(page, "Quand a lieu le marché ?")
    expect(page.get_by_role("article")).to_contain_text("Cela prend plus de temps que d’habitude.")


def test_without_a_script_the_page_gives_the_phone_number(browser: Browser, town: Town) -> None:
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(town.page)
    said = page.locator("noscript").evaluate("element => element.textContent")
    assert "Appelez la mairie au" in said
    assert PHONE in said
    assert page.locator("noscript").bounding_box(), "the sentence is not shown"
    expect(page.locator("form")).to_be_hidden()
    plain.close()
