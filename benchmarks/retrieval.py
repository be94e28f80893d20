"""`parvis bench retrieval`: whether the passages that answer are found, before anything is written.

Two shares over a set of questions: the right page among the first five passages, and every expected fact
told inside them. In process, on the documents of this machine; no model writes, no server answers.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from rich.table import Table

from appliance.assembly import Assembly
from benchmarks.floors import floor, sentence, table
from benchmarks.folding import says
from benchmarks.scoring import cites, load_questions
from benchmarks.shown import decimal, out, print_json
from inference.answering import cite
from inference.retrieval import Retrieval
from ingest.index import Index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from appliance.settings import Settings
    from benchmarks.scoring import Question
    from inference.retrieval import Found
    from ingest.shelf import StoredPassage

SHOWN: Final = 5
SEARCHED: Final = 12  # as the ladder does
_SEARCHED_TYPES: Final = ("fact", "paraphrase", "validity")


@dataclass(frozen=True, slots=True)
class Looked:
    """One question and what was found. hit: the right page is there. told: every fact is said there.

    Both are None where the question does not say what is expected.
    """

    question: Question
    found: Found
    hit: bool | None
    told: bool | None


def measure(settings: Settings, files: Sequence[Path], floors: bool = False) -> None:
    """Prints both shares by type and what was missed, then JSON on the last line. Raises Fault.

    floors: also from which relevance on what is found should count.
    """
    looked = list(searched(settings, [question for file in files for question in load_questions(file)]))
    for one in looked:
        if one.question.type in _SEARCHED_TYPES and (one.hit is False or one.told is False):
            _show_miss(one)
    shares = summed(looked)
    out.print(_table(shares))
    told = {"measure": "retrieval", "questions": [file.name for file in files], "types": shares}
    if floors and (found := floor([one for one in looked if _tells(one)])):
        out.print(table(found), sentence(found), sep="\n")
        told["floors"] = asdict(found)
    print_json(told)


def searched(settings: Settings, questions: Iterable[Question]) -> Iterator[Looked]:
    """Every question searched alone, in its commune, on its day."""
    with closing(_Opened(settings)) as communes:
        for question in questions:
            if not communes.has(question.commune):
                continue
            day = (question.at or datetime.now()).date()
            found = communes.retrieval(question.commune).search(question.question, day, SEARCHED)
            yield looked_at(question, found)


def looked_at(question: Question, found: Found) -> Looked:
    first = found.passages[:SHOWN]
    told = [_told(first, group) for group in question.all]
    sourced = [_is_source(passage, question) for passage in first] if question.cite else None
    return Looked(question, found, any(sourced) if sourced is not None else None, all(told) if told else None)


def summed(looked: Sequence[Looked]) -> dict[str, dict[str, Any]]:
    """By type, and over the types that retrieval answers: questions, hit@5 and facts@5 (0 to 1, or None)."""
    kinds: dict[str, list[Looked]] = {"searched": []}
    for one in looked:
        kinds.setdefault(one.question.type, []).append(one)
        if one.question.type in _SEARCHED_TYPES:
            kinds["searched"].append(one)
    return {
        kind: {
            "questions": len(group),
            "hit_at_5": _share([one.hit for one in group if one.hit is not None]),
            "facts_at_5": _share([one.told for one in group if one.told is not None]),
        }
        for kind, group in sorted(kinds.items())
    }


class _Opened:
    """The communes of this machine, their indexes opened once."""

    def __init__(self, settings: Settings) -> None:
        self._assembly = Assembly(settings)
        self._open: dict[str, Retrieval] = {}

    def has(self, slug: str) -> bool:
        return self._assembly.communes.get(slug) is not None

    def retrieval(self, slug: str) -> Retrieval:
        if slug not in self._open:
            assembly = self._assembly
            index = Index(assembly.settings.home / "lexical" / slug, assembly.chroma, slug)
            self._open[slug] = Retrieval(assembly.shelf(slug), index, assembly.embedding)
        return self._open[slug]

    def close(self) -> None:
        self._assembly.release()


def _tells(one: Looked) -> bool:
    """Whether its relevance matters: what other rungs answer never comes to the floor."""
    return one.question.decline or one.question.type in (*_SEARCHED_TYPES, "conflict")


def _told(passages: Sequence[StoredPassage], group: Sequence[str]) -> bool:
    texts = [f"{passage.title}\n{passage.label}\n{passage.text}" for passage in passages]
    return any(says(text, wording) for text in texts for wording in group)


def _is_source(passage: StoredPassage, question: Question) -> bool:
    shown = cite(passage, question.commune)
    told = {"file": shown.file, "locator": shown.locator, "title": shown.title, "passage": shown.passage}
    return question.cite is not None and cites(told, question.cite)


def _share(held: Sequence[bool]) -> float | None:
    return round(sum(held) / len(held), 4) if held else None


def _show_miss(one: Looked) -> None:
    lacking = [group for group in one.question.all if not _told(one.found.passages[:SHOWN], group)]
    page = "" if one.hit is not False or one.question.cite is None else f" page {one.question.cite.file}"
    out.print(f"manque  {one.question.id}:{page} {lacking or ''}", markup=False)


def _table(shares: dict[str, dict[str, Any]]) -> Table:
    table = Table("type", "questions", "bonne page dans les 5", "faits dans les 5", box=None)

    for kind, row in shares.items():
        table.add_row(kind, str(row["questions"]), _percent(row["hit_at_5"]), _percent(row["facts_at_5"]))
    return table


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{decimal(100 * share)} %"
