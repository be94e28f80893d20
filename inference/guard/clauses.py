"""A French text as clauses: what each says, and which of its words « ne… pas », « sans », « sauf » deny.

Knows no passage and compares nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from inference.figures import fold
from inference.guard.lexicon import lexicon
from inference.guard.tables import table, words
from ingest.lexical import stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inference.guard.lexicon import Stem

_OPENING = re.compile(r"^\s*(?:oui|non)\s*[,:.]\s*")
# What has the form of a denial and denies nothing: « n’ouvre que », « ne tient pas plus de 80 personnes »,
# « n’hésitez pas », « sans faute », « le non-respect ».
_ONLY = re.compile(
    r"\b(?:ne |n')((?:(?!(?:pas|plus|jamais|aucune?|ni|rien) )[^\s,;:.]+ ){1,4}?)(?=qu(?:e |'))"
)
_AT_MOST = re.compile(
    r"\b(?:ne |n')(?:(\S+ )(?:pas|jamais) |((?:peut|peuvent|pourr\w+|saurai\w+|doit|doivent) ))"
    r"(?=(?:[^\s,;:.]+ )?(?:(?:plus|moins) d(?:e |')|inferieur|superieur))"
)
_HARMLESS = re.compile(
    r"\b(?:ne |n')(?:[^\s,;:.]+ ){0,3}?(?:hesit|oubli|manqu|inquiet)\w*(?: (?:pas|plus|jamais))?"
    r"|\bsans (?:doute|faute|oubli\w*|hesit\w*|attendre|plus attendre|delai|cesse)\b"
    r"|\b(?:non|pas) seulement\b|\bn°|\b(?:a deux|a quelques|pas a) pas\b"
    r"|\bnon[- ]\w+(?:ment|tion|ite|spect|cours)\b"
)
# « Le samedi, le marché… » is one clause.
_LED = re.compile(r"(?<![^.;:!?])(\s*(?:[^\s,.;:!?]+ ){0,4}[^\s,.;:!?]+),")
_END = re.compile(r"([;:!?()]|[.,](?!\d)|\b(?:et|ou|mais|puis|car|donc)\b)")
_WORD = re.compile(r"[^\W_]+")
_NE, _NON = frozenset(("ne", "n")), "non"
_EXCEEDS, _LIMIT = ("exced", "depass"), "depass"  # « ne dépasse pas 2 m » is as good as « 2 m au plus »
_REACH = 8  # words between « ne » and its « pas », and between either and what it bears on


@dataclass(frozen=True, slots=True)
class Clause:
    """words: by stem. denied: those that a denial reaches. heads: what each denial bears on.

    sure: whether it denies more than « non-voyants », « ne dépasse pas » do. predicate: what follows « ne »,
    not in a condition nor where it says which ones are meant (« qui n’ont pas… »).
    """

    words: frozenset[str]
    denied: frozenset[str]
    heads: frozenset[str]
    sure: bool
    predicate: frozenset[str]


def read(text: str) -> str:
    """Folded, without « oui » or « non » before what is told, nor what has only the form of a denial."""
    bounded = _AT_MOST.sub(r"\1\2", _OPENING.sub(" ", fold(text)))
    return _HARMLESS.sub(" ", _ONLY.sub(r"\1", bounded))


def clauses(text: str) -> list[Clause]:
    """In order. What follows « mais » is said of the verb before it: « pas le samedi mais le dimanche »."""
    found: list[Clause] = []
    parts = ["", *_END.split(_LED.sub(r"\1", read(text)))]
    for mark, part in zip(parts[::2], parts[1::2], strict=True):
        before = found[-1].heads if found and mark == "mais" else frozenset[str]()
        if tokens := _WORD.findall(part):
            found.append(_clause(tokens, before))
    return found


def telling(text: str) -> frozenset[str]:
    """The words of a text that tell something, by stem."""
    return _stems(_WORD.findall(fold(text)))


def _clause(tokens: Sequence[str], before: frozenset[str]) -> Clause:
    """before: what the clause that it goes on from denies."""
    denied, heads, sure, predicate = set[str](), set[str](), False, frozenset[str]()
    for at, whole in (*_with_ne(tokens), *_of_a_part(tokens)):
        head, after = _head(tokens[at + 1 :]), _stems(tokens[at + 1 :])
        if head is None:
            continue
        heads |= {head} - {""}
        if whole and head != _LIMIT:
            denied |= _stems(tokens)
            predicate = predicate if words("denial", "beside").intersection(tokens[:at]) else after
        else:
            denied |= {head} if head else after
        sure = sure or not (head == _LIMIT or tokens[at] == _NON)
    return Clause(_stems(tokens) | before, frozenset(denied), frozenset(heads), sure, predicate)


def _with_ne(tokens: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """Where each « ne » that denies stands; True: all of the clause is denied."""
    places = [at for at, word in enumerate(tokens) if word in _NE]
    for at, following in pairwise([*places, len(tokens)]):
        after = tokens[at + 1 : min(following, at + 1 + _REACH)]
        late = words("denial", "after").intersection(after)
        early = words("denial", "before").intersection(tokens[:at])
        if late or early or words("denial", "alone").intersection(after[:2]):
            yield at, True


def _of_a_part(tokens: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """« sans caution », « pas le dimanche », « non compris »; False: only what follows is denied."""
    bare = frozenset[str]() if _NE.intersection(tokens) else words("denial", "bare")
    yield from ((at, False) for at, word in enumerate(tokens) if word in words("denial", "parts") | bare)


def _head(tokens: Sequence[str]) -> str | None:
    """What a denial before `tokens` bears on; empty: on a duty, a leave…; None: on one that denies."""
    near = tokens[:_REACH]
    if any(token.startswith(_EXCEEDS) for token in near):
        return _LIMIT
    for token in near:
        modal = _modal(token)
        if modal and not (modal.weak and modal.family == "leave"):
            return "" if modal.yes else None
        if not modal and token not in words("denial", "after") and (stem := _stem(token)):
            return stem
    return ""


@cache
def _modal(token: str) -> Stem | None:
    return next((stem for stem in lexicon("fr").stems if token.startswith(stem.text)), None)


def _stems(tokens: Sequence[str]) -> frozenset[str]:
    return frozenset(map(_stem, tokens)) - {""}


@cache
def _stem(token: str) -> str:
    """One for « ouvre » and « ouverte »; empty for a word that tells nothing."""
    if token.startswith(_EXCEEDS):
        return _LIMIT
    if token in words("denial", "light"):
        return ""
    stem = "".join(stems(token)[:1])
    stem = stem.rstrip("e") or stem
    return _alike().get(stem, stem)


@cache
def _alike() -> dict[str, str]:
    return {form: forms[0] for forms in table("vocabulary")["denial"]["alike"] for form in forms}
