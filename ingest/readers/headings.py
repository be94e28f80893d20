"""What makes a line a heading, and how deep it stands. Knows no PDF library."""

from __future__ import annotations

import re

MAX_WORDS = 32
MAX_NUMBERED_WORDS = 70
_ROMAN = r"(?:[IVXLC]+|\d+|premier|première|1er|1ère|unique|préliminaire)"
_ZONE = r"(?:\d?[A-Z]{1,3}[a-z]{0,2}\d?)"
_ZONES = rf"{_ZONE}(?:\s*(?:,|et|/|-)\s*{_ZONE})*"
_RULES_OF = (
    r"(?:(?i:dispositions? (?:générales )?(?:applicables?|particulières?) (?:à|a|aux) (?:la |les )?))?"
)
# Legal divisions from the outermost in; their depth does not depend on the size of the letters.
_DIVISIONS = tuple(
    (level, re.compile(shape))
    for level, shape in (
        (1, rf"(?i:titre|livre|partie|annexe)\s+(?i:{_ROMAN})\b"),
        (2, rf"(?i:chapitre)\s+(?i:{_ROMAN})\b"),
        (3, rf"{_RULES_OF}(?i:zones?|secteurs?)\s+{_ZONES}\b(?!\s+[a-zé]{{3,}} )"),
        (4, rf"(?i:section)\s+(?i:{_ROMAN})\b"),
        (5, rf"(?i:sous[- ]section)\s+(?i:{_ROMAN})\b"),
        (6, rf"(?i:articles?)\s+(?:{_ZONES}\s*[-.–]?\s*)?(?i:{_ROMAN})(?:[.-]\d+)*\b"),
        (6, rf"{_ZONE}\s+\d{{1,2}}\s*[-–:.]\s"),
    )
)
_NUMBERED = re.compile(
    r"(?:(\d{1,3}(?:\s?[.-]\s?\d{1,2})*)\s?(?:[.)°:–]+\s+|-\s?(?=[A-ZÀ-Þa-zà-ÿ«\"]))"
    r"|([IVX]{1,5}|[A-H])\s?[.)–-]\s+)\S"
)
_BOILERPLATE = re.compile(
    r"(?:séance (?:publique|ordinaire|extraordinaire|du)|extrait du registre|république française|liberté"
    r"|département d|convoqué|mairie de|commune de|ville de|pour extrait|le maire\b|l[’'] ?an deux|publiée? "
    r"|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi) \d|accusé de réception|acte (?:certifié|rendu)"
    r"|(?:pour|contre|abstentions?)\s*:|[-–—_*. ]+$)",
    re.IGNORECASE,
)
_LETTERHEAD = re.compile(
    r"(?:direction|service|secrétariat|département|pôle|bureau|cabinet|mission)\b", re.IGNORECASE
)
_PERSON = re.compile(
    r"(?!(?:Le|La|Les|Un|Une|Du|De|Des|Zone|Secteur|Plan|Projet|Ville|Commune|Quartier|Place|Rue)\b)"
    r"(?:M\.|Mme|Mmes|MM\.|[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)*)(?: (?:–|[A-ZÀ-Þ'’-]{2,}))+"
)
FONT_LEVEL = 14


def division(text: str) -> int:
    """The depth of a legal division, 0 when the line is none."""
    return next((level for level, pattern in _DIVISIONS if pattern.match(text)), 0)


def is_boilerplate(text: str) -> bool:
    """What every act carries at its head and foot: never a heading."""
    return bool(_BOILERPLATE.match(text))


def is_letterhead(text: str) -> bool:
    """The service that wrote, at the head of the first page."""
    return bool(_LETTERHEAD.match(text)) and len(text.split()) < 12


def number_depth(text: str) -> int:
    """1 for `2 –`, 2 for `2-1 :`, 0 when the line has no number."""
    found = _NUMBERED.match(text)
    if not found:
        return 0
    return len(re.findall(r"\d+", found[1])) if found[1] else 1


def looks_like_one(text: str, bold: bool, larger: bool) -> bool:
    """Whether a short line that stands out is a heading."""
    letters = [letter for letter in text if letter.isalpha()]
    numbered = number_depth(text)
    if len(letters) < 3 or text.endswith((",", ";")) or is_boilerplate(text) or _PERSON.fullmatch(text):
        return False
    if numbered and larger:
        return len(text.split()) <= MAX_NUMBERED_WORDS
    if len(text.split()) > MAX_WORDS or "=" in text or "€" in text:
        return False
    if text.endswith((".", ":")) and not larger:
        return bool(numbered) and bold and not text.endswith(".")
    capitals = sum(letter.isupper() for letter in letters) > 0.8 * len(letters)
    return bold or larger or (capitals and len(letters) > 6 and bool(numbered))
