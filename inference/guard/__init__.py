"""What an answer claims is contained in what it cites, of the right thing. Knows no model and no database.

While a text streams, each sentence is held until it is whole and checked before it is shown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from inference.evidence.words import plain_weights
from inference.figures import stated
from inference.guard.claims import claims, held
from inference.guard.decision import Checked, GuardDecision, Unsupported, Verdict
from inference.guard.rows import Rows
from inference.guard.sense import contradicted
from inference.guard.sentences import MARK, sentences_of, settled, unmarked
from inference.guard.sources import Sources, flat, long_words
from ingest.folding import STOPWORDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.evidence.carriers import Carrier
    from inference.evidence.words import Weights
    from inference.retrieval.asked import Term
    from ingest.shelf import StoredPassage

__all__ = ["Checked", "Guard", "GuardDecision", "Unsupported", "Verdict"]

_EMPTY_WORDS = long_words(" ".join(STOPWORDS))


class Guard:
    """Checks one answer to `question` against the passages given to the model, in their order.

    weights: the words of a text as they are indexed, each with how telling it is. day: the day asked about.
    known: names that need no passage: the commune's. language: of the answer; of another than French only the
    figures are checked. decisions: what became of each sentence so far.
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
        self._french = language == "fr"
        self._asked_words = long_words(question) | _EMPTY_WORDS
        self._passages = tuple(passages)
        self._rows = Rows(passages, question, weights, day, terms)
        self._sources = Sources(passages, known)
        self._pending = ""
        self._opened = False  # whether a sentence of this try was shown

    def release(self, more: str) -> str:
        """The sentences that are whole now. Raises Unsupported at the first that no passage carries."""
        whole, self._pending = settled(self._pending + more)
        return "".join(self._permit(sentence) for sentence in whole)

    def finish(self) -> str:
        """The last sentence, at the end of the stream. Raises Unsupported."""
        rest, self._pending = self._pending, ""
        return "".join(self._permit(sentence) for sentence in sentences_of(rest))

    def restart(self) -> None:
        """Another try at the same answer begins; what was decided stays known."""
        self._pending = ""
        self._opened = False

    def answering(self) -> list[StoredPassage]:
        """The passages by their sentence or row that answers best, the best first."""
        return list({match.carrier.rank: match.carrier.passage for match in self._rows.ranked}.values())

    def check(self, text: str) -> Checked:
        """The whole text against its citations. Raises Unsupported when they do not carry it."""
        bare = unmarked(text).strip()
        decisions = [self._judge(sentence) for sentence in sentences_of(text)]
        if refused := next((decision for decision in decisions if not decision.passed), None):
            raise Unsupported(refused.why)
        marked = {int(number) - 1 for number in MARK.findall(text)}
        cited = self._sources.cited(bare, self._claims(bare), (d.passage_id for d in decisions), marked)
        if self._sources.lacking(self._claims(bare), cited) or not self._grounded(bare, cited):
            raise Unsupported("ungrounded")
        if not (self._informs(bare) and self._rows.answered(bare)):
            raise Unsupported("does not tell what is asked")
        return Checked(bare, tuple(self._passages[index] for index in cited))

    def _permit(self, sentence: str) -> str:
        decision = self._judge(sentence)
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

    def _judge(self, marked: str) -> GuardDecision:
        sentence = unmarked(marked)
        unit = self._carrier(sentence)
        missing = self._sources.lacking(self._claims(sentence))
        why = f"nowhere: {', '.join(sorted(missing))}" if missing else self._rows.misplaced(sentence)
        if not why and unit and self._french and flat(sentence) != flat(unit.text):
            why = contradicted(sentence, unit, self._rows.answering(unit))
        passed = Verdict.COPIED if self._sources.copied(sentence) else Verdict.SUPPORTED
        where = unit.passage.passage_id if unit else ""
        return GuardDecision(sentence.strip(), Verdict.REFUSED if why else passed, why, where)

    def _claims(self, text: str) -> set[str]:
        return claims(text) if self._french else stated(text)

    def _carrier(self, sentence: str) -> Carrier | None:
        """The sentence or row that holds most of what `sentence` says anew, then most of its words."""
        told, words = stated(sentence), long_words(sentence)
        new = told - self._rows.asked.figures

        def carried(unit: Carrier) -> tuple[int, float]:
            figures = held(f"{unit.lead} {unit.text}")
            alike = len(words & long_words(unit.whole)) + len(told & figures) / 2
            return len(new & figures), alike + 2 * self._rows.score(unit)

        return max(self._rows.units, key=carried, default=None)

    def _grounded(self, bare: str, cited: Sequence[int]) -> bool:
        """An answer in another language shares no words with its passages, but it has some."""
        return self._sources.ground(bare, cited) if self._french else bool(cited)

    def _informs(self, bare: str) -> bool:
        """Whether it says a word or a figure that the question did not: an echo proves nothing."""
        return bool(long_words(bare) - self._asked_words or stated(bare) - self._rows.asked.figures)
