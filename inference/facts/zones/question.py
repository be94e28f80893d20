"""Whether a question asks for the zone at a place, or for a rule that holds there. Knows no map."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inference.facts.addresses import written_addresses
from inference.facts.words import filler, plain, read_words, whole_words
from ingest.zoning.land import asked_parcel
from ingest.zoning.point import parse_point

if TYPE_CHECKING:
    from inference.facts.addresses import WrittenAddress
    from ingest.zoning.point import Point

_WORDS: Final[dict[str, Any]] = read_words(Path(__file__).with_name("words.toml"))
_ZONE: Final = whole_words(_WORDS["zone"]["words"])
_SURE: Final = whole_words(_WORDS["sure"]["words"])
_OTHER: Final = whole_words(_WORDS["other"]["words"])
_RULE: Final = whole_words(_WORDS["rule"]["words"])
_DEALING: Final = whole_words(_WORDS["dealing"]["words"])
_FLOODED: Final = whole_words(_WORDS["flooded"]["words"])
_NOT_RULE: Final = whole_words(_WORDS["rule"]["not_rule"])
_PARCEL: Final = whole_words(_WORDS["place"]["parcel"])
_POINT: Final = whole_words(_WORDS["place"]["point"])
# « la parcelle cadastrée AB n° 123 »: what follows the word, so that « PLU 2 » is no parcel.
_AFTER_PARCEL: Final = re.compile(
    r"(?:parcelles?|sections?|cadastr\w*|plot|parcela|flurst\w+|particella|parsel|ділянк\w*)\b[\s:,]*"
    r"(?:(?:section|cadastr\w+|référence|numéro|n\s?[°ºo]|la|en|is|num)[\s:]*)*(?P<code>.{1,24})",
    re.IGNORECASE | re.DOTALL,
)
# « AB 123 » alone: capitals, and a number long enough that no article of a règlement looks like it.
_BARE_PARCEL: Final = re.compile(
    r"(?<![\w-])(?P<code>(?:\d{3} ?)?[A-Z]{2} ?(?:n ?° ?)?0?\d{2,4})(?![\w,.]\d|\w)"
)


_SHORT_DECIMALS: Final = re.compile(r"(?<![\d.,])-?\d{1,3}([.,])\d{1,2}(?![\d.,]\d|\d)")


@dataclass(frozen=True, slots=True)
class ZoneRequest:
    """A place, one way or another, and what is asked of it. asks_rule: the zone alone does not answer."""

    asks_zone: bool
    asks_rule: bool
    point: Point | None = None
    parcel: str = ""
    address: WrittenAddress | None = None


def understand(text: str, insee: str) -> ZoneRequest | None:
    """What a citizen's text asks at a place; None when it names no place, or what becomes of land."""
    said = _OTHER.sub(" ", plain(text))
    point, parcel = _point(text, insee), _parcel(text)
    address = next(iter(written_addresses(said)), None)
    nowhere = point is None and not parcel and address is None
    if nowhere or (_DEALING.search(said) and not _SURE.search(said)):
        return None
    asked = _NOT_RULE.sub(" ", said)
    rule = _RULE.search(asked) is not None
    placed = point is not None or bool(parcel)
    zone = (_ZONE if placed else _SURE).search(said) is not None or (placed and not _residue(asked))
    if not placed and _FLOODED.search(said):
        zone = False  # a street's risk is a matter of its documents, not of its zone alone
    return ZoneRequest(zone, rule, point, "" if point else parcel, None if placed else address)


def _point(text: str, insee: str) -> Point | None:
    """The point that a text gives; « 48.99, 3.2 » is one beside a word of zones, and no price or height."""
    found, said = parse_point(text, insee), plain(text)
    if found is not None or not (_ZONE.search(said) or _POINT.search(said)):
        return found
    return parse_point(_SHORT_DECIMALS.sub(_longer, text), insee)


def _longer(number: re.Match[str]) -> str:
    """`3.200` of `3.2`: as many decimals as a position has."""
    return number[0].ljust(number[0].index(number[1]) + 4, "0")


def _parcel(text: str) -> str:
    """The reference of a parcel, `AB 123`, with its prefix if it has one; empty when there is none."""
    for pattern in (_AFTER_PARCEL, _BARE_PARCEL):
        found = pattern.search(text)
        if found and (asked := asked_parcel(found["code"])):
            return " ".join(filter(None, asked))
    return ""


def _residue(said: str) -> list[str]:
    """The words beside a bare point or parcel that nothing explains."""
    for pattern in (_PARCEL, _POINT):
        said = pattern.sub(" ", said)
    return [word for word in re.findall(r"[^\W\d]{3,}", said) if word not in filler()]
