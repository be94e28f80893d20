"""The `generated` rung: passages → prompt → engine, each sentence checked before it is shown."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

from inference.evidence.orders import really_asked
from inference.evidence.words import plain_weights
from inference.guard import Checked, Guard, GuardDecision, Unsupported
from inference.prompt import messages, prompt_tokens, unknown

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence
    from datetime import date

    from inference.engine import Engine
    from inference.evidence.words import Weights
    from inference.prompt import Message
    from inference.retrieval.asked import Term
    from ingest.shelf import StoredPassage

_MAX_TOKENS = 160
_COPIED_TOKENS = 64
_COPIED_FROM = 1  # passages of the second try


class NotAnswered(Exception):
    """The model found no answer in the passages, or wrote what they do not support."""


class Draft:
    """One answer being written. Iterate `text()`, then read `checked`.

    passages: as the model reads them, cut where they are long; whole: the same as they are cited.
    weights: the words of a text as they are indexed. day: the day asked about. language: of the answer.
    plain: easy to read. known: names that need no passage: the commune's. admitted: whether a text that its
    passages support may be shown; None where that is enough.
    """

    def __init__(
        self,
        engine: Engine,
        passages: Sequence[StoredPassage],
        question: str,
        seconds: float,
        *,
        whole: Sequence[StoredPassage] = (),
        weights: Weights = plain_weights,
        day: date | None = None,
        language: str = "fr",
        plain: bool = False,
        known: str = "",
        terms: Sequence[Term] = (),
        admitted: Callable[[str], bool] | None = None,
    ) -> None:
        self._engine, self._admitted = engine, admitted
        self._question = really_asked(question)
        self._passages = tuple(passages)
        self._whole = {passage.passage_id: passage for passage in (*passages, *whole)}
        self._seconds = seconds
        self._day, self._language, self._plain = day, language, plain
        self._guard = Guard(passages, question, weights, day, known, language, terms)
        self._pace = _Pace()
        self._raw = self._shown = ""  # what this try wrote, what a citizen may have read
        self._checked: Checked | None = None
        self.prompt_tokens = 0

    @property
    def checked(self) -> Checked:
        """The whole answer; only once `text()` has ended."""
        if self._checked is None:
            raise RuntimeError("the draft is still being written")
        return self._checked

    @property
    def decisions(self) -> tuple[GuardDecision, ...]:
        """What became of each sentence so far, of both tries."""
        return tuple(self._guard.decisions)

    async def text(self) -> AsyncGenerator[str]:
        """What may be shown, as it comes; all of it up to any moment is an answer.

        Raises NotAnswered, TimeoutError after the time given, Fault when the engine is not there.
        """
        deadline = asyncio.get_running_loop().time() + self._seconds
        try:
            async with aclosing(self._tried(deadline)) as pieces:
                async for piece in pieces:
                    self._shown += piece
                    yield piece
            self._checked = self.shown()
        except Unsupported as unsupported:
            raise NotAnswered from unsupported

    def shown(self) -> Checked:
        """What was shown so far, which is an answer by itself. Raises Unsupported where nothing was."""
        checked = self._guard.check(self._shown)
        return replace(checked, cited=tuple(self._whole[p.passage_id] for p in checked.cited))

    async def _tried(self, deadline: float) -> AsyncGenerator[str]:
        """The first try; when nothing of it may be shown, a second one that copies, if there is time."""
        try:
            async for piece in _before(deadline, self._standing(self._prompt(), _MAX_TOKENS)):
                yield piece
        except (Unsupported, NotAnswered) as refused:
            if self._shown:
                return  # what was shown stands by itself
            if isinstance(refused, NotAnswered):
                raise
            copying = self._copying()
            if self._pace.expected(prompt_tokens(copying), _COPIED_TOKENS) > deadline - _now():
                raise
            async for piece in _before(deadline, self._standing(copying, _COPIED_TOKENS)):
                yield piece

    async def _standing(self, prompt: list[Message], most: int) -> AsyncGenerator[str]:
        """The pieces, each held until all that was written so far answers by itself; the rest is left out.

        Raises Unsupported when nothing does, NotAnswered when what does is not admitted.
        """
        text = told = ""
        async with aclosing(self._pieces(prompt, most)) as pieces:
            async for piece in pieces:
                text += piece
                if self._guard.stands(text) and (self._admitted is None or self._admitted(text)):
                    yield text[len(told) :]
                    told = text
        if not told:
            self._guard.check(text)
            raise NotAnswered

    def _prompt(self) -> list[Message]:
        return messages(
            self._passages, self._question, day=self._day, language=self._language, plain=self._plain
        )

    def _copying(self) -> list[Message]:
        """Only the passages that answer best, and only their words."""
        best = self._guard.answering()[:_COPIED_FROM]
        return messages(best, self._question, day=self._day, copying=True)

    async def _pieces(self, prompt: list[Message], most: int) -> AsyncGenerator[str]:
        self.prompt_tokens += prompt_tokens(prompt)
        self._pace.starts(prompt_tokens(prompt))
        self._guard.restart()
        self._raw = held = ""
        async with aclosing(self._engine.stream(prompt, most)) as deltas:
            async for delta in deltas:
                self._pace.wrote()
                self._raw += delta
                held += delta
                if unknown().startswith(held.strip()[: len(unknown())]):
                    continue  # it may be writing that it does not know
                if unknown() in self._raw:
                    raise NotAnswered
                if shown := self._guard.release(held):
                    yield shown
                held = ""
        if unknown() in self._raw or not self._raw.strip():
            raise NotAnswered
        if shown := self._guard.release(held) + self._guard.finish():
            yield shown


class _Pace:
    """How fast the engine goes now: seconds per prompt token and per written token, of the first try."""

    def __init__(self) -> None:
        self._started = self._first = self._last = 0.0
        self._prompt = self._written = 0

    def starts(self, tokens: int) -> None:
        self._started, self._prompt, self._written = _now(), tokens, 0

    def wrote(self) -> None:
        self._last = _now()
        self._written += 1
        if self._written == 1:
            self._first = self._last

    def expected(self, prompt: int, written: int) -> float:
        """Seconds for another prompt and answer of so many tokens, nothing of it cached."""
        reading = (self._first - self._started) / max(1, self._prompt)
        writing = (self._last - self._first) / max(1, self._written - 1)
        return prompt * reading + written * writing


async def _before(deadline: float, pieces: AsyncGenerator[str]) -> AsyncGenerator[str]:
    """The pieces that come in time. The clock runs while the engine writes, not while one reads."""
    async with aclosing(pieces):
        while (piece := await _next_before(deadline, pieces)) is not None:
            yield piece


async def _next_before(deadline: float, pieces: AsyncGenerator[str]) -> str | None:
    async with asyncio.timeout_at(deadline):
        return await anext(pieces, None)


def _now() -> float:
    return asyncio.get_running_loop().time()
