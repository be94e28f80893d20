"""What is found, told once and whole: doubles collapsed, the newest kept, short neighbours joined. No I/O."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from inference.retrieval.ranking import Read
    from ingest.shelf import StoredPassage

_ALIKE: Final = 0.9  # of the words of two texts that say the same
_FORMULA: Final = 0.75  # of the words of a text that many documents have
_FORMULA_DOCUMENTS: Final = 3
_LOOKED_AT: Final = 40
_SHORT_WORDS: Final = 45
_JOINED_WORDS: Final = 220
_PAGES: Final = 2  # from so many on, all are named
_MID_LIST: Final = re.compile(r"\s*(?:[-‐–—•·*▪]|[a-zà-ÿ]\)|\d{1,2}[.)°]\s|[a-zà-ÿœ])")


@dataclass(frozen=True, slots=True)
class Whole:
    """A passage as it is told. parts: the ids of the passages it was joined from."""

    passage: StoredPassage
    parts: tuple[str, ...]


def told_once(ranked: Sequence[Read]) -> list[Read]:
    """Of texts that say the same, the newest act's; what many documents say alike comes last."""
    kept: list[Read] = []
    formulas: list[Read] = []
    for told in ranked[:_LOOKED_AT]:
        twin = next((n for n, other in enumerate(kept) if _say_the_same(other, told)), None)
        if twin is not None:
            kept[twin] = _newest(kept[twin], told)
        elif _is_formula(told, ranked[:_LOOKED_AT]) and any(_alike(told, one, _FORMULA) for one in kept):
            formulas.append(told)
        else:
            kept.append(told)
    return kept + formulas


def _newest(first: Read, second: Read) -> Read:
    since = [told.passage.validity.in_force_from for told in (first, second)]
    return second if since[1] is not None and (since[0] is None or since[1] > since[0]) else first


def _say_the_same(left: Read, right: Read) -> bool:
    return _alike(left, right, _ALIKE) and _figures(left) == _figures(right)


def _alike(left: Read, right: Read, share: float) -> bool:
    common = len(left.text & right.text)
    return common >= share * (len(left.text) + len(right.text) - common)


def _figures(told: Read) -> set[str]:
    return {word for word in told.text if any(letter.isdigit() for letter in word)}


def _is_formula(told: Read, among: Sequence[Read]) -> bool:
    """Whether several documents say nearly the same: letterheads, visas, lists of who was there."""
    documents = {other.passage.document_id for other in among if _alike(told, other, _FORMULA)}
    return len(documents) >= _FORMULA_DOCUMENTS


def places_around(passages: Sequence[StoredPassage]) -> set[tuple[str, int]]:
    """Where the neighbours stand that `joined` may want."""
    return {(p.document_id, p.ordinal + step) for p in passages for step in (-1, 1) if p.ordinal + step >= 0}


def joined(ranked: Sequence[StoredPassage], around: Mapping[tuple[str, int], StoredPassage]) -> list[Whole]:
    """Short or broken-off passages with their neighbours of the same section; the first one's locator, with
    all the pages.
    """
    absorbed: set[str] = set()
    found = {passage.passage_id for passage in ranked}
    whole: list[Whole] = []
    for passage in ranked:
        if passage.passage_id in absorbed:
            continue
        chain = _chain(passage, around, found, absorbed)
        parts = tuple(part.passage_id for part in chain)
        absorbed |= set(parts)
        text = "\n".join(part.text for part in chain)
        whole.append(Whole(replace(chain[0], text=text, label=_label(chain)), parts))
    return whole


def _chain(
    passage: StoredPassage,
    around: Mapping[tuple[str, int], StoredPassage],
    found: set[str],
    absorbed: set[str],
) -> list[StoredPassage]:
    chain = [passage]
    before = around.get((passage.document_id, passage.ordinal - 1))
    after = around.get((passage.document_id, passage.ordinal + 1))
    if (
        before
        and before.passage_id not in absorbed
        and _belongs(before, passage, found)
        and _fits(before, chain)
    ):
        chain.insert(0, before)
    if after and after.passage_id not in absorbed and _belongs(passage, after, found) and _fits(after, chain):
        chain.append(after)
    return chain


def _label(chain: Sequence[StoredPassage]) -> str:
    """The first one's place, with all the pages on which they stand: « Article 3, p. 8 et 9 »."""
    first = chain[0]
    pages = list(dict.fromkeys(str(part.page) for part in chain if part.page is not None))
    if len(pages) < _PAGES or not first.label.endswith(f"p. {first.page}"):
        return first.label
    return f"{first.label.removesuffix(str(first.page))}{', '.join(pages[:-1])} et {pages[-1]}"


def _fits(more: StoredPassage, chain: Sequence[StoredPassage]) -> bool:
    return sum(len(part.text.split()) for part in (more, *chain)) <= _JOINED_WORDS


def _belongs(first: StoredPassage, second: StoredPassage, found: set[str]) -> bool:
    """Whether the second goes on with the first: a list, a sentence, a line too short to stand alone."""
    if (first.headings, first.article, first.zones) != (second.headings, second.article, second.zones):
        return False
    both_found = {first.passage_id, second.passage_id} <= found
    short = min(len(first.text.split()), len(second.text.split())) < _SHORT_WORDS
    return both_found or short or bool(_MID_LIST.match(second.text)) or first.text.endswith(":")
