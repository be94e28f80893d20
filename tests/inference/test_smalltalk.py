"""A courtesy is returned, an opinion is declined, and neither is looked for in the documents."""

from __future__ import annotations

import asyncio
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from inference.language import LANGUAGES
from inference.question import Kind
from inference.smalltalk import talked_of
from inference.wording import wording
from tests.inference.town import HOURS, Town, asked

if TYPE_CHECKING:
    from tests.fake_engine import FakeEngine

SAID = tomllib.loads(Path(__file__).with_name("smalltalk_said.toml").read_text(encoding="utf-8"))
SUBJECTS = ("greeting", "farewell", "thanks", "well", "who", "opinion")


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_talk_is_recognised_in_every_language(language: str, subject: str) -> None:
    said = SAID[language][subject]
    assert said
    assert {text: talked_of(text) for text in said} == dict.fromkeys(said, subject)
    assert [text for text in said if not talked_of(text, (language,))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_else_is_asked_is_no_talk(language: str) -> None:
    assert [text for text in SAID[language]["asked"] if talked_of(text)] == []


def test_nothing_is_nothing() -> None:
    assert [talked_of(text) for text in ("", "???", "🙏")] == [None] * 3


@pytest.mark.parametrize("text", ["Bonjour", "merci beaucoup", "tu es un robot ?", "Pour qui voter ?"])
def test_talk_sends_nobody_to_the_town_hall(town: Town, engine: FakeEngine, text: str) -> None:
    answer = town.ask(engine, text).answer
    assert (answer.kind, answer.handoff, answer.citations) == (Kind.DECLINED, None, ())
    assert answer.text == wording()["talk"][talked_of(text) or ""]
    assert engine.prompts == []


def test_a_greeting_with_a_question_is_that_question(town: Town, engine: FakeEngine) -> None:
    assert town.ask(engine, "Bonjour, la mairie est ouverte mardi ?").answer.kind is Kind.HOURS


def test_a_few_words_of_one_language_are_answered_in_it(town: Town, engine: FakeEngine) -> None:
    assert town.ask(engine, "Wer bist du?").answer.text == wording("de")["talk"]["who"]


def test_who_chose_a_language_keeps_it(town: Town, engine: FakeEngine) -> None:
    chosen = asked("Bonjour", language="uk")
    answer = asyncio.run(town.answered(engine, chosen))[0].answer
    assert answer.text == wording("uk")["talk"]["greeting"]


def test_easy_french_is_kept(town: Town, engine: FakeEngine) -> None:
    answer = asyncio.run(town.answered(engine, asked("qui es-tu ?", plain=True)))[0].answer
    assert answer.text == wording("fr", plain=True)["talk"]["who"] != wording()["talk"]["who"]


def test_a_question_after_a_thank_you_leans_on_the_one_before(town: Town, engine: FakeEngine) -> None:
    texts = (HOURS, "merci beaucoup", "et le dimanche ?")
    told = asyncio.run(town.answered(engine, *(asked(text, conversation_id="camille") for text in texts)))
    assert told[-1].answer.kind is Kind.HOURS
    remembered = asked(texts[-1], earlier=texts[:-1])
    assert asyncio.run(town.answered(engine, remembered))[0].answer.kind is Kind.HOURS
