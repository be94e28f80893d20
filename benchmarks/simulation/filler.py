"""Prompts without meaning, of about a chosen length: the engine's time is taken, its words are not."""

from __future__ import annotations

import random
from typing import Any, Final

from inference.prompt import estimated_tokens

_SYLLABLES: Final = ("ba", "co", "di", "fu", "ga", "lo", "mi", "nu", "pa", "ré", "sou", "ti", "va", "zé")


def lengthened(prompt: dict[str, Any], tokens: int) -> dict[str, Any]:
    """The same prompt after about so many more tokens of made-up words, the same each time."""
    first, *others = prompt["messages"]
    longer = {**first, "content": f"{_words(tokens, random.Random(1))}\n{first['content']}"}  # noqa: S311
    return {**prompt, "messages": [longer, *others]}


def made_up(tokens: int) -> dict[str, Any]:
    """A new prompt, which is answered by one token."""
    text = _words(tokens, random.Random())  # noqa: S311 - new words, no secret
    return {"messages": [{"role": "user", "content": text}], "max_tokens": 1}


def _words(tokens: int, chance: random.Random) -> str:
    words: list[str] = []
    while estimated_tokens(" ".join(words)) < tokens:
        words.append("".join(chance.choices(_SYLLABLES, k=3)))
    return " ".join(words)
