"""What a text refers to by a code: articles, numbers of acts, e-mail addresses, sites. Knows no passage.

« l'article UB 9 » and « UB9 » are one; `131/2026` and `2026-131` number the same act.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from inference.figures import fold
from inference.guard.tables import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ARTICLES = re.compile(r"\b(?:article(?P<several>s?)|art\.|(?P<short>arts)\.?) ?(?:n° ?)?")
# A code of law (L. 2212-1), a zone with its article (UA 10, 1AU 3), a number with its parts (2.3), « 1er ».
_CODE = re.compile(
    r"(?:(?:[lrd]\.? ?\*? ?|(?:[1-9]?au|u|n|a)[a-z]{0,2}\d? ?-? ?)?\d+(?:[.-]\d+)*(?:er)?|premier)(?!\w)"
)
_AND = re.compile(r"(?: ?[,;] ?(?:et )?| et | ou | (?P<to>a) )(?:de )?(?:l'|les )?(?:articles? )?")
_ZONED = re.compile(r"(?<!\w)(?:[1-9] ?)?(?:U[A-Z]|AU)[A-Za-z]?\d? ?-? ?\d{1,2}(?![\w.,/]*\d)(?!\w)")
_NUMBERED = re.compile(r"(?:^|› )\W*(\d+(?:\.\d+)*)(?:[.)] |(?: ?[-–—:.)])? (?=[A-ZÀ-Þ]))", re.MULTILINE)
_LONGEST_RANGE = 40
_NUMBER = re.compile(r"(?:n(?:°|o|umero)s? ?[a-z]{0,3}[-.]?|(?<![\d.,])(?=\d+[-/.]))\d{1,4}(?:[-/.]\d{1,4})*")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_END = ".,;:!?)]}»\"'’*/"


def referred(text: str) -> set[str]:
    """« article ub9 », « act 131/2026 », « mail mairie@… », « site …»: what a sentence refers to."""
    acts = {_act(match["number"]) for match in _named_act().finditer(fold(text))}
    return {f"article {code}" for code in _articles(text)} | acts | _mails(text) | set(_sites(text))


def referable(text: str, zones: Iterable[str] = ()) -> set[str]:
    """What a source of those zones supports: each number of its own, each page above those it names."""
    codes = {*_articles(text), *_NUMBERED.findall(text)}
    codes |= {
        code.lstrip("abcdefghijklmnopqrstuvwxyz") for code in codes if not code.startswith(("l", "r", "d"))
    }
    codes |= {f"{zone.casefold()}{code}" for zone in zones for code in codes if code.isdigit()}
    acts = {_act(number) for number in _NUMBER.findall(fold(text))}
    sites = {"/".join(parts[:upto]) for parts in _paths(text) for upto in range(1, len(parts) + 1)}
    return {f"article {code}" for code in codes} | acts | _mails(text) | sites


def _articles(text: str) -> set[str]:
    """The codes of the articles it names, those between the ends of a range too."""
    return {_plain(match[0]) for match in _ZONED.finditer(text)} | set(_listed(fold(text)))


def _listed(folded: str) -> Iterator[str]:
    for head in _ARTICLES.finditer(folded):
        several, start, first = bool(head["several"] or head["short"]), head.end(), ""
        while match := _CODE.match(folded, start):
            code = _plain(match[0])
            yield from _between(first, code)
            yield code
            more = _AND.match(folded, match.end())
            if not (several and more):
                break
            start, first = more.end(), code if more["to"] else ""


def _between(first: str, last: str) -> Iterator[str]:
    """The whole numbers of a range; nothing of one between codes."""
    if first.isdigit() and last.isdigit() and int(last) - int(first) <= _LONGEST_RANGE:
        yield from map(str, range(int(first) + 1, int(last)))


def _plain(code: str) -> str:
    """`L. 2212-1` → `l2212-1`, `UA 10` → `ua10`, `1er` → `1`."""
    bare = re.sub(r"[ *]|(?<=[a-z])[.-]|(?<=\d)er$", "", code.casefold())
    return "1" if bare == "premier" else bare


def _act(number: str) -> str:
    """The parts of a number in one order: the year stands first or last."""
    return "act " + "/".join(map(str, sorted(int(part) for part in re.findall(r"\d+", number))))


def _mails(text: str) -> set[str]:
    return {f"mail {address.casefold()}" for address in _MAIL.findall(text)}


def _sites(text: str) -> Iterator[str]:
    return ("/".join(parts) for parts in _paths(text))


def _paths(text: str) -> Iterator[list[str]]:
    """Each site as « site host » and the parts of its path."""
    for match in _site().finditer(_MAIL.sub(" ", text)):
        host, *path = (match["marked"] or match["bare"]).casefold().rstrip(_END).split("/")
        yield [f"site {host}", *path]


@cache
def _named_act() -> re.Pattern[str]:
    """An act named with its number: « arrêté municipal n° 12 », « délibération 2026-042 »."""
    kinds, between = ("|".join(words("acts", name)) for name in ("kinds", "between"))
    return re.compile(
        rf"\b(?:{kinds})s?(?: (?:{between}))* (?P<number>n(?:°|o|umero) ?[a-z]{{0,3}}[-.]?\d+(?:[-/.]\d+)*"
        r"|\d+(?:[-/]\d+)+)"
    )


@cache
def _site() -> re.Pattern[str]:
    """A site with its protocol, with « www. » or by one of the usual endings."""
    endings = "|".join(words("sites", "endings"))
    return re.compile(
        r"(?:https?://(?:www\.)?|\bwww\.)(?P<marked>[^\s<>«»]+)"
        rf"|(?<![\w.-])(?P<bare>(?:[\w-]+\.)+(?:{endings})(?![\w-])(?:/[^\s<>«»]*)?)",
        re.IGNORECASE,
    )
