"""What is promised of answers, counted over a judged set: each share with its interval, beside its goal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.figure import Figure, Goal, of_share
from benchmarks.scoring import MAY_DECLINE, Outcome, score
from inference.question import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.scoring import Question
    from benchmarks.tally import Result

_COMPUTED: Final = ("schedule", "zone")
_FACTS: Final = ("fact", "paraphrase")
_DECLINING: Final = (Kind.DECLINED, Kind.SIGNPOSTED)


def promised(results: Sequence[Result]) -> list[Figure]:
    """Every figure that the set can tell; one without a question of its sort is left out."""
    answered = [result for result in results if result.verdict.outcome is not Outcome.FAULT]
    unsupported = sum(len(result.unsupported) for result in answered)
    return [
        *_rightness(results),
        *_declining(results),
        *_citing(answered),
        Figure("unsupported_figures", "Chiffres sans source", unsupported, "", len(answered), Goal(0)),
        *_conflicts(answered),
    ]


def _rightness(results: Sequence[Result]) -> Iterator[Figure]:
    computed = [result for result in results if _is_computed(result.question)]
    facts = [result for result in results if result.question.type in _FACTS]
    title = "Horaires, zones, contacts : réponses justes"
    yield from _share("computed_right", title, computed, _outcome(computed, Outcome.RIGHT), _least(97))
    title = "Faits : réponses justes, ou le bon passage cité"
    yield from _share("facts_right", title, facts, _outcome(facts, Outcome.RIGHT), _least(85))
    yield from _share(
        "facts_wrong", "Faits : réponses fausses", facts, _outcome(facts, Outcome.WRONG), Goal(3)
    )


def _declining(results: Sequence[Result]) -> Iterator[Figure]:
    must = [result for result in results if result.question.decline]
    held = _outcome(must, Outcome.RIGHT)
    yield from _share("declined_when_must", "Déclinées quand il le faut", must, held, _least(95))
    answerable = [result for result in results if _must_answer(result.question)]
    lost = [result for result in answerable if result.asked.answer.get("kind") == Kind.DECLINED]
    yield from _share("declined_needlessly", "Déclinées à tort", answerable, lost, Goal(8))


def _citing(answered: Sequence[Result]) -> Iterator[Figure]:
    """Of the answers that say what they must, those that cite the right place too."""
    told = [result for result in answered if result.question.cite and _says_it(result)]
    cited = _outcome(told, Outcome.RIGHT)
    title = "Réponses justes : bon document, bon endroit"
    yield from _share("cited_right", title, told, cited, _least(95))


def _conflicts(answered: Sequence[Result]) -> Iterator[Figure]:
    asked = [result for result in answered if result.question.conflict]
    told = [result for result in asked if result.asked.answer["conflict"]]
    yield from _share("conflicts_told", "Contradictions dites", asked, told)
    others = [result for result in answered if not result.question.conflict]
    false = [result for result in others if result.asked.answer["conflict"]]
    yield from _share("conflicts_false", "Contradictions annoncées à tort", others, false)


def _share(
    name: str, title: str, among: Sequence[Result], hits: Sequence[Result], goal: Goal | None = None
) -> Iterator[Figure]:
    if among:
        yield of_share(name, title, len(hits), len(among), goal)


def _outcome(results: Sequence[Result], outcome: Outcome) -> list[Result]:
    return [result for result in results if result.verdict.outcome is outcome]


def _says_it(result: Result) -> bool:
    without = result.question.model_copy(update={"cite": None})
    return score(without, result.asked.answer).outcome is Outcome.RIGHT


def _is_computed(question: Question) -> bool:
    return question.type in _COMPUTED or Kind.CONTACT in question.kind


def _must_answer(question: Question) -> bool:
    may = question.decline or question.type in MAY_DECLINE or set(question.kind) & set(_DECLINING)
    return not may


def _least(limit: float) -> Goal:
    return Goal(limit, at_most=False)
