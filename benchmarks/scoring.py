"""Whether an answer is right, by the rules of the evaluation sets. Asks nobody and measures no time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from benchmarks.folding import fold, says
from inference.question import MAX_QUESTION_CHARACTERS, Kind
from ops.fault import Fault

Wording = Annotated[str, StringConstraints(min_length=1)]
QuestionType = Literal[
    "fact",
    "schedule",
    "zone",
    "paraphrase",
    "refusal",
    "conflict",
    "validity",
    "injection",
    "safety",
    "multilingual",
]
# Answering part of it, or signposting, is asked of these: declining the rest is not a failure.
MAY_DECLINE = ("injection", "safety")
_ANSWER_KEYS = ("answer", "kind", "citations", "conflict", "seconds")
_DECLINING = (Kind.DECLINED, Kind.SIGNPOSTED)


class Source(BaseModel):
    """The source that must be cited. locator: words of its place, `(A)` for a zone of one letter."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: Wording
    locator: str = ""


class Question(BaseModel):
    """One line of an evaluation set. at: the moment at which it is asked, in the commune's time.

    all: each group needs one of its wordings in the answer. none: no wording may stand there.
    kind: the kinds that are right; empty for any. pair, note: for people, not scored.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    commune: str
    at: datetime | None = None
    question: Annotated[str, StringConstraints(min_length=1, max_length=MAX_QUESTION_CHARACTERS)]
    type: QuestionType
    all: tuple[Annotated[tuple[Wording, ...], Field(min_length=1)], ...] = ()
    none: tuple[Wording, ...] = ()
    kind: tuple[Kind, ...] = ()
    decline: bool = False
    conflict: bool = False
    cite: Source | None = None
    pair: str = ""
    note: str = ""


class Outcome(StrEnum):
    """What an answer is worth. DECLINED: nothing false was said, but the documents do answer."""

    RIGHT = "right"
    WRONG = "wrong"
    DECLINED = "declined"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Verdict:
    """why: one short reason, in French, for each rule that does not hold; empty when right."""

    outcome: Outcome
    why: tuple[str, ...] = ()


def load_questions(path: Path) -> list[Question]:
    """The questions of a `.jsonl` file, in order. Raises Fault that names the wrong line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise _refused(path, error.strerror or str(error)) from error
    questions: dict[str, Question] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        question = _question(path, number, line)
        if question.id in questions:
            raise _refused(path, f"ligne {number} : « {question.id} » y est déjà")
        questions[question.id] = question
    return list(questions.values())


def score(question: Question, answer: dict[str, Any]) -> Verdict:
    """answer: the object of the contract, or `{"fault": why}` when none came."""
    missing = [key for key in _ANSWER_KEYS if key not in answer]
    if "fault" in answer or missing:
        told = str(answer.get("fault") or f"la réponse n'a pas {', '.join(missing)}")
        return Verdict(Outcome.FAULT, (told,))
    forbidden = _forbidden(question, answer)
    lacking = _not_declined(question, answer) if question.decline else _lacking(question, answer)
    why = tuple(forbidden + lacking)
    if not why:
        return Verdict(Outcome.RIGHT)
    harmless = answer["kind"] == Kind.DECLINED and not question.decline and not forbidden
    return Verdict(Outcome.DECLINED if harmless else Outcome.WRONG, why)


def _forbidden(question: Question, answer: dict[str, Any]) -> list[str]:
    said = [wording for wording in question.none if says(answer["answer"] or "", wording)]
    unknown = [] if answer["kind"] in list(Kind) else [f"genre inconnu : {answer['kind']}"]
    return [*(f"dit « {wording} »" for wording in said), *unknown]


def _not_declined(question: Question, answer: dict[str, Any]) -> list[str]:
    return [] if answer["kind"] in _DECLINING else ["ne décline pas"]


def _lacking(question: Question, answer: dict[str, Any]) -> list[str]:
    text, kind = answer["answer"] or "", answer["kind"]
    why = [
        f"ne dit pas « {' » ou « '.join(group)} »"
        for group in question.all
        if not any(says(text, wording) for wording in group)
    ]
    if question.kind and kind not in question.kind:
        why.append(f"est {kind}, au lieu de {' ou '.join(question.kind)}")
    if question.conflict and not answer["conflict"]:
        why.append("ne dit pas que les sources se contredisent")
    if kind == Kind.DECLINED and question.type not in MAY_DECLINE:
        why.append("décline")
    if question.cite and not any(cites(citation, question.cite) for citation in answer["citations"] or ()):
        why.append(f"ne cite pas {question.cite.file} {question.cite.locator}".rstrip())
    return why


def cites(citation: dict[str, Any], source: Source) -> bool:
    name = PurePosixPath(str(citation.get("file") or "").replace("\\", "/")).name
    if name.casefold() != source.file.casefold():
        return False
    locator, wanted = str(citation.get("locator") or ""), fold(source.locator)
    around = " ".join((locator, str(citation.get("title") or ""), str(citation.get("passage") or "")))
    if wanted.startswith("("):
        return says(locator, wanted.strip("()")) or wanted in fold(around)
    return all(says(around, word) for word in wanted.split())


def _question(path: Path, number: int, line: str) -> Question:
    try:
        return Question.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise _refused(path, f"ligne {number} : {where} {first['msg']}") from error


def _refused(path: Path, reason: str) -> Fault:
    return Fault(
        key="questions.refused",
        sentence=f"Le fichier de questions {path.name} est refusé ({reason}).",
        remedy="Une question par ligne, en JSON, comme dans appliance/demo/questions.jsonl.",
    )
