"""A citizen types a question and reads the answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from .town import Gate, answer, citation

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .town import Town

HEIGHT = "La hauteur ne dépasse pas **9 mètres** à l’égout du toit [1]."


def ask(page: Page, question: str) -> None:
    page.get_by_label("Votre question").fill(question)
    page.keyboard.press("Enter")


def test_a_typed_question_streams_an_answer_and_its_sources(page: Page, town: Town) -> None:
    gate = Gate()
    town.script = [
        ("status", {"stage": "retrieve", "sentence": "Je lis les documents…"}),
        gate,
        ("text", {"text": "La hauteur ne "}),
        later := Gate(),
        ("done", answer(HEIGHT)),
    ]
    page.goto(town.page)
    ask(page, "Quelle hauteur en zone UA ?")

    exchange = page.get_by_role("article")
    expect(exchange).to_contain_text("Je lis les documents…")
    gate.open()
    expect(exchange).to_contain_text("La hauteur ne")
    expect(exchange.locator(".source")).to_have_count(0)
    later.open()
    expect(exchange).to_contain_text("La hauteur ne dépasse pas 9 mètres à l’égout du toit 1.")
    expect(exchange.locator("strong")).to_have_text("9 mètres")
    expect(exchange).to_contain_text("Rédigé d’après les actes de la commune")
    expect(exchange).to_contain_text("Répondu en 1,4 s")
    source = exchange.get_by_role("listitem").filter(has_text="Règlement du plan local d’urbanisme")
    expect(source).to_contain_text("Zone UA › Article UA 10, p. 24")
    expect(source).to_contain_text("en vigueur depuis le 15 janvier 2024")


def test_an_answer_that_the_network_cuts_into_single_bytes_reads_the_same(page: Page, town: Town) -> None:
    town.byte_by_byte = True
    town.will_answer("Fermé à Noël : 3,50 € à l’été.", citations=[])
    page.goto(town.page)
    ask(page, "Ouvert à Noël ?")
    expect(page.get_by_role("article").locator(".words")).to_have_text("Fermé à Noël : 3,50 € à l’été.")


def test_the_question_and_its_conversation_reach_the_server(page: Page, town: Town) -> None:
    town.will_answer("Oui.")
    page.goto(town.page)
    for asked, question in enumerate(("Ouvert samedi ?", "Et dimanche ?"), start=1):
        ask(page, question)
        expect(page.get_by_role("heading", name=question)).to_be_visible()
        expect(page.get_by_text("Répondu en")).to_have_count(asked)

    first, second = town.questions
    assert first["question"] == "Ouvert samedi ?"
    assert re.fullmatch("[0-9a-f]{32}", first["conversation_id"])
    assert second["conversation_id"] == first["conversation_id"]


def test_a_source_opens_the_document_at_its_passage(page: Page, town: Town) -> None:
    town.will_answer(HEIGHT)
    page.goto(town.page)
    ask(page, "Quelle hauteur ?")

    with page.expect_popup() as opened:
        page.get_by_role("link", name="Ouvrir à la page 24").click()
    document = opened.value
    assert document.url == f"{town.address}/valombre/documents/plu#passage-7"
    expect(document.locator("#passage-7")).to_be_in_viewport()


def test_a_mark_in_the_text_leads_to_the_card_of_its_source(page: Page, town: Town) -> None:
    town.will_answer("Oui [1, 2], mais [7] n’existe pas.", citations=[citation(), citation(title="Arrêté")])
    page.goto(town.page)
    ask(page, "Puis-je ?")

    page.get_by_role("link", name="Source 2 : Arrêté").click()
    expect(page.locator(".source:target")).to_contain_text("Arrêté")
    expect(page.get_by_role("article")).to_contain_text("mais [7] n’existe pas.")


def test_the_passage_is_folded_until_it_is_asked_for(page: Page, town: Town) -> None:
    town.will_answer(HEIGHT)
    page.goto(town.page)
    ask(page, "Quelle hauteur ?")

    passage = page.get_by_text("ne peut excéder 9 mètres")
    expect(passage).to_be_hidden()
    page.get_by_text("Lire le passage").click()
    expect(passage).to_be_visible()


def test_an_example_and_a_follow_up_ask_themselves(page: Page, town: Town) -> None:
    town.will_answer("De 9 h à 12 h.", follow_up=["Et le lundi de Pâques ?"])
    page.goto(town.page)
    page.get_by_role("button", name="La mairie est-elle ouverte samedi ?").click()
    page.get_by_role("button", name="Et le lundi de Pâques ?").click()

    newest = page.get_by_role("article").first
    expect(newest.get_by_role("heading", name="Et le lundi de Pâques ?")).to_be_focused()
    expect(page.get_by_role("article")).to_have_count(2)


def test_a_replace_takes_back_what_was_streamed(page: Page, town: Town) -> None:
    gate = Gate()
    town.script = [
        ("text", {"text": "Le tarif est de 12 euros."}),
        gate,
        ("replace", {"text": "Le tarif est de 3,50 euros [1]."}),
        later := Gate(),
        ("done", answer("Le tarif est de 3,50 euros [1].")),
    ]
    page.goto(town.page)
    ask(page, "Combien coûte la cantine ?")

    exchange = page.get_by_role("article")
    expect(exchange).to_contain_text("12 euros")
    gate.open()
    expect(exchange).to_contain_text("Je corrige ma réponse…")
    expect(exchange).to_contain_text("3,50 euros")
    expect(exchange).not_to_contain_text("12 euros")
    later.open()
    expect(exchange).not_to_contain_text("Je corrige ma réponse…")


def test_a_courtesy_is_not_called_ignorance(page: Page, town: Town) -> None:
    town.will_answer("Bonjour ! Que puis-je chercher ?", kind="declined", citations=[], handoff=None)
    page.goto(town.page)
    ask(page, "Bonjour")

    exchange = page.get_by_role("article")
    expect(exchange).to_contain_text("Que puis-je chercher ?")
    expect(exchange).not_to_contain_text("Je ne sais pas")


def test_a_declined_answer_shows_whom_to_call(page: Page, town: Town) -> None:
    handoff = {
        "service": "Service urbanisme",
        "phone": "04 00 55 12 34",
        "email": "urbanisme@valombre.example",
        "opens": "Lundi, de 9 h à 12 h",
    }
    town.will_answer("Aucun acte n’en parle.", kind="declined", citations=[], handoff=handoff)
    page.goto(town.page)
    ask(page, "Puis-je avoir des ruches ?")

    exchange = page.get_by_role("article")
    expect(exchange).to_contain_text("Je ne sais pas")
    expect(exchange).to_contain_text("Service urbanisme")
    expect(exchange).to_contain_text("Lundi, de 9 h à 12 h")
    phone = exchange.get_by_role("link", name="04 00 55 12 34")
    expect(phone).to_have_attribute("href", "tel:0400551234")


def test_a_conflict_between_two_acts_is_said(page: Page, town: Town) -> None:
    town.will_answer("9 mètres [1] ou 12 mètres [2].", conflict=True, citations=[citation(), citation()])
    page.goto(town.page)
    ask(page, "Quelle hauteur ?")
    expect(page.get_by_role("article")).to_contain_text("Deux documents en vigueur se contredisent.")


def test_an_act_that_holds_no_more_or_not_yet_says_so(page: Page, town: Town) -> None:
    past = citation(in_force_from="2019-01-28", in_force_until="2024-01-14")
    future = citation(in_force_from="2999-03-01")
    town.will_answer("Voir [1] et [2].", citations=[past, future])
    page.goto(town.page)
    ask(page, "Quelle hauteur ?")
    expect(page.locator(".validity").first).to_have_text("a cessé d’être en vigueur après le 14 janvier 2024")
    expect(page.locator(".validity").last).to_have_text("en vigueur à partir du 1er mars 2999")


def test_the_counter_tells_how_long_the_question_is(page: Page, town: Town) -> None:
    page.goto(town.page)
    page.get_by_label("Votre question").fill("a" * 600)
    expect(page.get_by_text("500 / 500")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Votre question atteint 500 caractères")


def test_an_empty_question_is_not_sent(page: Page, town: Town) -> None:
    page.goto(town.page)
    page.get_by_role("button", name="Demander").click()
    expect(page.get_by_text("Écrivez d’abord votre question.").first).to_be_visible()
    assert town.questions == []


def test_while_the_engine_starts_the_page_says_what_already_works(page: Page, town: Town) -> None:
    town.engine_ready = False
    page.goto(town.page)
    expect(page.get_by_text("L’assistant finit de se préparer.")).to_be_visible()
