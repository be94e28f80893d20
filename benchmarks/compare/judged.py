"""Whether an answer is right, for all arms by the same rule: its words. No arm's own kinds count.

What only Parvis can be asked (the kind of its answer, a contradiction announced) is left out. That an answer
declines is seen by its kind where there is one, and by plain wording everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.compare.arms import FAULT
from benchmarks.folding import fold
from benchmarks.scoring import Outcome, cites, score
from inference.question import Kind

if TYPE_CHECKING:
    from typing import Any

    from benchmarks.arms import Timed
    from benchmarks.scoring import Question, Verdict

# Folded: no accent, plain signs. Of what a model says when it finds nothing, in the mixes' languages.
_DECLINES: Final = re.compile(
    "|".join(
        (
            r"\binconnu\b",
            r"\bj'ignore\b",
            r"\bje (?:ne|n'ai) (?:sais|connais|peux|trouve|dispose|suis pas en mesure|pas)\b",
            r"\bn(?:e |')(?:trouve|contien|precise|mentionne|fourni|perme|donne|figure|comporte|indique)\w* "
            r"(?:\w+ )?(?:pas|aucun)",
            r"\bn(?:e |')(?:est|sont|a|ont|y a) (?:\w+ )?(?:pas|aucune?) (?:\w+ ){0,3}"
            r"(?:mentionn|precis|indiqu|disponible|information|fourni|trouv|reponse|donnee|contexte)",
            r"\b(?:pas|aucune) (?:d'|de )?(?:\w+ )?(?:information|reponse|mention|donnee)",
            r"\bi (?:don't|do not|cannot|can't) (?:know|find|have)\b",
            r"\b(?:does not|doesn't|not) (?:contain|provide|mention)",
            r"\bno (?:information|se encuentra|lo se|tengo|hay informacion|dispongo)\b",
        )
    )
)


@dataclass(frozen=True, slots=True)
class Judged:
    """outcome: by words alone. sourced: right, and the source that must be cited is among its own."""

    outcome: Outcome
    sourced: bool
    why: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        return self.outcome is Outcome.RIGHT


def judged(question: Question, said: Timed) -> Judged:
    """What the answer is worth; a question that must be declined needs no source."""
    if said.kind == FAULT:
        return Judged(Outcome.FAULT, sourced=False, why=(said.text,))
    found = _by_words(question, said)
    right = found.outcome is Outcome.RIGHT
    cited = question.cite is None or any(cites(one, question.cite) for one in said.citations)
    return Judged(found.outcome, right and cited, found.why)


def declines(said: Timed) -> bool:
    """Whether it says that it does not know."""
    return said.kind in (Kind.DECLINED, Kind.SIGNPOSTED) or bool(_DECLINES.search(fold(said.text)))


def _by_words(question: Question, said: Timed) -> Verdict:
    """Who answers right and hedges is right; who only hedges has declined."""
    plain = question.model_copy(update={"kind": (), "conflict": False, "cite": None})
    told = score(plain, _answer(said, Kind.GENERATED))
    if told.outcome is Outcome.RIGHT or not declines(said):
        return told
    return score(plain, _answer(said, Kind.DECLINED))


def _answer(said: Timed, kind: Kind) -> dict[str, Any]:
    return {"answer": said.text, "kind": kind, "citations": [], "conflict": False, "seconds": said.seconds}
