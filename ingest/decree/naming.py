"""What an act is called: its kind, who took it, its number and its object. Knows no format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.decree.dates import dates_in
from ingest.decree.letters import one_of, plain, unspaced
from ingest.decree.numbers import Numbered, coded_in, misread_in, numbers_in
from ingest.document import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.document import Element

TITLE_WORDS = 60
_WORDS = {"arrêté": r"arrete", "délibération": r"deliberation", "décision": r"decision"}
_TITLE = {
    kind: re.compile(
        rf"\W{{0,3}}(?:extrait (?:du|des) (?:registre|minute)s? des? {word}s?|registre des? {word}s"
        rf"|(?:projet d[e'] ?)?{word}\b(?!s)(?! (?:a|est|du [a-z]+ \d)\b)|objet de l[a'] ?{word})"
    )
    for kind, word in _WORDS.items()
}
_OBJECT = re.compile(
    r"(?<![a-z])[o0]b[jl]et\s*(?:de l[a'] ?(?:arrete|deliberation|decision|acte))?\s*[:;.-]+\s*"
    r"|^\W{0,2}[o0]bjet\s*$"
)
_OPENS = re.compile(
    r"\W{0,3}(?:portant|relati(?:f|ve)|reglementa(?:nt|tion)|interdi(?:sant|ction)|autoris(?:ant|ation)|fixant|modifi(?:ant|cation)"
    r"|abrog(?:eant|ation)|concernant|instituant|prescrivant|accordant|prononcant|constatant|nommant|instaurant|limitant"
    r"|mise? en|delegation|permission de|creation|occupation|circulation|stationnement)\b"
)
_SERVANTS = (
    ("le préfet", r"\b(?:arrete (?:inter)?prefectoral|(?:le|la|sous-) ?prefete?|prefecture d[eu])\b"),
    ("le conseil municipal", r"\bconseil municipal\b"),
    ("le conseil communautaire", r"\bconseil (?:communautaire|de communaute|metropolitain|de metropole)\b"),
    ("le conseil départemental", r"\bconseil (?:departemental|general)\b"),
    ("le comité syndical", r"\b(?:comite|conseil) syndical\b"),
    ("le conseil d'administration", r"\bconseil d'administration\b"),
    ("le président", r"\b(?:le|la|du|de la) presidente?\b"),
    ("le maire", r"\b(?:maire|municipale?|mairie)\b"),
)
_ASSEMBLIES = ("conseil", "comité")
# What stands in the head of an act without being its object.
_LETTERHEAD = (
    r"seance|republique francaise|liberte|departement|arrondissement|canton|commune|ville|mairie|nombre de",
    r"membres|convoc|date|l'an |presents?|absents?|secretaire|n\s?°|page|affich|envoy|recu|publi|id\s?:",
    r"(?:le|la|nous|monsieur|madame),? ?(?:le |la )?(?:maire|prefet|president)|reference|ref\b|direction",
    r"service|sous la presidence|(?:code )?(?:nomenclature|matiere|classification)|acte|rapporteur|tel",
    r"extrait|registre|(?:sous-)?prefe(?:t|cture)|region|metropole|communaute",
)
_SKIPPED = re.compile(one_of(*_LETTERHEAD))


def kind_of(head: Sequence[Element], ruling: Iterable[str]) -> tuple[str, Element | None]:
    """The kind of the act and the line that says it; the verb of what it rules when no line does."""
    for element in head:
        if element.block is not Block.ROW and (kind := kind_said(element.text)):
            return kind, element
    folded = " ".join(plain(unspaced(text)) for text in ruling)[:400]
    if re.search(r"\barret(?:e|ons|ent)\b\s*(?:ce qui suit)?\s*(?:[:.]|$|art)", folded):
        return "arrêté", None
    return "", None


def kind_said(text: str) -> str:
    """The kind that a title line names; empty for any other line."""
    line = plain(unspaced(text))
    if len(line.split()) > TITLE_WORDS:
        return ""
    return next((kind for kind, shape in _TITLE.items() if shape.match(line)), "")


def authority_of(kind: str, head: Sequence[Element], rest: str) -> str:
    """Who took the act, as the law names them; the head is believed before the signature."""
    assembly = kind == "délibération"
    for text in (" ".join(element.text for element in head), rest):
        folded = plain(text)
        for name, shape in _SERVANTS:
            if any(word in name for word in _ASSEMBLIES) == assembly and re.search(shape, folded):
                return name
    return {"délibération": "le conseil municipal"}.get(kind, "")


def number_of(head: Sequence[Element], title: Element | None) -> tuple[str, float]:
    """The number beside the kind, else the first of the head, and how sure it is."""
    lines = ([title] if title else []) + [element for element in head if element is not title]
    for read, confidence in ((numbers_in, 1.0), (coded_in, 1.0), (misread_in, 0.7)):
        for element in lines:
            if found := _first_own(read(unspaced(element.text)), element, title):
                return found, confidence
    return "", 0.0


def _first_own(found: Sequence[Numbered], element: Element, title: Element | None) -> str:
    """A number told of another act is not this one's: `modifiant l'arrêté n° 12`."""
    line = unspaced(element.text)
    for numbered in found:
        before = plain(line[: numbered.start])
        if re.search(
            r"(?:modifi|abrog|complet|annul|remplac|rapport|proroge|vertu|titre d)\w*\b.{0,60}$", before
        ):
            continue
        if element is title or len(line.split()) <= TITLE_WORDS:
            return numbered.number
    return ""


def object_of(head: Sequence[Element], title: Element | None) -> tuple[str, bool]:
    """What the act is about, and whether it says so itself: « Objet : », its title, its heading."""
    return next(((told, sure) for told, sure in _objects(head, title) if told), ("", False))


def _objects(head: Sequence[Element], title: Element | None) -> Iterable[tuple[str, bool]]:
    yield _labelled(head), True
    yield (_after_number(title.text) if title else ""), True
    yield next((told for one in head if one is not title and (told := _led_by_number(one.text))), ""), True
    after = head[head.index(title) + 1 :] if title in head else head
    opened = [element.text for element in after if _OPENS.match(plain(element.text))]
    opened = [text for text in opened if len(text.split()) <= TITLE_WORDS]
    yield (_clean(opened[0]) if opened and after[0].text == opened[0] else ""), True
    headings = [one.text for one in after if one.block is Block.HEADING and not _is_skipped(one.text)]
    yield _clean(next(iter(headings), "")), True
    yield _clean(next(iter(opened), "")), True
    yield _clean(next((text for text in map(_text, after) if _may_be_object(text)), "")), False


def _led_by_number(line: str) -> str:
    """`2023-12-04 : Adhésion au groupement` → `Adhésion au groupement`."""
    first = next(iter((*numbers_in(line[:40]), *coded_in(line[:40]))), None)
    leads = first is not None and first.start <= 4 and re.match(r"\s*[:–—-]", line[first.end :])
    return _after_number(line) if leads else ""


def _text(element: Element) -> str:
    return element.text


def _labelled(head: Sequence[Element]) -> str:
    for place, element in enumerate(head):
        text = " ".join(element.text.split())
        if found := _OBJECT.search(plain(text)):
            told = text[found.end() :].strip()
            following = head[place + 1 : place + 2]
            return _clean(told or (following[0].text if following else ""))
    return ""


def _after_number(title: str) -> str:
    """`ARRÊTÉ n° 2024-012 du 15 avril 2024 relatif aux bruits` → `relatif aux bruits`."""
    line = unspaced(title)
    ends = [numbered.end for numbered in (*numbers_in(line), *coded_in(line))[:1]]
    dated = [one for one in dates_in(line) if one.start - max(ends, default=0) < 14]
    rest = line[max([*ends, *(one.end for one in dated[:1])], default=len(line)) :]
    rest = rest.lstrip(" .,;:–—-_/)").strip()
    return _clean(rest) if len(rest) > 5 and not _is_skipped(rest) else ""


def _may_be_object(text: str) -> bool:
    words = text.split()
    bare = not numbers_in(text) and not dates_in(text) and not kind_said(text)
    return bare and 2 <= len(words) <= 45 and not _is_skipped(text) and not text.rstrip().endswith((",", ":"))


def _is_skipped(text: str) -> bool:
    line = plain(unspaced(text)).lstrip(" -–*_.:|")
    return bool(_SKIPPED.match(line)) or bool(kind_said(text)) or not any(letter.isalpha() for letter in line)


def _clean(text: str) -> str:
    return " ".join(text.split()).strip(" .;:–—-")


def number_of_file(name: str) -> str:
    """`arrete_2024-012_bruit.pdf` → `2024-012`; empty when the name holds no such number."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name).replace("_", " ")
    found = re.search(r"(?<![\d-])(?:19|20)\d\d[-./ ]\d{1,4}(?![\d-])", stem)
    return found[0].replace(" ", "-") if found else ""
