"""Lines that are not what they look like: headings run into their text, cut in two, not set apart."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.document import Block, Element
from ingest.plu.heading import Heading, Kind
from ingest.plu.headings import heading_of
from ingest.plu.lettering import readable
from ingest.plu.openings import STRONG_CLOSING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_WORDS = 32
TITLE_WORDS = 24
_STOP = re.compile(r"\s?[:.]\s+(?=[A-ZÀ-Þ«–-])")
_BEGINS = re.compile(
    r"(?<=[a-zà-ÿ)])\s+(?=(?:Les?|La|L[’']|Toute?s?|Tous|Il|En|Dans|Une?|Sont|Est|Pour|Aucune?|Cette|Ces|Au|Aux|À"
    r"|Si|Lorsque?|Sauf|Voir|Non|Sans|Par|Sur|Rappel|Dispositions|Règles?)\b)"
)
_NOTHING = re.compile(
    r"(?:^|[-–—:.)]\s*|\s)(?P<rule>(?:non[- ]r[eé]glement[eé]e?s?|sans objet|n[eé]ant|non r[eé]gie?s?"
    r"|pas de (?:prescription|r[eè]gle)|il n[’']est pas (?:fix[eé]|pr[eé]vu)|non fix[eé]e?s?"
    r"|(?:article )?(?:abrog[eé]|supprim[eé])e?\b).{0,80})$",
    re.IGNORECASE,
)
_CAPITALS = re.compile(
    r"(?P<head>(?:[^a-zà-ÿ]{2,}?))\s+(?P<text>[A-ZÀ-Þ«][a-zà-ÿ’']*\s?[a-zà-ÿ].*)$", re.DOTALL
)
_VERB = re.compile(
    r"\b(?:est|sont|doit|doivent|peut|peuvent|s[’']appliquent?|ne|sera|seront|devra|devront|fixe|précise|autorise)\b"
)


def whole_headings(
    elements: Sequence[Element], known: frozenset[str]
) -> Iterator[tuple[Element, Heading | None]]:
    """Each element with what it opens; run-in headings parted from their text, cut ones put together."""
    waiting: tuple[Element, Heading] | None = None
    for element in elements:
        for part, heading in _parted(element, known):
            if waiting and (both := _together(waiting, part, heading, known)):
                part, heading = both
                waiting = None
            if waiting:
                yield waiting
                waiting = None
            if heading and heading.bare and heading.kind is not Kind.PLAIN:
                waiting = (part, heading)
            else:
                yield part, heading
    if waiting:
        yield waiting


def _parted(element: Element, known: frozenset[str]) -> list[tuple[Element, Heading | None]]:
    marked = element.block is Block.HEADING
    text = readable(element.text, known) if marked or len(element.text.split()) <= MAX_WORDS else element.text
    if element.block is Block.ROW:
        return [(element, None)]
    heading = heading_of(text, known, marked)
    if heading is None and not marked:
        heading = _bare_zone(text, known) or _bare_closing(text)
    if heading is None:
        return [(replace(element, text=text), Heading(Kind.PLAIN))] if marked else [(element, None)]
    head, tail = _run_in(text, heading)
    if not marked and not _promoted(head, tail, heading):
        return [(element, None)]
    parts: list[tuple[Element, Heading | None]] = [
        (replace(element, text=head, block=Block.HEADING), heading)
    ]
    if tail:
        parts.append((replace(element, text=tail, block=Block.PARAGRAPH, level=0), None))
    return parts


def _bare_zone(text: str, known: frozenset[str]) -> Heading | None:
    """A line that is not set apart opens a zone when it is all in capitals and says nothing else."""
    if len(text.split()) > 12 or (
        not text.isupper() and not re.fullmatch(r"zones? [\w, -]{1,20}", text, re.IGNORECASE)
    ):
        return None
    heading = heading_of(text, known, marked=True)
    return heading if heading and heading.kind is Kind.ZONE else None


def _bare_closing(text: str) -> Heading | None:
    """`LEXIQUE` alone on a line that is not set apart."""
    closing = text.isupper() and len(text.split()) < 6 and bool(STRONG_CLOSING.match(text))
    return Heading(Kind.PLAIN, closing=True) if closing else None


def _run_in(text: str, heading: Heading) -> tuple[str, str]:
    """`Article UA 5 – Superficie : non réglementé` → the heading and the rule."""
    if heading.kind not in (Kind.ARTICLE, Kind.NUMBERED, Kind.SUBSECTION, Kind.SECTION):
        return text, ""
    rest = text[heading.end :]
    if found := _NOTHING.search(rest):
        return text[: heading.end + found.start("rule")].rstrip(" -–—:."), found["rule"]
    capitals = _CAPITALS.match(rest)
    if capitals and len(capitals["text"].split()) > 5 and len(capitals["head"]) > 6:
        return text[: heading.end + capitals.end("head")].rstrip(" -–—:"), capitals["text"]
    if heading.kind is Kind.ARTICLE and (len(text.split()) > TITLE_WORDS or text.endswith(".")):
        return _sentence_parted(text, heading)
    return text, ""


def _sentence_parted(text: str, heading: Heading) -> tuple[str, str]:
    """A title up to its colon, its full stop or the word that begins a sentence; the rest is its text."""
    title = text[heading.end :]
    ends = (end for end in (_STOP.search(title), _BEGINS.search(title)) if end)
    found = min(ends, key=lambda end: end.start(), default=None)
    if not found or len(title[: found.start()].split()) > 26:
        return text, ""
    return text[: heading.end + found.start()], title[found.end() :]


def _promoted(head: str, tail: str, heading: Heading) -> bool:
    """Whether a line that does not stand out is a heading all the same: short, a title, no sentence."""
    if heading.closing and heading.kind is Kind.PLAIN:
        return True
    if (
        heading.kind in (Kind.NUMBERED, Kind.PLAIN)
        or len(head.split()) > MAX_WORDS
        or head.endswith((",", ";"))
    ):
        return False
    title = head[heading.end :]
    if heading.kind is Kind.ARTICLE and not heading.bare and not tail:
        parted = bool(re.search(r"[-–—:.)]\s*$", head[: heading.end])) or title.isupper()
        return parted and not title.endswith(".") and not _VERB.search(title) and title[:1].isupper()
    return not title.endswith(".") and not _VERB.search(title)


def _together(
    waiting: tuple[Element, Heading], element: Element, heading: Heading | None, known: frozenset[str]
) -> tuple[Element, Heading] | None:
    """`TITRE II` and the line under it that says what it is about, as one heading."""
    first, _ = waiting
    titles = heading is not None and heading.kind in (Kind.PLAIN, Kind.ZONE) and not heading.bare
    if not titles or element.page != first.page or len(element.text.split()) > MAX_WORDS:
        return None
    text = f"{first.text.rstrip(' :–-')} – {element.text}"
    both = heading_of(text, known, marked=True)
    return (replace(first, text=text), both) if both else None
