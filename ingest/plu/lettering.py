"""Letters as printers' tricks leave them, made words again: `Z O N E U A`, `coNstRUctIoNs`, `A RTICLE`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# What headings of town plans are made of, longest first: spaced letters lose the gaps between their words.
_WORDS = sorted(
    re.findall(
        r"\w+",
        """
        ANNEXE ANNEXES ARTICLE ARTICLES CHAPITRE LEXIQUE GLOSSAIRE PARTIE PREAMBULE PRÉAMBULE SECTEUR SECTEURS
        SECTION SOMMAIRE SOUS TITRE ZONE ZONES DISPOSITION DISPOSITIONS APPLICABLE APPLICABLES COMMUNES
        GENERALES GÉNÉRALES PARTICULIERES PARTICULIÈRES REGLEMENT RÈGLEMENT URBAINE URBAINES URBANISER
        URBANISME AGRICOLE AGRICOLES NATURELLE NATURELLES FORESTIERES FORESTIÈRES PLAN LOCAL AUX DES LES DE DU
        LA LE ET
        """,
    ),
    key=len,
    reverse=True,
)
_SPACED = re.compile(r"(?<!\S)(?:[^\W_](?:['’]|\s?[-–]\s?|\s)){3,}[^\W_](?!\S)")
_JOINED_WORDS = re.compile("|".join([*_WORDS, "[AÀL](?=(?:LA|URBANISER|ZONE))", "."]), re.IGNORECASE)
_KEYWORD_CUT = re.compile(
    r"\b(?:(A)\s?(R\s?T\s?I\s?C\s?L\s?E(?:\s?S\b)?)|(Z)\s(ONES?)|(S)\s(ECTIONS?|ECTEURS?)|(T)\s(ITRE)|(C)\s(HAPITRE))\b"
)
_SCRAMBLED = re.compile(r"[^\W\d_]*[a-zà-ÿ][A-ZÀ-Þ][^\W\d_]*")
_BEFORE_A_ZONE = ("zone", "secteur", "article")


def readable(text: str, known: Iterable[str] = ()) -> str:
    """A heading with its letters put together and its false small capitals in lower case.

    known: the zones of the plan, which keep their capitals.
    """
    text = " ".join(text.split())
    text = _SPACED.sub(lambda run: _respaced(run[0]), text)
    text = _KEYWORD_CUT.sub(lambda cut: re.sub(r"\s", "", cut[0]), text)
    return _unscrambled(text, {zone.casefold(): zone for zone in known}) if is_scrambled(text) else text


def is_scrambled(text: str) -> bool:
    """Whether a font's small capitals came out as a mix of both cases."""
    return any(len(word) > 3 and word.lower() != "plui" for word in _SCRAMBLED.findall(text))


def _respaced(run: str) -> str:
    letters = re.sub(r"\s", "", run)
    words, rest = [], ""
    for found in _JOINED_WORDS.findall(letters):
        if len(found) > 1 or (found in "AÀL" and not rest):
            words += [rest, found]
            rest = ""
        else:
            rest += found
    return " ".join(word for word in (*words, rest) if word)


def _unscrambled(text: str, zones: Mapping[str, str]) -> str:
    """Words in lower case, zones as the plan names them, a capital first."""
    words: list[str] = []
    for word in text.split():
        plain = word.strip(",;:()/.").casefold()
        after = bool(words) and words[-1].startswith(_BEFORE_A_ZONE)
        zone = zones.get(plain, "") if after or (len(plain) > 1 and plain not in ("au", "un")) else ""
        if not zone and (after or any(letter.isdigit() for letter in word)):
            zone = plain.upper()
        words.append(word.casefold().replace(plain, zone) if zone else word.casefold())
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]
