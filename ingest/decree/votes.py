"""How an assembly voted, as its acts and minutes tell it. Knows no document."""

from __future__ import annotations

import re

from ingest.decree.letters import plain
from ingest.decree.words import COUNTS, spelt
from ingest.facts import Votes

_COUNT = rf"(?P<count>\d{{1,3}}|{COUNTS}|neant|aucune?|zero)(?![\w/])"
_VOICES = r"(?:\s*\(\s*\w[\w -]*\))?\s+(?:voix|votes?|suffrages?)"
_NEVER = {"neant": 0, "aucun": 0, "aucune": 0, "zero": 0}


def _shapes(word: str) -> tuple[re.Pattern[str], ...]:
    """`Pour : 12`, then `12 voix pour`, then `12 pour` where votes are told."""
    after = rf"\b{word}\s*(?:\([^)]*\)\s*)?[:=]\s*{_COUNT}"
    voices = rf"(?<![\w/-]){_COUNT}{_VOICES}\s+{word}\b"
    bare = rf"(?<![\w/-]){_COUNT}\s+{word}\b"
    return re.compile(after), re.compile(voices), re.compile(bare)


_FOR = _shapes(r"pour")
_AGAINST = _shapes(r"contre")
_ABSTAINED = _shapes(r"abstentions?")
# `146 pour` alone may be a parcel; `14 pour, 1 contre` is a vote.
_TALLIED = re.compile(rf"(?<![\w/-]){_COUNT}(?:{_VOICES})?\s+(?:pour|contre|abstentions?)\b")
_TOGETHER = re.compile(r"\ba l'? ?unani ?mite\b|\bunanimement\b|\bunanimite\b")
_MAJORITY = re.compile(r"\ba la majorite\b|\badopte(?:e|es)? (?:a|par) (?:la )?majorite\b")


def votes_in(text: str) -> Votes:
    """The votes told by `text`. « À l'unanimité » is kept beside votes against: both are printed."""
    folded = " ".join(plain(text).split())
    return Votes(
        in_favour=_count(_FOR, folded),
        against=_count(_AGAINST, folded),
        abstained=_count(_ABSTAINED, folded),
        unanimous=_unanimous(folded),
    )


def tells_votes(votes: Votes) -> bool:
    return votes != Votes()


def _unanimous(folded: str) -> bool | None:
    if _TOGETHER.search(folded):
        return True
    return False if _MAJORITY.search(folded) else None


def _count(shapes: tuple[re.Pattern[str], ...], folded: str) -> int | None:
    found = next((found for shape in shapes[:2] if (found := shape.search(folded))), None)
    if found is None and shapes is _ABSTAINED:
        found = shapes[2].search(folded)
    tallies = (part for part in re.split(r"[.;]", folded) if len(_TALLIED.findall(part)) > 1)
    found = found or next((found for part in tallies if (found := shapes[2].search(part))), None)
    if found is None:
        return None
    said = found["count"]
    if said in _NEVER:
        return _NEVER[said]
    return int(said) if said.isdigit() else spelt(said)
