"""Two sources in force that differ on what is asked: both are told, with their dates.

A false contradiction is worse than none: only prose is compared, figure by figure, where two statements say
the same words of figures of the same unit, and nothing makes them two cases (`conflict.toml`).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inference.facts.phrases import FRENCH, Tongue, since_text
from inference.glossary import in_french
from inference.wording import wording
from ingest.folding import fold
from ingest.lexical import stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.shelf import StoredPassage

_FIRST: Final = 5  # passages that may answer the question
_COMMON: Final = 3  # words that two statements must share
_NAMED: Final = 2  # asked words that a heading must hold to name whom a section is about
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+|\n+")
_CLAUSE: Final = re.compile(r"[,;:]\s+|\s+(?:et|ou|puis)\s+")
_ROW: Final = re.compile(r"\s[:;]\s.*\s[:;]\s")
_FIGURE: Final = re.compile(
    r"(?<![\w/.,-])(?P<number>\d{1,3}(?:[ .]\d{3})+|\d+)(?P<cents>[.,]\d{1,2})? ?"
    r"(?P<unit>€|euros?|%|h(?:eures?)?(?: ?\d\d)?|minutes?|min|jours?|mois|ans|metres?|m2|m²|m|km|tonnes?|t"
    r"|places?|lits?)"
    r"(?!\w)"
)
_OF: Final = re.compile(r"\s*(?:en|pour|au titre d[eu]|d[eu]) (?:l[ae]s? |l'|son |sa |ses )?([a-z]{5,})")
_NUMBER: Final = re.compile(r"\d+")
_UNITS: Final = {
    "euro": "€",
    "euros": "€",
    "metre": "m",
    "metres": "m",
    "m²": "m2",
    "tonne": "t",
    "min": "minute",
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """passages: the two that differ, the first found first. text: both told, with their dates."""

    passages: tuple[StoredPassage, StoredPassage]
    text: str


@dataclass(frozen=True, slots=True)
class _Statement:
    """One clause that gives one figure.

    words, numbers: of the clause, without it, in order. cases: of its whole sentence.
    of: the word that the figure is for.
    """

    passage: StoredPassage
    sentence: str
    unit: str
    figure: str
    words: tuple[str, ...]
    cases: frozenset[str]
    numbers: frozenset[str]
    of: str


def conflicting(
    question: str, passages: Sequence[StoredPassage], tongue: Tongue = FRENCH, nearest: str = ""
) -> Conflict | None:
    """The first two passages in force that state different figures for what is asked; None in any doubt.

    passages: in force, best first. tongue: of the sentences around what they say, and of a question that was
    not put into French. nearest: what they say that is nearest to that one in meaning.
    """
    asked = _asked(question, tongue.language, nearest)
    told = [
        one for passage in passages[:_FIRST] for one in _statements(passage) if asked.intersection(one.words)
    ]
    for first, second in combinations(told, 2):
        if _differ(first, second) and (
            _contradict(first, second, asked) or _contradict_within(first, second, asked)
        ):
            return Conflict((first.passage, second.passage), _told(first, second, tongue))
    return None


def _asked(question: str, spoken: str, nearest: str) -> frozenset[str]:
    """The words that are asked about; in another language, those that French has for them or that answer."""
    if spoken == FRENCH.language:
        return frozenset(stems(question))
    return frozenset(stems(f"{question} {in_french(question, spoken) or ''} {nearest}"))


def _statements(passage: StoredPassage) -> Iterator[_Statement]:
    for sentence in _SENTENCE.split(passage.text):
        if _ROW.search(sentence):
            continue
        folded = fold(sentence)
        cases = frozenset(stems(sentence)) & _cases()
        for clause in _CLAUSE.split(folded):
            figures = list(_FIGURE.finditer(clause))
            if len(figures) == 1:
                rest = clause.replace(figures[0][0], " ")
                words = tuple(word for word in stems(rest) if not word.isdigit())
                numbers = frozenset(_NUMBER.findall(rest))
                unit, figure = _read(figures[0])
                of = _OF.match(clause, figures[0].end())
                named = (stems(of[1]) or [""])[0] if of else ""
                yield _Statement(passage, sentence.strip(" -–•"), unit, figure, words, cases, numbers, named)


def _read(match: re.Match[str]) -> tuple[str, str]:
    """`1 h 30` → (`h`, `1h30`); `1 200,50 euros` → (`€`, `1200.5`)."""
    unit, number = match["unit"], re.sub(r"[ .]", "", match["number"])
    if unit.startswith("h"):
        return "h", f"{int(number)}h{''.join(_NUMBER.findall(unit)) or '00'}"
    cents = (match["cents"] or "").replace(",", ".").rstrip("0").rstrip(".")
    return _UNITS.get(unit, unit.rstrip("s")), number + cents


def _differ(first: _Statement, second: _Statement) -> bool:
    """Figures of one unit that differ, in no two zones of a plan and no two parts of a document."""
    one, other = first.passage, second.passage
    parts = one.document_id == other.document_id and one.headings != other.headings
    apart = parts or (one.zones, one.article) != (other.zones, other.article)
    return first.unit == second.unit and first.figure != second.figure and not apart


def _contradict(first: _Statement, second: _Statement, asked: frozenset[str]) -> bool:
    """The same words said of both, in the same case, the asked one first, beyond what the titles name."""
    common = frozenset(first.words).intersection(second.words)
    titles = frozenset(stems(f"{first.passage.title} {second.passage.title}"))
    subjects = {next((word for word in one.words if word in common), "") for one in (first, second)}
    return (
        len(common) >= _COMMON
        and len(common) in (len(first.words), len(second.words))
        and subjects <= asked - titles
        and first.numbers == second.numbers
        and first.cases == second.cases
        and asked & _cases() <= first.cases
    )


def _contradict_within(first: _Statement, second: _Statement, asked: frozenset[str]) -> bool:
    """Two figures for the one word asked, in the one section whose heading names whom it is about."""
    here = first.passage.document_id == second.passage.document_id
    about = frozenset(stems(" ".join(first.passage.headings[-1:]))) - {first.of}
    return here and first.of in asked and first.of == second.of and len(about & asked) >= _NAMED


def _told(first: _Statement, second: _Statement, tongue: Tongue) -> str:
    sentences = wording(tongue.language, tongue.plain)["conflict"]
    here = first.passage.document_id == second.passage.document_id
    sources = (
        sentences["source"].format(
            title=one.passage.title,
            since=since_text(one.passage.validity.in_force_from, tongue),
            sentence=one.sentence,
        )
        for one in (first, second)
    )
    return str(sentences["within" if here else "both"].format(sources="\n\n".join(sources)))


@cache
def _cases() -> frozenset[str]:
    table = tomllib.loads(Path(__file__).with_name("conflict.toml").read_text(encoding="utf-8"))["cases"]
    return frozenset(stem for words in table.values() for word in words for stem in stems(word))
