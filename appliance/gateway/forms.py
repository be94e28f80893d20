"""What passes through the doors: the request and answer objects of the public contract."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from inference.question import Kind

if TYPE_CHECKING:
    from inference.question import Answer


class QuestionForm(BaseModel):
    """A citizen's question. The length is checked by the door, which says what to do about it.

    language: two letters; one that is not supported counts as none, and the words themselves tell.
    plain: answered in sentences that are easy to read, where the language has them.
    """

    model_config = ConfigDict(extra="forbid", strict=True)

    question: str
    conversation_id: Annotated[str, StringConstraints(max_length=64)] | None = None
    language: Annotated[str, StringConstraints(pattern="^[a-z]{2}$")] | None = None
    plain: bool = False
    at: Annotated[datetime, Field(strict=False)] | None = None


class CitationForm(BaseModel):
    """A passage that the answer rests on; `url` opens it in the original."""

    document_id: str
    title: str
    file: str
    locator: str
    passage: str
    url: str
    in_force_from: date | None
    in_force_until: date | None


class HandoffForm(BaseModel):
    """Who can answer instead, and when they are there."""

    service: str
    phone: str
    email: str
    opens: str


class AnswerForm(BaseModel):
    """The whole answer."""

    answer_id: str
    answer: str
    kind: Kind
    citations: list[CitationForm]
    conflict: bool
    follow_up: list[str]
    handoff: HandoffForm | None
    first_text_seconds: float
    seconds: float
    commune: str
    model: str
    index_version: int


class TracedAnswerForm(AnswerForm):
    """The answer with how it came about: only for measures, never shown to citizens."""

    trace: dict[str, Any]


def traced_form(answer: Answer) -> TracedAnswerForm:
    """The noun as the contract writes it, and its trace."""
    trace = asdict(answer.trace) if answer.trace else {}
    return TracedAnswerForm(trace=trace, **answer_form(answer).model_dump())


def answer_form(answer: Answer) -> AnswerForm:
    """The noun as the contract writes it."""
    fields: dict[str, Any] = asdict(replace(answer, trace=None))
    del fields["trace"]
    return AnswerForm(answer=fields.pop("text"), **fields)
