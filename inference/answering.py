"""How an answer is put together: its clock, its citations, its trace. Decides nothing."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from inference.question import Answer, Citation, Handoff, Kind
from inference.tracing import Tracing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inference.question import Question
    from ingest.shelf import StoredPassage

_PAGED = "application/pdf"


class Answering(Tracing):
    """One question being answered, since its arrival. index_version: of what was known then."""

    def __init__(self, question: Question, model: str, index_version: int = 0) -> None:
        super().__init__()
        self._first_text: float | None = None
        self._question = question
        self._model = model
        self.index_version = index_version

    def text_shown(self) -> None:
        """The citizen sees something of the answer from now on."""
        if self._first_text is None:
            self._first_text = self.seconds()

    def timed(self, answer: Answer) -> Answer:
        """An answer made for several, as this citizen's own: their seconds, their identifier."""
        first, seconds = round(self._first_text or 0.0, 4), round(self.seconds(), 4)
        return replace(answer, answer_id=_identifier(), first_text_seconds=first, seconds=seconds)

    def answer(
        self,
        kind: Kind,
        text: str,
        cited: Sequence[StoredPassage] = (),
        handoff: Handoff | None = None,
        conflict: bool = False,
    ) -> Answer:
        """The whole answer. The model is named only where it wrote."""
        self.text_shown()
        return Answer(
            answer_id=_identifier(),
            text=text,
            kind=kind,
            commune=self._question.commune,
            citations=tuple(cite(passage, self._question.commune) for passage in cited),
            conflict=conflict,
            handoff=handoff,
            first_text_seconds=round(self._first_text or 0.0, 4),
            seconds=round(self.seconds(), 4),
            model=self._model if kind is Kind.GENERATED else "",
            index_version=self.index_version,
            trace=self.trace(),
        )


def _identifier() -> str:
    return uuid.uuid4().hex


def cite(passage: StoredPassage, commune: str) -> Citation:
    """The passage as a source: its address opens the original at the page, or the text at the passage."""
    document = f"/{commune}/documents/{passage.document_id}"
    at_page = passage.media_type == _PAGED and passage.page is not None
    return Citation(
        document_id=passage.document_id,
        title=passage.title,
        file=passage.file,
        locator=passage.label,
        passage=passage.text,
        url=f"{document}/original#page={passage.page}"
        if at_page
        else f"{document}#passage-{passage.ordinal}",
        in_force_from=passage.validity.in_force_from,
        in_force_until=passage.validity.in_force_until,
    )
