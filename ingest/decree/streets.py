"""The streets that a ruling names, as it writes them. Knows no document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.decree.letters import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WAYS = r"""
    rue ruelle avenue av\. boulevard boul\. bd\.? place placette chemin route impasse all[ée]es? quai square
    passage sentier sente mont[ée]e c[ôo]te esplanade promenade rond-point faubourg venelle traverse rocade
    pont parking parvis lotissement r[ée]sidence mail cours voie hameau cit[ée]
"""
_TYPE = f"(?i:{'|'.join(_WAYS.split())})"
_OTHER = rf"(?:{_TYPE}|(?i:giratoire|carrefour|article|monsieur|madame|le maire|du n))\b"
_LINK = r"(?:de la|de l[’']|de|du|des|d[’']|l[’']|la|le|les|à la|à l[’']|aux?|à|et|sur|en|sous)"
_MONTH = "(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_DAY = rf"\d{{1,2}}(?:er)?\s{_MONTH}(?:\s\d{{4}})?"
_NAME = rf"(?:[A-ZÀ-Þ][a-zà-ÿ]{{0,3}}\.(?:-?[A-Z]\.)*|[A-ZÀ-Þ][\w’'-]*|{_DAY})"
_PROPER = re.compile(
    rf"(?<![\w-])(?P<type>{_TYPE})\s+(?:{_LINK}\s*)?{_NAME}(?:\s+(?:{_LINK}\s*)?(?!{_OTHER}){_NAME})*"
)
_COMMON = re.compile(rf"(?<![\w-])(?P<type>{_TYPE})\s+(?:de la|de l[’']|du|des)\s*(?P<word>[a-zà-ÿ-]{{4,}})")
_ROAD = re.compile(
    r"\b(?:(?:route|voie) (?:départementale|communale|métropolitaine|nationale|rurale)\s*(?:n\s?[°º]\s?)?"
    r"\d+\s?[A-Z]?\d?|(?:RD|RN|VC|RM|CR|D|M)\s?(?:n\s?[°º]\s?)?\d{1,4}[A-Z]?)\b",
    re.IGNORECASE,
)
# Words of the law after a word for a street: `voie de circulation`, `place de la commune`.
_GENERIC = frozenset(
    re.findall(
        r"\w+",
        """
        commune ville circulation stationnement chantier travaux vehicules pietons voirie parking cyclistes
        secours riverains gauche droite presente present manifestation signalisation livraison livraisons bus
        taxis secteur quartier village bourg departement procedure place session annee journee periode mois
        droit domaine public police lieux usagers
        """,
    )
)
_ELSEWHERE = re.compile(
    r"tribunal|recours|telerecours|domicili|demeurant|siege|sise?\b|ampliation|adress|immatricul|siret"
)
_SAYING = re.compile(r"\b(?:en|sur|mise en|au|aux|a la)\s+$")  # `en place`, `au cours de`, `sur place`


def streets_in(sentences: Iterable[str]) -> tuple[str, ...]:
    """Each street once, in the order of the ruling; addresses of persons and courts are left out."""
    found: dict[str, str] = {}
    for sentence in sentences:
        if not _ELSEWHERE.search(plain(sentence)):
            for street in _streets(sentence):
                found.setdefault(plain(street), street)
    return tuple(found.values())


def _streets(sentence: str) -> list[str]:
    """In order; of two readings that overlap, the one whose shape is the narrower."""
    matches = (*_ROAD.finditer(sentence), *_proper(sentence), *_common(sentence))
    taken: list[re.Match[str]] = []
    for match in matches:
        if not any(match.start() < other.end() and other.start() < match.end() for other in taken):
            taken.append(match)
    ordered = sorted(taken, key=lambda match: match.start())
    return [" ".join(match[0].split()).rstrip(" .,;:-") for match in ordered]


def _proper(sentence: str) -> Iterator[re.Match[str]]:
    for match in _PROPER.finditer(sentence):
        before = plain(sentence[max(0, match.start() - 12) : match.start()])
        said = _SAYING.search(before) and not before.endswith(("aux ", "au ", "sur "))
        if not said or match["type"][0].isupper():
            yield match


def _common(sentence: str) -> Iterator[re.Match[str]]:
    for match in _COMMON.finditer(sentence):
        if plain(match["word"]) not in _GENERIC and not _SAYING.search(plain(sentence[: match.start()])):
            yield match
