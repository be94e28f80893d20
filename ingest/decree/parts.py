"""The parts of one act: what it is, what it rests on, what it rules, who signed it. Knows no format."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.decree.letters import plain, unspaced
from ingest.document import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.document import Element

HEAD_ELEMENTS = 40
_AUTHORITY = r"(?:le|la|nous,?) (?:maire|president|prefet)e?\b"
# « Le Maire de la commune, vu le code de la route… » opens the grounds that are one paragraph.
_GROUND = re.compile(
    rf"\W{{0,3}}(?:{_AUTHORITY}[^.;:]{{0,80}}?,\s)?"
    r"(?:vu|considerant|attendu|sur (?:la )?(?:proposition|rapport|presentation)|apres avis)\b"
)
_VERBS = r"(?:arret(?:e|ons|ent)|decide(?:nt)?|delibere|ordonne|prescrit)"
RULES = re.compile(
    rf"\W{{0,3}}(?:(?:le|la|nous|monsieur|madame)?[\w ,'-]{{0,80}}?\b{_VERBS}"
    r"(?: ce qui suit| a l'unanimite[\w ]{0,40})?\s*[:.;]?|(?:decision|arrete)\s?:)\s*$"
)
_ASSEMBLY = re.compile(
    r"(?:le|ce) (?:conseil|comite|bureau|assemblee)\b.{0,160}\b(?:decide|approuve|adopte|autorise|delibere"
    r"|fixe|vote|prend acte|emet|donne|accepte|designe|charge)"
    r"|apres (?:en )?avoir (?:en )?(?:delibere|entendu)|oui l'expose"
    r"|il (?:est|vous est|convient)[\w' ]{0,30} propose|propose au conseil|decide\s*[:,]",
    re.DOTALL,
)
_ARTICLE = re.compile(r"\W{0,3}(?:article|art\.?)\s+(?:1|premier|unique|i|ler|l)(?:er)?\b")
_NUMBERED = re.compile(r"\W{0,3}1(?:er)?\s?[.)°–-](?=\s)")  # where no article is called one
_CLOSING_WORDS = (
    r"fait (?:a|en|le|et)\b",
    r"ainsi (?:fait|delibere)",
    rf"(?:le \d{{1,2}}(?:er)? [a-z]+ \d{{4}}\W{{1,5}})?pour {_AUTHORITY}",
    r"pour (?:extrait|copie|expedition)",
    r"certifie (?:executoire|conforme)",
    r"donne a \w",
    r"acte (?:rendu|certifie)",
    r"(?:(?:a|en) )?[a-z][a-z' -]{1,40}, le .{4,40}$",
    r"(?:monsieur |madame )?la? ?e? maire,?\s*$",
    r"(?:le |la |l'|les )?(?:delai|voie)s? (?:et voies )?de recours",
    r"(?:delais|voies) (?:et|de) ",
    r"l[ea] presente? [\w ]{0,30}(?:peut|pourra) (?:faire|etre)",
    r"transmission en prefecture",
    r"(?:accuse|date) de recep",
    r"publiee? (?:et affichee? )?(?:le|sur)\b",
)
_FOOT = re.compile(rf"\W{{0,3}}(?:{'|'.join(_CLOSING_WORDS)})")
_CLOSES = re.compile(
    r"\bpour (?:extrait|copie|ampliation)[\w ]{0,15} conforme|\bpublie(?:e|s|es)? (?:et affichee? )?le\s*:"
)
_OPENS_PART = re.compile(
    r"(?<=[\w.,;:)»])\s+(?=(?:V[Uu] (?:l[ae] |les |l['’]|qu)|Considérant\b|CONSID[ÉE]RANT\b|Fait (?:à|en)\b"
    r"|A(?:rticle|RTICLE) (?:\d+|1er|premier|unique)(?:er)?\s?[:.–-]|D[ÉE]CIDE\s*:|L['’]an (?:deux|\d{4})"
    r"|ARR[ÊE]T(?:E|ONS)\b|(?:ARR[ÊE]T[ÉE]|D[ÉE]LIB[ÉE]RATION|D[ÉE]CISION)(?: [A-ZÉÊ]+){0,4} ?N\s?[°º]"
    r"|[Ll][ea] [Mm]aire (?:de|du|d['’]).{1,60},$))"
)
_ROLL = "Présents et absents"


@dataclass(frozen=True, slots=True)
class Parts:
    """Each element once, in reading order; the roll call is in none."""

    head: tuple[Element, ...]
    grounds: tuple[Element, ...]
    ruling: tuple[Element, ...]
    foot: tuple[Element, ...]
    marked: bool  # the ruling is announced: « ARRÊTE », « DÉCIDE », « le conseil, après en avoir délibéré »
    articles: int


def parts_of(elements: Sequence[Element]) -> Parts:
    body = _loosened(_without_roll(elements))
    folded = [plain(unspaced(element.text)) for element in body]
    ground = next((place for place, text in enumerate(folded) if _GROUND.match(text)), len(body))
    starts = _start(body, folded, ground)
    begin = starts if starts is not None else min(ground, len(body))
    foot = next((place for place in range(begin, len(body)) if _closes(folded[place])), len(body))
    head = min(ground, begin, HEAD_ELEMENTS)
    ruling = body[begin:foot] if starts is not None else ()
    marked = any(RULES.match(text) or _ASSEMBLY.search(text) for text in folded)
    articles = sum(bool(re.match(r"\W{0,3}art(?:icle|\.)\s+[\divxl]", text)) for text in folded)
    grounds = body[head:begin] if starts is not None else body[head:foot]
    return Parts(tuple(body[:head]), tuple(grounds), tuple(ruling), tuple(body[foot:]), marked, articles)


def _start(body: Sequence[Element], folded: Sequence[str], ground: int) -> int | None:
    """Where what is ruled begins: its announcement, the first article, the vote, or « 1. » after grounds."""
    after = ground if ground < len(body) else -1
    places = range(after + 1, len(body))
    announced = [place for place in places if RULES.match(folded[place]) and not _is_title(body[place].text)]
    article = next((place for place in places if _ARTICLE.match(folded[place])), None)
    if announced:
        return next(
            (place for place in reversed(announced) if article is None or place < article), announced[0]
        )
    if article is not None:
        return article
    voted = next((place for place in places if _ASSEMBLY.search(folded[place])), None)
    if voted is not None or ground == len(body):
        return voted
    return next((place for place in places if _NUMBERED.match(folded[place])), None)


def is_ground(element: Element) -> bool:
    return bool(_GROUND.match(plain(unspaced(element.text))))


def _closes(text: str) -> bool:
    return bool(_FOOT.match(text)) or bool(_CLOSES.search(text) and len(text) < 300)


def _is_title(text: str) -> bool:
    """`ARRÊTÉ` names the act, `ARRÊTE` announces what it rules; without accents, the colon tells."""
    return unspaced(text).rstrip(" .").endswith(("é", "É"))


def _without_roll(elements: Sequence[Element]) -> list[Element]:
    kept: list[Element] = []
    roll = False
    for element in elements:
        if element.block is Block.HEADING:
            roll = element.text == _ROLL
        if not roll:
            kept.append(element)
    return kept


def _loosened(elements: Sequence[Element]) -> list[Element]:
    """A part that a reader left at the end of another one stands for itself."""
    pieces = ((element, piece) for element in elements for piece in _OPENS_PART.split(element.text))
    return [element if piece == element.text else replace(element, text=piece) for element, piece in pieces]


def flowing(elements: Sequence[Element]) -> str:
    """The text as it is read: lines that go on are joined, what ends stays apart."""
    text = ""
    for element in elements:
        piece = " ".join(element.text.split())
        goes_on = text and text[-1] not in ".;:!?" and (piece[:1].islower() or piece[:1].isdigit())
        text = f"{text}{' ' if goes_on else chr(10)}{piece}" if text else piece
    return text


_ABBREVIATED = re.compile(
    r"(?:\b(?:n|art|art|al|st|ste|mme|mm|m|cf|bd|av|rd|dr|p)|\b[A-Z])\.$", re.IGNORECASE
)


def sentences(text: str) -> list[str]:
    """Sentences and list items; an abbreviation does not end one."""
    pieces: list[str] = []
    for line in text.split("\n"):
        fresh = True
        for piece in re.split(r"(?<=[.;!?])\s+(?=[«\"A-ZÀ-ÖØ-Þ0-9-])", line):
            if not fresh and _ABBREVIATED.search(pieces[-1]):
                pieces[-1] += f" {piece}"
            else:
                pieces.append(piece)
            fresh = False
    return [piece for piece in pieces if piece.strip()]
