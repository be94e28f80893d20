"""The public service that a heading or a sentence names: its kind, and its name as written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingest.folding import fold
from ingest.sentences import MONTHS, WEEKDAYS

# By kind, folded. The kinds that the questions' vocabulary knows have its keys.
_NOUNS: Final = {
    "mairie_annexe": r"mairies?[- ](?:annexe|deleguee|de quartier|de secteur)",
    "mairie": r"(?:secretariat|accueil|services?) de (?:la )?mairie|mairie|hotel de ville|maison commune",
    "bibliotheque": r"mediatheque|bibliotheque",
    "ludotheque": r"ludotheque",
    "decheterie": r"dechett?eries?",
    "piscine": r"piscine|(?:centre|espace|complexe) (?:nautique|aquatique)",
    "poste": r"agence postale(?: communale| intercommunale)?|bureau de poste|(?:relais|point) poste|la poste",
    "ccas": r"ccas|centre communal d'action sociale",
    "france_services": r"(?:(?:maison|espace|point) )?france services?",
    "office_tourisme": r"office (?:de|du) tourisme|syndicat d'initiative|point information tourisme",
    "police_municipale": r"police municipale",
    "tresorerie": r"tresorerie",
    "musee": r"musee",
    "patinoire": r"patinoire",
    "creche": r"(?:micro-|halte-)?creche|multi-accueil|halte-garderie|relais petite enfance",
    "centre_loisirs": r"(?:centre|accueil) de loisirs",
    "centre_social": r"centre social|maison des associations|maison de services",
    "urbanisme": r"service (?:de l')?urbanisme",
    "etat_civil": r"service (?:de l')?etat[- ]civil",
    "services_techniques": r"services techniques",
    "recyclerie": r"recyclerie|ressourcerie",
    "archives": r"archives (?:municipales|communales)",
    "conservatoire": r"conservatoire|ecole de musique",
    "cimetiere": r"cimetieres?",
    "cinema": r"cinema",
    "camping": r"camping",
}
_KIND: Final = re.compile("|".join(rf"(?P<{kind}>{nouns})" for kind, nouns in _NOUNS.items()))
NOUN: Final = re.compile(rf"(?<![\w-])(?:{'|'.join(f'(?:{nouns})' for nouns in _NOUNS.values())})(?![\w])")
EVERYBODY: Final = re.compile(
    r"(?:(?:tous|l'ensemble de) )?(?:les|vos|nos|des) (?:services|bureaux) "
    r"(?:municipaux|communaux|publics|de la (?:ville|commune))"
)
_ADJECTIVES: Final = re.compile(
    r" (?:municipal|communal|intercommunal|departemental|central|pour tous)e?s?(?!\w)"
)
_LINKING: Final = (
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "l'",
    "d'",
    "et",
    "en",
    "sur",
    "aux",
    "au",
    "à",
    "a",
    "-",
    "–",
)
_WORD: Final = re.compile(r"\s+(?:[«\"“]\s?)?(?:[ldLD]['’])?([^\s,;:.()«»\"“”]+)(?:\s?[»\"”])?")
_OF: Final = {"le": "du ", "du": "du ", "les": "des ", "des": "des ", "l'": "de l'", "la": "de la "}
_NAME_WORD: Final = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]*")
_NO_NAMES: Final = {
    *WEEKDAYS, *map(fold, MONTHS), "horaires", "horaire", "ouverture", "ouvert", "ouverte", "fermeture",
    "ferme", "fermee", "tel", "telephone", "contact", "matin", "accueil", "place", "rue", "avenue",
    "boulevard", "route", "chemin", "impasse", "adresse",
}  # fmt: skip


# Letters whose folded form is longer or shorter than one.
_UNEVEN: Final = re.compile("[œæŒÆ\u00ad\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Named:
    """A service where a text names it. start, end: in the text. name: with a capital, without its article."""

    kind: str
    name: str
    start: int
    end: int

    @property
    def key(self) -> str:
        return f"{self.kind} {fold(self.name)}"[:120]


def services_named(text: str) -> list[Named]:
    """Every service that a text names, in its order."""
    folded = aligned(text)
    return [_named(text, folded, match) for match in NOUN.finditer(folded)]


@lru_cache(maxsize=256)
def aligned(text: str) -> str:
    """The text folded letter for letter, so that places in it are places in the text."""
    folded = fold(text)
    if len(folded) == len(text) and not _UNEVEN.search(text):
        return folded
    letters = (fold(letter) for letter in text)
    return "".join(letter[:1] or " " for letter in letters)


def _named(text: str, folded: str, match: re.Match[str]) -> Named:
    end = match.end()
    if adjective := _ADJECTIVES.match(folded, end):
        end = adjective.end()
    end = _name_end(text, end)
    kind = _KIND.match(match[0])
    name = " ".join(re.sub(r"[«»\"“”]", " ", text[match.start() : end]).split()).strip(" -–,")
    name = name.title() if name.isupper() and len(name) > 5 else name[:1].upper() + name[1:]
    return Named(kind.lastgroup or "" if kind else "", name, match.start(), end)


def _name_end(text: str, end: int) -> int:
    """Where the proper name behind a noun ends: « médiathèque Les Saules », « mairie de Saint-Jean »."""
    place = end
    for word in _WORD.finditer(text, end):
        if word.start() != place or fold(word[1]) in _NO_NAMES:
            break
        place = word.end()
        if _NAME_WORD.fullmatch(word[1]):
            end = place
        elif word[1].casefold() not in _LINKING:
            break
    return end


def article_before(text: str, named: Named) -> str:
    """`de la `, `du `, `des `, `de l'`: how a title goes on to the service."""
    before = aligned(text)[: named.start]
    found = re.search(r"(?<!\w)(la|le|les|l'|du|des) ?$", before)
    return _OF.get(found[1] if found else "", "")
