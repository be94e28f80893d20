"""How well a sentence or row answers a question: its words, the quantities and days it is for, what it tells.

Shared by what checks an answer and by what quotes one, so that both mean the same row. Knows no index:
`weights` gives the words of any text as the lexical index knows them, and how telling each one is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from inference.evidence.brackets import bracket_of
from inference.evidence.counted import asked_number_of, counts
from inference.evidence.expected import by_part, expected, formal, gives, outright, tells
from inference.evidence.orders import really_asked
from inference.evidence.people import proper
from inference.evidence.ranges import YEARS, quantities
from inference.evidence.suited import Suited
from inference.evidence.words import AskedWords, plain_weights
from inference.figures import fold, stated
from inference.reuse.sides import another_side
from ingest.lexical import stems

if TYPE_CHECKING:
    from collections.abc import Sequence, Set
    from datetime import date

    from inference.evidence.brackets import Bracket
    from inference.evidence.carriers import Carrier
    from inference.evidence.expected import Part
    from inference.evidence.words import Weights
    from inference.retrieval.asked import Term

# What a word counts by where it stands: in the sentence itself, what introduces it, its heading, its title,
# the sentence beside it, anywhere in its passage.
_LEAD, _HEADING, _TITLE, _BESIDE, _PASSAGE = 0.9, 0.8, 0.9, 0.2, 0.2
_TYPED, _UNTYPED, _RANK = 0.15, -0.08, 0.015
_FITS = {2: 0.8, 1: 0.22, 0: 0.0, -1: -0.25}
_EXAMPLE = -0.3
_ABOUT = 0.2  # coverage from which on it is about what is asked
_DATED = {True: 0.15, None: 0.0, False: -0.15}
_HELD = {True: 0.1, None: 0.0, False: -0.3}
_WHOLE, _WIDER = float("inf"), 0.1  # of two ranges that hold a quantity, the wider one is for others
_FORMAL, _OUTRIGHT = -0.5, 0.08
_CELL_GAIN, _CONTRARY = 0.02, 0.05
# A list is asked: all of its items answer. « Entre quelles heures ? » has one answer.
_SEVERAL = re.compile(
    r"\b(?:quel(?:le)?s (?!que\b|heures\b|horaires\b)|lesquel(?:le)?s|qui sont|liste|quels sont|quelles sont)"
)
_WORD = re.compile(r"[^\W\d_]+")
# What a rule or a price is not of, up to the end of the clause.
_ASIDE = re.compile(
    r"\b(?:hors|sauf|hormis|except[ée]e?s?|[àa] l['’](?:exception|exclusion) (?:de|du|des)|autres? que)\b"
    r"(?! taxes?\b| t\.?t?\.?c)[^,;:.)\n]*",
    re.IGNORECASE,
)
# What a question says that it is not of, in passing: « en zone UB, hors secteur UBa ».
_SET_ASIDE = re.compile(rf"[,(]\s*{_ASIDE.pattern}", re.IGNORECASE)
# A column for those who are not, have not: « Sans carte », « Hors commune ».
_EXCLUDES = re.compile(r"(?:sans|hors|non|autres?)\b")


@dataclass(frozen=True, slots=True)
class Match:
    """score: to compare carriers of one question. coverage: share of the asked words in it and its frame.

    own: share in the sentence itself. typed: it tells what is asked for (True too when that is unknown).
    fits: 1 when it is for the asked quantity, 2 when it names its bracket, -1 when it is for another. width:
    of the range of its that holds that quantity. sure: no date or period speaks against it. meant: how near
    it is to the question in meaning, where that was looked at.
    """

    carrier: Carrier
    score: float
    coverage: float
    own: float
    typed: bool
    fits: int
    width: float
    sure: bool
    meant: float | None = None


class Asked:
    """A question as what is sought. day: on which it must hold. terms: its words as retrieval read them.

    part: the only one of its parts that is to be told, where not all are. here: the name of the town.
    bracket: the one that its quantity falls in, where a table tells: see `among`.
    """

    def __init__(
        self,
        text: str,
        weights: Weights = plain_weights,
        day: date | None = None,
        terms: Sequence[Term] = (),
        part: Part | None = None,
        here: str = "",
        bracket: Bracket | None = None,
    ) -> None:
        self._given, self.bracket = (text, weights, day, terms), bracket
        town = frozenset(stems(here))
        self.figures = frozenset(stated(text))
        self.text = text = really_asked(text)
        asked = frozenset(stems(text))
        self._things = [term.forms.keys() for term in terms if term.thing and term.word in asked]
        self._names = [name for name in map(frozenset, map(stems, proper(text))) if name and not name & town]
        sought = bracket.aside(text) if bracket else text
        self.words = AskedWords(_SET_ASIDE.sub(" ", sought), weights, terms)
        self.held, self.share = self.words.held, self.words.share
        self.several = _SEVERAL.search(fold(text)) is not None
        self.counted = part.counted if part else asked_number_of(text)
        self.expects = part.kinds if part else expected(text, self.counted)
        self.parts = by_part(text)
        self.known = self.figures | {fold(word) for word in _WORD.findall(text)}
        self._free = not gives(text)
        self._aged = any(unit == YEARS for _, unit in quantities(text))
        self._excepts = _ASIDE.search(fold(text)) is not None or "leave" in self.expects
        priced, when = "price" in self.expects, not {"date", "until"}.isdisjoint(self.expects)
        self._suited = Suited(text, self.words, self.answers, priced, when, day, bracket)

    @classmethod
    def among(
        cls,
        text: str,
        carriers: Sequence[Carrier],
        weights: Weights = plain_weights,
        day: date | None = None,
        terms: Sequence[Term] = (),
        here: str = "",
    ) -> Asked:
        """A question that is put to `carriers`: what they say of its quantity is known."""
        return cls(text, weights, day, terms, here=here, bracket=bracket_of(text, carriers))

    def ranked(self, carriers: Sequence[Carrier], best_first: bool = True) -> list[Match]:
        """Best first. carriers: those of whole passages; best_first: whether their order says how good."""
        beside = {(carrier.rank, carrier.place): carrier.text for carrier in carriers if not carrier.row}
        found = [
            self._match(
                each,
                " ".join(beside.get((each.rank, each.place + step), "") for step in (-1, 1)),
                _RANK * each.rank * best_first,
            )
            for each in carriers
        ]
        narrowest = min((match.width for match in found if match.typed), default=_WHOLE)
        found = [
            replace(match, score=match.score - _WIDER) if narrowest < match.width < _WHOLE else match
            for match in found
        ]
        return sorted(found, key=lambda match: match.score, reverse=True)

    def on(self, part: Part) -> Asked:
        """The same question, of which only this part is to be told."""
        return Asked(*self._given, part, bracket=self.bracket)

    def tells(self, text: str, kind: str) -> bool:
        """Whether a text tells something of that kind that the question does not; of a count, of its noun."""
        if kind == "number" and self.counted:
            return counts(text, self.counted, self.held)
        return tells(text, kind, self.known, self._free)

    def cell(self, carrier: Carrier) -> str | None:
        """The one cell of a row that the question is about, None when it names none or several."""
        if self.bracket and (own := self.bracket.cell(carrier)):
            return own
        cells = [cell for cell in carrier.cells[1:] if self.answers(cell)] or list(carrier.cells[1:])
        cells = [cell for cell in cells if not self.is_for_others(cell)] or cells
        shares = [self.share(self.held(cell)) - _CONTRARY * self._excludes(cell) for cell in cells]
        first, second = [*sorted(shares, reverse=True), 0.0, 0.0][:2]
        return cells[shares.index(first)] if first > second + _CELL_GAIN else None

    def said(self, unit: Carrier) -> frozenset[str]:
        """The asked words that a carrier holds itself, with what introduces it."""
        return self.held(unit.text) | self.held(unit.lead)

    def framed(self, unit: Carrier) -> frozenset[str]:
        """The asked words that a carrier holds with what stands above it."""
        return self.said(unit) | self.held(unit.headings) | self.held(unit.passage.title)

    def is_for_others(self, text: str) -> bool:
        """Whether a text is for other people than the question is: children, those who live elsewhere."""
        return another_side(self.text, text, self._aged)

    def absent(self, texts: Sequence[str]) -> bool:
        """Whether the question names something that communes have, and none of these texts does."""
        return _lacks(texts, self._things)

    def unnamed(self, texts: Sequence[str]) -> bool:
        """Whether a name that the question tells, not the town's own, stands in none of these texts."""
        return _lacks(texts, self._names)

    @property
    def dated(self) -> bool:
        """Whether the question tells a day or a month."""
        return self._suited.on_a_day

    def answers(self, text: str) -> bool:
        """Whether a text tells any of the kinds asked."""
        return any(self.tells(text, kind) for kind in self.expects)

    def _excludes(self, cell: str) -> bool:
        """Whether a cell is for those without, and the question says nothing like it."""
        found = _EXCLUDES.match(fold(cell).strip())
        return found is not None and found[0] not in fold(self.text)

    def _match(self, carrier: Carrier, beside: str, lower: float) -> Match:
        best = self._placed(carrier, beside)
        told = carrier.text if carrier.place else f"{carrier.heading}\n{carrier.text}"
        if "leave" in self.expects:  # « … sont soumis à déclaration : » is the rule of each of its items
            told = f"{carrier.lead}\n{told}"
        typed = not self.expects or self.answers(told)
        fits = self._suited.fit(carrier)
        dated, held = self._suited.dated(carrier), self._suited.in_force(carrier)
        score = sum(self.share([word]) * worth for word, worth in best.items())
        coverage = self.share(word for word, worth in best.items() if worth > _PASSAGE)
        # « À partir de 12 ans » holds 16 whatever it is about.
        about = coverage >= _ABOUT or (fits > 1 and coverage > 0)
        score += _FITS[fits] if about else min(0.0, _FITS[fits])
        score += (_TYPED if typed else _UNTYPED) + _DATED[dated] + _HELD[held]
        score += _FORMAL if formal(carrier.text) else 0.0
        score += _OUTRIGHT if "leave" in self.expects and outright(carrier.text) else 0.0
        score += _EXAMPLE if carrier.example else 0.0
        own = self.share(self.said(carrier))
        sure = dated is not False and held is not False
        return Match(carrier, score - lower, coverage, own, typed, fits, self._suited.width(carrier), sure)

    def _about(self, text: str) -> str:
        """`text` without what it sets aside (« hors campings »); whole where whether something is allowed is
        asked: the exception then answers.
        """
        return text if self._excepts else _ASIDE.sub(" ", text)

    def _placed(self, carrier: Carrier, beside: str) -> dict[str, float]:
        """Each asked word by the best place that it has around a carrier."""
        best: dict[str, float] = {}
        for text, worth in (
            (self._about(carrier.text), 1.0),
            (carrier.lead, _LEAD),
            (carrier.headings, _HEADING),
            (carrier.passage.title, _TITLE),
            ("" if carrier.row else beside, _BESIDE),
            (carrier.passage.text, _PASSAGE),
        ):
            for word in self.held(text) - best.keys():
                best[word] = worth
        return best


def _lacks(texts: Sequence[str], wanted: Sequence[Set[str]]) -> bool:
    """Whether all the texts together hold no word of one of these sets."""
    if not wanted:  # most questions name nothing: no text need be read
        return False
    told = frozenset(stem for text in texts for stem in stems(text))
    return any(told.isdisjoint(words) for words in wanted)
