"""A source opens its document: the text at the passage, and the original at the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.sync_api import expect

from appliance.portal.originals import safe_file_name

from .town import HOSTILE_HTML, PDF

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .town import Town


def test_the_passage_that_is_pointed_at_is_highlighted(page: Page, town: Town) -> None:
    page.goto(f"{town.page}documents/plu#passage-7")
    targeted, other = page.locator("#passage-7"), page.locator("#passage-8")
    expect(targeted).to_be_in_viewport()
    background = "element => getComputedStyle(element).backgroundColor"
    assert targeted.evaluate(background) != other.evaluate(background)
    expect(page.get_by_text("En vigueur depuis le 15 janvier 2024")).to_have_count(1)
    expect(other).to_contain_text("<b>Aspect</b> extérieur.")


def test_the_button_opens_the_original_at_the_page_of_the_anchor(page: Page, town: Town) -> None:
    page.goto(f"{town.page}documents/plu")
    original = page.locator("#original")
    expect(original).to_have_text("Ouvrir l’original")
    page.goto(f"{town.page}documents/plu#passage-7")
    expect(original).to_have_text("Ouvrir l’original à la page 24")
    page.get_by_role("link", name="Page 25").click()
    expect(original).to_have_text("Ouvrir l’original à la page 25")
    expect(original).to_have_attribute("href", "/valombre/documents/plu/original#page=25")


def test_a_document_opened_at_its_passage_follows_it_from_the_start(page: Page, town: Town) -> None:
    page.goto(f"{town.page}documents/plu#passage-8")
    expect(page.locator("#original")).to_have_text("Ouvrir l’original à la page 25")


def test_a_pdf_is_shown_and_never_guessed_to_be_something_else(town: Town) -> None:
    original = httpx.get(f"{town.page}documents/plu/original")
    assert original.content == PDF
    assert original.headers["content-type"] == "application/pdf"
    assert original.headers["x-content-type-options"] == "nosniff"
    disposition = original.headers["content-disposition"]
    assert disposition.startswith("inline")
    assert "\n" not in disposition
    assert "regle%22ment%20%C3%A9t%C3%A9.pdf" in disposition


def test_a_part_of_a_pdf_can_be_asked_for(town: Town) -> None:
    part = httpx.get(f"{town.page}documents/plu/original", headers={"Range": "bytes=0-4"})
    assert (part.status_code, part.content) == (206, b"%PDF-")


def test_html_from_outside_is_downloaded_and_never_rendered(page: Page, town: Town) -> None:
    original = httpx.get(f"{town.page}documents/invitation/original")
    assert original.content == HOSTILE_HTML
    assert original.headers["content-disposition"] == 'attachment; filename="invitation.html"'
    assert original.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in original.headers["content-security-policy"]

    page.goto(f"{town.page}documents/invitation")
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger l’original").click()
    assert download.value.suggested_filename == "invitation.html"


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/nulle-part/", "Cette page n’existe pas"),
        ("/nulle-part/documents/plu", "Cette page n’existe pas"),
        ("/valombre/documents/inconnu", "Ce document n’est plus ici"),
        ("/valombre/documents/inconnu/original", "Ce document n’est plus ici"),
        ("/valombre/documents/lost/original", "Le fichier d’origine manque"),
        ("/static/portal/0/nothing.js", "Cette page n’existe pas"),
    ],
)
def test_what_does_not_exist_says_so_in_french(town: Town, path: str, sentence: str) -> None:
    missing = httpx.get(town.address + path)
    assert missing.status_code == 404
    assert sentence in missing.text
    assert 'lang="fr"' in missing.text


@pytest.mark.parametrize("path", ["/valombre/", "/valombre/documents/plu", "/nulle-part/"])
def test_every_page_forbids_what_is_inline_or_from_elsewhere(town: Town, path: str) -> None:
    headers = httpx.get(town.address + path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_styles_and_scripts_are_kept_under_the_name_of_their_content(page: Page, town: Town) -> None:
    page.goto(town.page)
    style = page.locator("link[rel=stylesheet]").get_attribute("href") or ""
    kept = httpx.get(town.address + style)
    assert "immutable" in kept.headers["cache-control"]
    assert kept.headers["content-type"] == "text/css; charset=utf-8"

    outdated = httpx.get(f"{town.address}/static/portal/older/portal.css")
    assert outdated.headers["cache-control"] == "no-cache"
    again = httpx.get(outdated.url, headers={"If-None-Match": outdated.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("reglement.pdf", "reglement.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\actes\\arrete.docx", "arrete.docx"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("facture\u202efdp.exe", "facturefdp.exe"),
        ("..", "document"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_file_name_carries_no_folder_and_no_trick(given: str, safe: str) -> None:
    assert safe_file_name(given) == safe
