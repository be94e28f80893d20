"""What an answer claims is contained in what it cites, of the right thing. Knows no model and no database.

While a text streams, each sentence is held until it is whole and checked before it is shown.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from inference.evidence.words import plain_weights
from inference.figures import supported
from inference.guard.claims import asked_claims, claims, figures
from inference.guard.decision import Checked, GuardDecision, Unsupported, Verdict
from inference.guard.denial import cut_short, denied_otherwise
from inference.guard.rows import Rows
from inference.guard.sense import contradicted, unclear
from inference.guard.sentences import MARK, sentences_of, settled, unmarked
from inference.guard.sources import EMPTY_WORDS, Sources, flat, long_words
from inference.guard.subjects import Matters, subjects

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.evidence.carriers import Carrier
    from inference.evidence.words import Weights
    from inference.retrieval.asked import Term
    from ingest.shelf import StoredPassage

__all__ = ["Checked", "Guard", "GuardDecision", "Unsupported", "Verdict"]


class Guard:
    """Checks one answer to `question` against the passages given to the model, in their order.

    weights: the words of a text as they are indexed, each with how telling it is. day: the day asked about.
    known: names that need no passage: the commune's. language: of the answer; of another than French the
    names are not checked. decisions: what became of each sentence so far.
    """

    def __init__(
        self,
        passages: Sequence[StoredPassage],
        question: str = "",
        weights: Weights = plain_weights,
        day: date | None = None,
        known: str = "",
        language: str = "fr",
        terms: Sequence[Term] = (),
    ) -> None:
        self.decisions: list[GuardDecision] = []
        self._language, self._french = language, language == "fr"
        self._asked_words = long_words(question) | EMPTY_WORDS
        self._passages = tuple(passages)
        self._rows = Rows(passages, question, weights, day, terms)
        self._matters = Matters(passages, question)
        zones = {f"name {zone.casefold()}" for zone in self._matters.asked.zones}
        self._sources = Sources(passages, known, asked_claims(question) | zones)
        self._pending = ""
        self._opened = False  # whether a sentence of this try was shown

    def release(self, more: str) -> str:
        """The sentences that are whole now. Raises Unsupported at the first that no passage carries."""
        whole, self._pending = settled(self._pending + more, self._language)
        return "".join(self._permit(sentence) for sentence in whole)

    def finish(self) -> str:
        """The last sentence, at the end of the stream. Raises Unsupported."""
        rest, self._pending = self._pending, ""
        return "".join(self._permit(sentence) for sentence in sentences_of(rest, self._language))

    def restart(self) -> None:
        """Another try at the same answer begins; what was decided stays known."""
        self._pending = ""
        self._opened = False

    def answering(self) -> list[StoredPassage]:
        """The passages by their sentence or row that answers best, the best first."""
        return list({match.carrier.rank: match.carrier.passage for match in self._rows.ranked}.values())

    def stands(self, text: str) -> bool:
        """Whether a text is an answer by itself: carried by what it cites, and telling what is asked."""
        return isinstance(self._whole(text), Checked)

    def check(self, text: str) -> Checked:
        """The whole text against its citations. Raises Unsupported when they do not carry it."""
        found = self._whole(text)
        if isinstance(found, Checked):
            return found
        self.decisions.append(GuardDecision(text.strip(), Verdict.REFUSED, found, ""))
        raise Unsupported(found)

    def _whole(self, text: str) -> Checked | str:
        """The text as it is cited, or why it is no answer."""
        bare = unmarked(text).strip()
        decisions = [self.decide(sentence) for sentence in sentences_of(text, self._language)]
        if refused := next((decision for decision in decisions if not decision.passed), None):
            return refused.why
        marked = {int(number) - 1 for number in MARK.findall(text)}
        cited = self._sources.cited(bare, self._claims(bare), (d.passage_id for d in decisions), marked)
        if self._sources.lacking(self._claims(bare), cited) or not self._grounded(bare, cited):
            return "ungrounded"
        if not (self._informs(bare) and self._rows.answered(bare)):
            return "does not tell what is asked"
        return Checked(bare, tuple(self._passages[index] for index in cited))

    def _permit(self, sentence: str) -> str:
        decision = self.decide(sentence)
        if (
            decision.passed
            and self._french
            and not self._opened
            and self._rows.beside(self._carrier(sentence))
        ):
            decision = replace(decision, verdict=Verdict.REFUSED, why="beside the question")
        self.decisions.append(decision)
        if not decision.passed:
            raise Unsupported(decision.why)
        self._opened = True
        return unmarked(sentence)

    def decide(self, marked: str) -> GuardDecision:
        """What becomes of one sentence, that may have its marks: whether the passages carry it."""
        sentence = unmarked(marked)
        unit = self._carrier(sentence)
        copied = self._sources.copied(sentence)
        missing = self._sources.lacking(self._claims(sentence)) | self._zones_missing(sentence)
        why = f"nowhere: {', '.join(sorted(missing))}" if missing else self._misplaced(sentence)
        if not why and unit:
            why = self._strayed(sentence, unit, copied=copied)
        passed = Verdict.COPIED if copied else Verdict.SUPPORTED
        where = unit.passage.passage_id if unit else ""
        return GuardDecision(sentence.strip(), Verdict.REFUSED if why else passed, why, where)

    def _misplaced(self, sentence: str) -> str:
        return self._rows.misplaced(sentence, figures(sentence, self._language))

    def _strayed(self, sentence: str, unit: Carrier, *, copied: bool) -> str:
        """Why `sentence` is of another subject or sense than what carries it; empty when it is not."""
        if why := self._matters.other(subjects(sentence), unit.rank):
            return why
        if flat(sentence) == flat(unit.text) or (copied and not self._french):
            return ""
        answering = self._rows.answering(unit)
        why = contradicted(sentence, unit, answering, self._language)
        if not why and self._french:
            why = cut_short(sentence, unit) if copied else denied_otherwise(sentence, unit, answering)
        if why or self._french or self._rows.related or self._new(sentence):
            return why
        return unclear(sentence, self._language, [passage.text for passage in self._passages])

    def _new(self, sentence: str) -> set[str]:
        """The figures that the question did not tell."""
        return figures(sentence, self._language) - self._rows.asked.figures

    def _zones_missing(self, sentence: str) -> set[str]:
        return {f"zone {zone}" for zone in self._matters.unknown_zones(subjects(sentence))}

    def _claims(self, text: str) -> set[str]:
        return claims(text, self._language)

    def _carrier(self, sentence: str) -> Carrier | None:
        """The sentence or row that holds most of what `sentence` says anew, then of its subject and words."""
        told, words = figures(sentence, self._language), long_words(sentence)
        new, about = self._new(sentence), subjects(sentence)
        same = [self._matters.shared(about, rank) for rank in range(len(self._passages))]

        def carried(unit: Carrier, own: set[str], spoken: set[str]) -> tuple[int, float]:
            alike = len(words & spoken) + len(told & own) / 2
            return len(new & own), alike + 2 * same[unit.rank] + 2 * self._rows.score(unit)

        return max(self._units, key=lambda each: carried(*each), default=(None,))[0]

    @cached_property
    def _units(self) -> list[tuple[Carrier, set[str], set[str]]]:
        """Each sentence or row with its figures and its long words."""
        return [
            (unit, supported(f"{unit.lead} {unit.text}"), long_words(unit.whole)) for unit in self._rows.units
        ]

    def _grounded(self, bare: str, cited: Sequence[int]) -> bool:
        """An answer in another language shares no words with its passages, but it has some."""
        return self._sources.ground(bare, cited, self._asked_words) if self._french else bool(cited)

    def _informs(self, bare: str) -> bool:
        """Whether it says a word or a figure that the question did not: an echo proves nothing."""
        return bool(long_words(bare) - self._asked_words or self._new(bare))
