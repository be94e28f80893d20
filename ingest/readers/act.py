"""What acts of a commune have in common: number, object, attendance, stamp. Knows no format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.document import Block, Element

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(r"\bn\s?[°ºo]\s?[:.]?\s?((?:[A-Z]{1,4}[-_ ]?)?\d{1,4}(?:\s?[-/_.]\s?\d{1,4}){1,2})\b")
_OBJECT = re.compile(r"\bobjet\s?:\s*(.+)", re.IGNORECASE | re.DOTALL)
_KINDS = (
    ("Délibération", re.compile(r"délibérations?\b", re.IGNORECASE)),
    ("Arrêté", re.compile(r"arrêtés?\b", re.IGNORECASE)),
    ("Décision", re.compile(r"décisions?\b", re.IGNORECASE)),
)
_MINUTES = re.compile(r"(?:compte[- ]rendu|proc[eè]s[- ]verbal)\b", re.IGNORECASE)
_SITTING = re.compile(
    r"s[ée]ance (?:\w+ )?(?:du )?((?:\w+ )?\d{1,2}(?:er)? [a-zéû]+ \d{4})",
    re.IGNORECASE,
)
_PLAN_NAME = re.compile(r"plan local d[’']urbanisme(?: intercommunal)?", re.IGNORECASE)
_PLAN = re.compile(rf"(?:commune (?:de |d[’'])\S+ )?{_PLAN_NAME.pattern}", re.IGNORECASE)
HEAD_ELEMENTS = 25
_ROLL = re.compile(
    r"(?:étaient |sont )?(?:présents?|présentes|absents?|absentes?|excusés?|excusées?|pouvoirs?|procurations?"
    r"|représentés?|membres présents|secrétaire de séance|ont donné (?:pouvoir|procuration)"
    r"|absents? (?:excusés?|ayant (?:voté|donné)).*)\b",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"accusé de réception\s+[–-]\s+minist|acte certifié exécutoire|(?:envoi|envoyé|reçu) (?:en )?préfecture"
    r"|réception en préf|(?:publié|affiché)e? le\s*:?\s*\d{2}/\d{2}/\d{4}$|id\s*:\s*\d{3}-\d{9}-\d{8}-\S+$"
    r"|\d{3}-\d{9}-\d{8}-\S+|(?:\d{2}/\d{2}/\d{4}\s*){1,2}(?:\d{3}-\d{9}\S+)?$",
    re.IGNORECASE,
)


def title_of(elements: Sequence[Element]) -> str:
    """`Délibération n° 2014/220 – Comité 21 – Désignation…`, empty when the document is no act."""
    head = elements[:HEAD_ELEMENTS]
    return _plan(head) or _minutes(head) or _named(head) or _numbered(head)


def _plan(head: Sequence[Element]) -> str:
    """`Plan local d’urbanisme – Règlement écrit`, from a cover page."""
    cover = next(
        (element.text for element in head if element.page == 1 and _PLAN.fullmatch(element.text)), ""
    )
    piece = next((element.text for element in head if element.block is Block.HEADING), "")
    return f"{found[0]} – {piece}" if piece and (found := _PLAN_NAME.search(cover)) else ""


def _minutes(head: Sequence[Element]) -> str:
    """`Compte-rendu du Conseil municipal – séance du 7 février 2011`."""
    kind = next(
        (element.text for element in head if _MINUTES.match(element.text) and len(element.text) < 120), ""
    )
    sitting = next((found[1] for element in head if (found := _SITTING.search(element.text))), "")
    if not kind:
        return ""
    kind = kind.capitalize().replace("Proces", "Procès") if kind.isupper() else kind
    return kind if sitting in kind else f"{kind} – séance du {sitting.lower()}"


def _named(head: Sequence[Element]) -> str:
    """An element that is the title by itself: kind, number and object."""
    for element in head:
        named = any(shape.match(element.text) for _, shape in _KINDS) and _NUMBER.search(element.text)
        if named and len(element.text.split()) <= 45 and not _OBJECT.search(element.text):
            return element.text.rstrip(".")
    return ""


def _numbered(head: Sequence[Element]) -> str:
    number = next((found[1] for element in head if (found := _NUMBER.search(element.text))), "")
    kind = next((name for element in head for name, shape in _KINDS if shape.search(element.text)), "")
    told, has_object = _object(head)
    if not kind or not told or not (number or has_object):
        return ""
    number = re.sub(r"\s", "", number)
    if number and number in re.sub(r"\s", "", told):
        return told
    return f"{kind} n° {number} – {told}" if number else f"{kind} – {told}"


def _object(head: Sequence[Element]) -> tuple[str, bool]:
    for element in head:
        if found := _OBJECT.search(element.text):
            return found[1].strip().rstrip("."), True
    return next((element.text for element in head if element.block is Block.HEADING), ""), False


def is_stamp(line: str) -> bool:
    """A line of the prefecture's acknowledgement, printed across the page."""
    return bool(_STAMP.match(line)) and len(line) < 120


def arranged(elements: Sequence[Element], stamps: Sequence[str] = ()) -> list[Element]:
    """The roll call and the stamp put aside at the end, so that they cut nothing and drown nothing."""
    kept: list[Element] = []
    roll: list[Element] = []
    calling = False
    for element in elements:
        calling = element.block is not Block.HEADING and (
            _opens_roll(element) or (calling and _is_names(element.text))
        )
        (roll if calling else kept).append(element)
    page = elements[0].page if elements else None
    return (
        kept
        + _aside("Présents et absents", [element.text for element in roll], page)
        + _aside("Transmission en préfecture", stamps, page)
    )


def _opens_roll(element: Element) -> bool:
    found = _ROLL.match(element.text)
    if not found:
        return False
    rest = element.text[found.end() :].lstrip(" :")
    return (len(element.text) < 160 and element.text.rstrip().endswith(":")) or not rest or _is_names(rest)


def _is_names(text: str) -> bool:
    """Most of its words are written as names are."""
    words = [word for word in re.findall(r"[\w’'-]+", text) if len(word) > 2 and not word.isdigit()]
    return len(words) >= 2 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _aside(heading: str, texts: Sequence[str], page: int | None) -> list[Element]:
    if not texts:
        return []
    return [Element(heading, Block.HEADING, page, 1), Element(" ".join(texts), Block.PARAGRAPH, page)]
