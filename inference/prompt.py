"""Passages become messages. Knows no database, no model and no network.

The order is the engine's prefix cache: what never changes first, then the passages in a canonical order, then
what varies with the citizen (date, language), the question last.
"""

from __future__ import annotations

import math
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

from inference.figures import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.shelf import StoredPassage

_CHARACTERS_PER_TOKEN = 3.0  # French administrative prose under the profiles' tokenizers (3.1), rounded down


class Message(TypedDict):
    """One chat message in the OpenAI form."""

    role: str
    content: str


def messages(
    passages: Sequence[StoredPassage],
    question: str,
    *,
    day: date | None = None,
    language: str = "fr",
    plain: bool = False,
    copying: bool = False,
) -> list[Message]:
    """The whole prompt. `passages` are numbered in the order given: see `canonical`.

    day: the day asked, told to the model only when the question leans on it (« demain »). language: of the
    answer. plain: easy to read. copying: only the sentence of the extract that answers, word for word.
    """
    words = _words()
    extracts = "\n\n".join(extract(number, passage) for number, passage in enumerate(passages, start=1))
    hints = [words["copying"]] if copying else []
    hints += [words["plain"]] if plain else []
    hints += [words["languages"][language]] if language in words["languages"] else []
    hints += [_today(day)] if day and _leans_on_today(question) else []
    asked = "\n".join([*hints, f"Question : {_unfenced(question)}"])
    user = f"<extraits>\n{extracts}\n</extraits>\n\n{asked}"
    return [Message(role="system", content=words["system"]), Message(role="user", content=user)]


def unknown() -> str:
    """What the model writes when the passages do not answer."""
    word: str = _words()["unknown"]
    return word


def canonical(passages: Sequence[StoredPassage]) -> list[StoredPassage]:
    """The one order in which these passages are always shown, whatever their ranks."""
    return sorted(passages, key=lambda passage: (passage.document_id, passage.ordinal))


def estimated_tokens(text: str) -> int:
    """An upper estimate, without a tokenizer."""
    return math.ceil(len(text) / _CHARACTERS_PER_TOKEN)


def prompt_tokens(prompt: Sequence[Message]) -> int:
    """An upper estimate of a whole prompt."""
    return sum(estimated_tokens(message["content"]) for message in prompt)


def extract(number: int, passage: StoredPassage) -> str:
    """One passage as the model reads it."""
    return f"[{number}] {_unfenced(passage.title)} – {_unfenced(passage.label)}\n{_unfenced(passage.text)}"


def _unfenced(text: str) -> str:
    """A document or a question cannot close the fence that marks it as data."""
    return text.replace("<", "‹").replace(">", "›")


def _leans_on_today(question: str) -> bool:
    return re.search(_words()["relative"], fold(question)) is not None


def _today(day: date) -> str:
    words = _words()
    told = f"{words['weekdays'][day.weekday()]} {day.day} {words['months'][day.month - 1]} {day.year}"
    today: str = words["today"].format(day=told)
    return today


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "prompt.toml").read_text(encoding="utf-8"))
