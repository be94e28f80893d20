"""What a question asks the number of, and whether a text counts it: « combien de places », « 12 places ».

A figure beside another noun counts something else. Knows no passage.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from text_to_num import alpha2digit

from inference.figures import fold
from ingest.lexical import stems

if TYPE_CHECKING:
    from collections.abc import Callable

_ASKS = re.compile(
    r"\b(?:combien (?:(?:il y a|(?:y )?[a-z]+ (?:t )?(?:ils?|elles?|on|vous)) )?(?:de |d')"
    r"|(?:quel est |quel sera |c'est quoi )?(?:le |quel )nombre (?:total |maximal |maximum )?(?:de |d'))"
    r"(?!temps\b|fois\b|haut(?:eur)?\b|large(?:ur)?\b|long(?:ueur)?\b|plus\b|moins\b|combien\b|l[ea]s? |l')"
    r"(?P<noun>[a-z'-]+(?: [a-z'-]+)?)"
)
# Telephone shorthand, where it is no bank card.
_SHORTHAND = re.compile(r"(?<!\bpar )(?<!\ben )(?<!\bla )(?<!\bma )(?<!\bune )\b(?:cb|cmb|combi1)\b")
_MANY = re.compile(r"\b(?:how many|cuant[oa]s|quant[oa]s) (?P<noun>[a-z]+)")
# What stands before the noun and is none.
_EPITHETS = re.compile(
    r"(?:nouve\w+|grande?s?|petite?s?|jeunes|autres|differente?s?|bonnes|vieilles|belles|hautes) "
)
# Between the figure and its noun: an epithet or two, never the end of what is said.
_FIGURE = re.compile(r"(?<![\d,.])(\d{1,3}(?:[ .]\d{3})+|\d+)(?![\d,.]*\d)(?! ?(?:€|%|h\b|/|euros?\b))")
_NEXT = re.compile(r" ?(?:\([^)]{0,20}\) ?)?((?:[a-z'-]+ ){0,2}[a-z'-]+)")
_LABEL = re.compile(r"([a-z' -]{3,60}?)(?:\([^)]{0,30}\) ?)?: ?\d")


@cache
def _places() -> frozenset[str]:
    """A place is for a person: « combien de places assises » asks of « 180 personnes assises »."""
    return frozenset(stems("places personnes"))


def written_out(question: str) -> str:
    """`question` folded, « cb » read as « combien », « tps » as « temps »."""
    return re.sub(r"\btps\b", "temps", _SHORTHAND.sub("combien", fold(question)))


def asked_number_of(question: str) -> str:
    """The noun that is counted, folded; empty when none is."""
    folded = re.sub(r"(?<=[a-z])-(?=t-|ils?\b|elles?\b|on\b|vous\b)", " ", written_out(question))
    folded = folded.replace(" t-", " t ")
    found = _ASKS.search(folded) or _MANY.search(folded)
    if not found:
        return ""
    noun = _EPITHETS.sub("", found["noun"]).strip()
    return noun.split()[0] if noun else ""


def counts(text: str, noun: str, held: Callable[[str], frozenset[str]]) -> bool:
    """Whether a figure of `text` is of `noun`. held: the asked words that any text holds, in any form."""
    wanted = frozenset(stems(noun)) | held(noun)
    if not wanted.isdisjoint(_places()):
        wanted |= _places()
    folded = fold(alpha2digit(text, "fr"))

    def named(words: str) -> bool:
        return bool(wanted & (held(words) | frozenset(stems(words))))

    for figure in _FIGURE.finditer(folded):
        after = _NEXT.match(folded, figure.end())
        if after and named(after[1]):
            return True
    return any(named(label[1]) for label in _LABEL.finditer(folded))
