"""Which questions the gate puts: a file's, the sample commune's, or what every commune is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from appliance.demo import QUESTIONS
from benchmarks.figures import figures
from benchmarks.scoring import Question, Source, load_questions
from inference.question import Kind
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from benchmarks.asking import Asked
    from benchmarks.gate.rounds import Asks

MOST: Final = 24
_USUAL: Final = (
    "Quels sont les horaires de la mairie ?",
    "Comment joindre la mairie ?",
    "Comment obtenir un acte de naissance ?",
    "Quelles sont les règles pour les chiens ?",
    "Que dit le règlement sur les clôtures ?",
    "Quel est le tarif de la cantine ?",
)
_FROM_DOCUMENTS: Final = (Kind.GENERATED, Kind.QUOTED, Kind.CACHED)
_PHONE: Final = re.compile(r"0\d{9}")


def chosen(served: Sequence[str], file: Path | None, asker: Asks, at: datetime) -> list[Question]:
    """At most `MOST`, of communes that are served, of every type in turn. Raises Fault when there is none."""
    known = [question for question in load_questions(file or QUESTIONS) if question.commune in served]
    found = _in_turn(known) if known or file else _usual(served, asker, at)
    if not found:
        raise Fault(
            key="bench.no_commune",
            sentence="Aucune commune de ces questions n'est servie ici.",
            remedy="Donnez un autre fichier avec --set, ou ajoutez une commune.",
        )
    return found


def _in_turn(questions: Sequence[Question]) -> list[Question]:
    """One of each type, then a second of each, and so on."""
    by_type: dict[str, list[Question]] = {}
    for question in questions:
        by_type.setdefault(question.type, []).append(question)
    longest = max(map(len, by_type.values()), default=0)
    turns = [group[turn] for turn in range(longest) for group in by_type.values() if turn < len(group)]
    return turns[:MOST]


def _usual(served: Sequence[str], asker: Asks, at: datetime) -> list[Question]:
    """What every commune is asked; what it answers now is right from now on."""
    asked = [(text, slug) for text in _USUAL for slug in served][:MOST]
    plain = [
        Question(id=f"{slug}-{_USUAL.index(text)}", commune=slug, at=at, question=text, type="fact")
        for text, slug in asked
    ]
    return [learnt for question in plain if (learnt := _learnt(question, asker.ask(question)))]


def _learnt(question: Question, asked: Asked) -> Question | None:
    """The question, whose right answer is of this kind and from this file; None when none came.

    What is computed says the same figures at the same moment for ever; another passage may be quoted as well.
    """
    if "fault" in asked.answer:
        return None
    kind, citations = Kind(asked.answer["kind"]), asked.answer["citations"]
    if kind is Kind.DECLINED:
        return question.model_copy(update={"decline": True, "type": "refusal"})
    source = Source(file=citations[0]["file"]) if citations else None
    if kind in _FROM_DOCUMENTS:
        return question.model_copy(update={"kind": _FROM_DOCUMENTS, "cite": source})
    said = tuple((_written(figure),) for figure in figures(asked.answer["answer"]))
    return question.model_copy(update={"kind": (kind,), "cite": source, "all": said})


def _written(figure: str) -> str:
    """A phone number in pairs, as answers have it."""
    return " ".join(re.findall("..", figure)) if _PHONE.fullmatch(figure) else figure
