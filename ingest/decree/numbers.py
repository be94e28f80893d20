"""Numbers of acts: as they are printed, and as they are compared. Knows no document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.decree.letters import plain

MARK = r"(?:\bn\s?[°º®ᵒ*]\s?s?|\bn[o0]s?\.?(?=\s?[\dA-Z]*[-_/]?\d)|\bnum[ée]ros?)\s?[:.]?\s?"
_PART = r"(?:[A-Z]{1,8}\d{0,6}|\d{1,8}[A-Z]{0,2})"
_YEAR = r"(?:19|20)\d\d"
_SPACED = rf"(?:{_YEAR}\s?[/-]\s?\d{{1,5}}|\d{{1,5}}\s?[/-]\s?{_YEAR})(?:\s?[/-]\s?\d{{1,5}})?"
_LETTERED = rf"[A-Z]{{1,6}}[ .]{{1,2}}{_YEAR}[ .]{{1,2}}\d{{1,5}}|[A-Z]{{1,6}}[ .]\d{{2,4}}[-/_]\d{{1,5}}"
SHAPE = (
    rf"(?:{_LETTERED}|{_SPACED}(?![-/_\w])|{_PART}(?:[-–/_.]{_PART})*)"
    r"(?:\s?(?:bis|ter|quater)\b)?(?![\wà-ÿÀ-Þ])"
)
_MARKED = re.compile(rf"(?i:{MARK})(?P<number>{SHAPE})")
_BARE = re.compile(
    rf"(?P<number>{_LETTERED}|{_YEAR}[-_/.](?:[A-Z]{{1,6}}[-_/.])?\d{{1,5}}(?:[-_/]\d{{1,5}})?)(?![-\w/])"
)
_CODED = re.compile(
    r"(?P<number>[A-Z]{1,6}[-_]?(?:19|20)\d\d[-_/]\d{1,5}|[A-Z]{1,6}[-_]\d{2,4}[-_]\d{1,5})(?![-\w/])"
)
# A scanner reads « N° 2019-077 » as « N' 2O19-077 ».
_MISREAD = re.compile(
    r"(?<![A-Za-z])[Nn]\s?['’`\"*°º]\s?"
    r"(?P<number>[12IlZ][09Oo][0-9OoIlZSB]{2}\s?[-/]\s?[0-9OoIl]{1,4})(?![\w/])"
)
_FIGURES = str.maketrans("OoIlZSB", "0011258")
# What stands before the number of a text of the State, not of the commune.
_STATE = re.compile(
    r"(?:lois?|decrets?|ordonnances?|circulaires?|directives?|code|cerfa|siret|insee)[\w\s,.']{0,30}$"
)
_ANNOUNCED = re.compile(
    r"(?:article|page|annexe|lot|parcelles?|section|rd|route|chemin|voie|rue|zone|tranche)\s*$"
)
_KIND_WORDS = frozenset(
    [
        "arrete",
        "arretes",
        "arr",
        "ar",
        "am",
        "a",
        "deliberation",
        "deliberations",
        "delib",
        "del",
        "dl",
        "dcm",
        "dcc",
        "decision",
        "decisions",
        "dec",
        "dm",
        "d",
        "de",
        "cm",
        "n",
        "no",
    ]
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number and its place in the text."""

    number: str
    start: int
    end: int


def numbers_in(text: str) -> list[Numbered]:
    """The numbers after a « n° », those of laws and of things left out."""
    return [found for found in _read(_MARKED, text) if any(letter.isdigit() for letter in found.number)]


def coded_in(text: str) -> list[Numbered]:
    """Numbers without « n° » whose shape tells: `2024-031`, `ARR 2024 31`, `D-2025-07`."""
    return sorted((*_read(_BARE, text), *_read(_CODED, text)), key=lambda found: found.start)


def misread_in(text: str) -> list[Numbered]:
    """Numbers whose figures a scanner took for letters, mended: a guess."""
    return [Numbered(one.number.translate(_FIGURES), one.start, one.end) for one in _read(_MISREAD, text)]


def _read(shape: re.Pattern[str], text: str) -> list[Numbered]:
    found = []
    for match in shape.finditer(text):
        before = plain(text[max(0, match.start() - 45) : match.start()])
        if not _STATE.search(before) and not _ANNOUNCED.search(before):
            found.append(Numbered(printed(match["number"]), match.start("number"), match.end("number")))
    return found


def printed(number: str) -> str:
    """As written, without the spaces around its strokes: `2014 / 172` → `2014/172`."""
    return re.sub(r"\s*([-–/_.])\s*", r"\1", " ".join(number.split())).strip(" .-–/_")


def normalised(number: str) -> str:
    """What two prints of one number share: `2014/172`, `172-2014`, `DEL 2014_0172` → `2014-172`."""
    folded = plain(number).strip()
    parts = re.findall(r"\d+|[a-z]+", folded)
    figures = [str(int(part)) for part in parts if part.isdigit()]
    letters = [part for part in parts if not part.isdigit() and part not in _KIND_WORDS]
    years = [part for part in figures if re.fullmatch(_YEAR, part)]
    year = years[:1] if len(figures) > 1 else []
    if year:
        figures.remove(year[0])
    return "-".join((*year, *figures, *letters))
