"""Citizens are answered in their own language, whether they say which or just write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.gateway.conftest import Gateway

TUESDAY = "2026-11-24T10:00"
OPEN = "La mairie est-elle ouverte ?"


def said(gateway: Gateway, text: str, **more: Any) -> str:
    response = gateway.ask(text, at=TUESDAY, **more)
    assert response.status_code == 200, response.text
    return str(response.json()["answer"])


def test_ann_writes_english_and_is_answered_in_english(gateway: Gateway) -> None:
    assert said(gateway, "Is the town hall open now?").startswith(
        "Yes, the town hall of Valbrume-sur-Oisette is open"
    )


def test_olena_chose_ukrainian_and_copies_french_words(gateway: Gateway) -> None:
    assert said(gateway, OPEN, language="uk").startswith("Так, зараз відчинено, до 12:00")


def test_a_language_that_is_not_served_is_as_none(gateway: Gateway) -> None:
    assert said(gateway, OPEN, language="nl") == said(gateway, OPEN)


def test_easy_french_says_one_thing_a_line(gateway: Gateway) -> None:
    lines = said(gateway, OPEN, plain=True).split("\n")
    assert lines[:2] == ["Oui.", "La mairie de Valbrume-sur-Oisette est ouverte maintenant."]


@pytest.mark.parametrize("plain", ["oui", 1, None])
def test_plain_is_true_or_false(gateway: Gateway, plain: object) -> None:
    assert gateway.ask(OPEN, plain=plain).status_code == 422
