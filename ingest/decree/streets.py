"""The streets that a ruling names, as it writes them. Knows no document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.decree.letters import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

_TYPES = (
    r"rue|ruelle|avenue|av\.|boulevard|boul\.|bd\.?|place|placette|chemin|route|impasse|all[ée]es?|quai|square|passage|sentier"
    r"|sente|mont[ée]e|c[ôo]te|esplanade|promenade|rond-point|giratoire|faubourg|venelle|traverse|rocade|pont|parking|parvis"
    r"|lotissement|r[ée]sidence|mail|cours|voie|carrefour|hameau|villa|cit[ée]|cour"
)
_LINK = r"(?:de la|de l[’']|de|du|des|d[’']|l[’']|la|le|les|à la|à l[’']|aux?|à|en|sur|et)"
_CAP = r"(?:[A-ZÀ-Þ][\w’'.-]*|\d{1,2}(?:er)?\s(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)(?:\s\d{4})?)"  # noqa: E501
_NAMED = re.compile(
    rf"(?<![\w-])(?P<type>(?i:{_TYPES}))\s+(?P<name>(?:{_LINK}\s*)?{_CAP}(?:\s+(?:{_LINK}\s*)?{_CAP})*)"
)
_COMMON = re.compile(
    rf"(?<![\w-])(?P<type>(?:{_TYPES}))\s+(?P<name>(?:de la|de l[’']|du|des)\s*(?P<word>[a-zà-ÿ-]{{4,}}))"
)
_ROAD = re.compile(
    r"\b(?:(?:route|voie) (?:départementale|communale|métropolitaine|nationale|rurale)\s*(?:n\s?[°º]\s?)?\d+\s?[A-Z]?\d?|(?:RD|RN|VC|RM|CR|D|M)\s?(?:n\s?[°º]\s?)?\d{1,4}[A-Z]?)\b"  # noqa: E501
)
_GENERIC = frozenset(
    [
        "commune",
        "ville",
        "circulation",
        "stationnement",
        "chantier",
        "travaux",
        "vehicules",
        "pietons",
        "voirie",
        "parking",
        "cyclistes",
        "secours",
        "riverains",
        "gauche",
        "droite",
        "presente",
        "present",
        "manifestation",
        "signalisation",
        "livraison",
        "livraisons",
        "bus",
        "taxis",
        "secteur",
        "quartier",
        "village",
        "bourg",
        "departement",
        "procedure",
        "place",
        "session",
        "annee",
        "journee",
        "periode",
        "mois",
        "droit",
        "domaine",
        "public",
        "police",
        "lieux",
        "usagers",
    ]
)
_UPPER_ENDS = re.compile(r"\s+(?:de|du|des|la|le|les|à|au|et|en|sur|l[’']|d[’'])$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"tribunal|recours|telerecours|domicili|demeurant|siege|sise?\b|ampliation|adress|immatricul|siret"
)
_LOWER_ONLY = re.compile(r"\b(?:en|sur|mise en|au|aux|a la)\s+$")
_STOPS = frozenset(
    (
        "Article",
        "ARTICLE",
        "Le",
        "La",
        "Les",
        "Monsieur",
        "Madame",
        "Mme",
        "M.",
        "Du",
        "Sur",
        "Dans",
        "Il",
        "Pour",
    )
)


def streets_in(sentences: Iterable[str]) -> tuple[str, ...]:
    """Each street once, in the order of the ruling; addresses of persons and courts are left out."""
    found: dict[str, str] = {}
    for sentence in sentences:
        if not _ELSEWHERE.search(plain(sentence)):
            for street in _streets(sentence):
                found.setdefault(plain(street), street)
    return tuple(found.values())


def _streets(sentence: str) -> list[str]:
    found = [
        (match.start(), _named(match)) for match in _NAMED.finditer(sentence) if _is_street(match, sentence)
    ]
    taken = {start for start, _ in found}
    for match in _COMMON.finditer(sentence):
        generic = plain(match["word"]) in _GENERIC or _LOWER_ONLY.search(plain(sentence[: match.start()]))
        if match.start() not in taken and not generic:
            found.append((match.start(), match[0]))
    found += [(match.start(), match[0]) for match in _ROAD.finditer(sentence)]
    return [" ".join(street.split()) for _, street in sorted(found) if street]


def _is_street(match: re.Match[str], sentence: str) -> bool:
    """`cours` and `place` are words of their own too: `au cours de`, `en place`."""
    before = plain(sentence[max(0, match.start() - 12) : match.start()])
    return (
        not _LOWER_ONLY.search(before)
        or match["type"][0].isupper()
        or before.endswith(("aux ", "au ", "sur "))
    )


def _named(match: re.Match[str]) -> str:
    """The street up to where another street or a new sentence begins."""
    words = match[0].split()
    for place, word in enumerate(words[1:], 1):
        if word in _STOPS and place > 1:
            words = words[:place]
            break
        if re.fullmatch(_TYPES, word, re.IGNORECASE) and place > 1 and words[place - 1][0].isupper():
            words = words[:place]
            break
    shown = " ".join(words)
    while (cut := _UPPER_ENDS.sub("", shown)) != shown:
        shown = cut
    return shown.rstrip(" .,;:-") if len(shown.split()) > 1 else ""
