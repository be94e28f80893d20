"""A citation opens the original at its page, or the text at its passage."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from inference.answering import Answering, cite
from inference.question import Kind
from ingest.facts import Validity
from tests.inference.town import Town, asked
from tests.inference.written import passage


def test_a_pdf_opens_at_its_page(town: Town) -> None:
    found = town.retrieval.search("Prix du repas pris par un adulte", date(2026, 11, 24), 1).passages[0]
    citation = cite(found, "valbrume")
    assert citation.url == f"/valbrume/documents/{found.document_id}/original#page=1"
    assert citation.locator.endswith("p. 1")
    assert "6,40 €" in citation.passage


def test_any_other_format_opens_at_the_passage() -> None:
    assert cite(passage("Texte", number=3), "valbrume").url == "/valbrume/documents/d3#passage-3"


def test_the_dates_of_the_act_are_shown() -> None:
    dated = replace(passage("Texte"), validity=Validity(date(2019, 1, 28), date(2025, 5, 22)))
    citation = cite(dated, "valbrume")
    assert (citation.in_force_from, citation.in_force_until) == (date(2019, 1, 28), date(2025, 5, 22))


def test_the_first_text_is_timed_once() -> None:
    answering = Answering(asked("Bonjour ?"), "a model", 7)
    answering.text_shown()
    answer = answering.answer(Kind.GENERATED, "Bonjour.", [passage("Bonjour")])
    assert answer.first_text_seconds <= answer.seconds
    assert answer.index_version == 7


def test_the_model_is_named_only_where_it_wrote() -> None:
    answering = Answering(asked("Bonjour ?"), "a model", 1)
    assert answering.answer(Kind.GENERATED, "Bonjour.").model == "a model"
    assert answering.answer(Kind.QUOTED, "Bonjour.").model == ""
