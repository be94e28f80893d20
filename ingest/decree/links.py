"""What an act does to other acts: repeals, amends, cites; each with its own words. Knows no document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.decree.dates import dates_in
from ingest.decree.letters import plain
from ingest.decree.numbers import normalised, numbers_in
from ingest.facts import ActLink, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

_ACT = re.compile(r"\b(arr?ete|deliberation|decision)s?\b")
_KINDS = {"arrete": "arrêté", "arete": "arrêté", "deliberation": "délibération", "decision": "décision"}
_REPEALING = r"abrog|annul|rapport|retir|remplac|substitu"
_AMENDING = r"modifi|complet|prorog|prolong|rectifi"
_ENDING = r"(?:e|ee|es|ees|ent|era|eront|eant|ant|iant|eo|er|ation|ement|e?e?s?|iee?s?|ient|iera)"
_VERB = rf"(?P<verb>{_REPEALING}|{_AMENDING})"
_BEING = r"(?:est|sont|sera|seront|soit|demeure(?:nt)?|reste(?:nt)?)"
_PASSIVE = re.compile(
    rf"\b{_BEING}(?: (?!par\b|pas\b)[a-z,']+){{0,3}}? {_VERB}\w*"
    r"|\bcesse(?:nt|ra|ront)?(?: [a-z]+){0,4} effets?\b"
)
_ACTIVE = re.compile(
    rf"\b{_VERB}(?:e|ent|era|eront|ant|eant|iant|iera|iees?|ations?(?= d[eu']| partielle)|ication(?= d))\b"
    rf"(?: et (?:{_REPEALING}|{_AMENDING})\w+)*|\bportant (?P<noun>{_REPEALING}|{_AMENDING})\w*"
)
_NOT = re.compile(r"\bn'(?:est|sont|a|ont|abroge|annule|modifie)\b|\bn[e'] \w+ pas\b")
_FOREIGN = re.compile(
    r"prefec|prefet|minist|departement|communaut|metropol|syndic|presidente?\b|royal|tribunal|conseil d'etat"
    r"|constitution|cour d|region|agglomeration|intercommunal|conjoint"
)
_OWN = re.compile(r"municip|du maire|communal(?!e de)|du conseil\b|notre|mon |en vigueur")
_PIECES = (
    r"(?:articles?|alineas?|annexes?|paragraphes?|chapitres?|points?|tirets?|phrases?|tableaux?|mentions?|mots?"
    r"|termes?)"
)
_WHOSE = r"(?:l'|la |le |les |notre |son |sa |mon |ledit |ladite )?(?:presente? )?"
_PART = re.compile(rf"\b{_PIECES}\b[^.;:]{{0,80}}\b(?:de|a|du|des|dans|d')\W*{_WHOSE}$")
_PARTLY = re.compile(
    r"\b(?:dans|en|a) s(?:on|es) (?:seule?s? )?(?:articles?|annexes?|alineas?)"
    r"|\ben (?:ce qui concerne|tant qu)|\ben ce qu'|\ba l'exception d|\bsauf\b|\bpartiellement\b"
)
_PROVISIONS = re.compile(r"\bdispositions?\b[^.;]*$")
_NARROWED = re.compile(r"\b(?:relatives?|concernant|portant|contraires)\b")
_CLAUSE = re.compile(
    r"\b(?:portant|relati(?:f|ve)s?|reglementant|fixant|concernant|instituant|autorisant|interdisant|accordant"
    r"|pris(?:e|es)? (?:en|pour)|limitant|prescrivant|ayant|par le|par la|par lequel|qui|susvise)\b|[;:(]"
)
_SHORT = 90
_NEAR = 55
_LIVES = re.compile(
    r"\b(?:entr\w+ en|pren\w+ effet|s'appli\w+|applicable|compter|partir|valable|vigueur (?:le|au|du)|cess\w+"
    r"|expir\w+|dure\w*)\b"
)
_ARTICLE = re.compile(
    r"^\W{0,3}(?:article|art\.?)\s+(?:\d+(?:er)?|premier|unique|[ivxl]+(?:er)?)\s*[:.°)/-]*\s*[-:.]*\s*"
)
_EFFECT = re.compile(r"(?:a (?:compter|partir) du|a la date du|avec effet (?:au|du)|au|des le|le)\s*$")


@dataclass(frozen=True, slots=True)
class Named:
    """An act named in a sentence. start, end: where; nature: its qualifiers, folded."""

    kind: str
    number: str
    signed_on: date | None
    start: int
    end: int
    nature: str


def ruled(sentences: Iterable[str], of_prefect: bool = False) -> list[ActLink]:
    """What the sentences of a ruling, or an object, repeal and amend."""
    links: list[ActLink] = []
    listed: Relation | None = None
    for sentence in sentences:
        found = list(_ruled(sentence, of_prefect))
        if not found and listed:
            found = [_link(listed, sentence, named) for named in named_in(sentence, of_prefect)]
            listed = listed if found else None
        elif sentence.rstrip().endswith(":"):
            listed = _announced(sentence)
        else:
            listed = None
        links += found
    return links


def cited(sentences: Iterable[str]) -> list[ActLink]:
    """The acts of the commune that the grounds of an act rest on."""
    links = []
    for sentence in sentences:
        if re.match(r"\W{0,3}vu\b", plain(sentence)):
            links += [
                _link(Relation.CITES, sentence, named)
                for named in named_in(sentence)
                if named.number or named.kind != "arrêté" or _OWN.search(named.nature)
            ]
    return links


def strongest(links: Sequence[ActLink], number: str, signed_on: date | None) -> tuple[ActLink, ...]:
    """One link an act: a repeal before an amendment, an amendment before a mention; none to itself."""
    kept: dict[tuple[str, str, date | None], ActLink] = {}
    for relation in (Relation.REPEALS, Relation.AMENDS, Relation.CITES):
        for link in links:
            itself = normalised(link.number) == normalised(number) and link.signed_on in (None, signed_on)
            key = (link.kind, normalised(link.number), link.signed_on)
            if link.relation is relation and not (itself and link.number) and key not in kept:
                kept[key] = link
    return tuple(kept.values())


def effect_of(told: str) -> date | None:
    """The day at which a repeal says that it takes effect; None when it does not say."""
    folded = plain(told)
    verb = _PASSIVE.search(folded) or _ACTIVE.search(folded)
    names = named_in(told, of_prefect=True)
    for one in dates_in(told):
        named = any(name.start <= one.start < name.end for name in names)
        if verb and not named and _EFFECT.search(folded[: one.start]):
            return one.day
    return None


def named_in(sentence: str, of_prefect: bool = False) -> list[Named]:
    """The acts that a sentence names by number or by date, those of other authorities left out."""
    folded = plain(sentence)
    words = list(_ACT.finditer(folded))
    named: list[Named] = []
    for place, word in enumerate(words):
        end = words[place + 1].start() if place + 1 < len(words) else len(sentence)
        verb = _PASSIVE.search(folded, word.end(), end)
        stop = verb.start() if verb else end
        itself = re.search(r"\bpresente?s? $", folded[: word.start()])
        found = [] if itself else list(_chain(sentence, _KINDS[word[1]], word.end(), stop))
        own = (
            not found
            or of_prefect
            or not _FOREIGN.search(found[0].nature + _following(folded, found[-1].end, stop))
        )
        named += found if own else []
    return named


def _following(folded: str, start: int, stop: int) -> str:
    """The words after a name that still say whose act it is: `du 3 mai 2020 du conseil communautaire`."""
    after = folded[start : min(stop, start + 60)]
    clause = re.search(
        r"[,;:(]|\b(?:portant|relati|regl|fix|est|sont|concern|modif|approuv|autoris|donnant|abrog)", after
    )
    return " " + after[: clause.start() if clause else len(after)]


def _chain(sentence: str, kind: str, start: int, stop: int) -> Iterator[Named]:
    """`n° 12 du 3 mai 2020, n° 14 et du 5 mars 1976` → three names."""
    text = sentence[start:stop]
    folded = plain(text)
    numbers = [(one.start, one.end, one.number) for one in numbers_in(text)]
    dated = [(one.start, one.end, one.day) for one in dates_in(text)]
    nature, after, first = "", 0, True
    while True:
        number = next((one for one in numbers if one[0] >= after), None)
        day = next((one for one in dated if one[0] >= after), None)
        opens = min((one for one in (number, day) if one), key=lambda one: one[0], default=None)
        if opens is None or not _joins(folded[after : opens[0]], first, opens is number):
            return
        if first:
            nature = folded[: opens[0]]
        name, end = "", opens[0]
        if number and opens is number:
            name, end = number[2], number[1]
        dated_too = day and (opens is day or (day[0] - end <= _NEAR and not _stops(folded[end : day[0]])))
        on, end = (day[2], day[1]) if day and dated_too else (None, end)
        yield Named(kind, name, on, start + opens[0], start + end, nature)
        after, first = end, False


def _joins(between: str, first: bool, is_number: bool) -> bool:
    """Whether the words before a number or a date still name an act."""
    if first:
        of_date = is_number or re.search(r"\b(?:du|de)\s*$", between)
        return (
            len(between) <= 90 and bool(of_date) and not (_CLAUSE.search(between) or _LIVES.search(between))
        )
    if is_number:
        return bool(
            re.search(
                r"(?:,|\bet|\bainsi que|\bou)\s*(?:l'|le |la |les |celui )?[\w ]{0,12}n?\s?[°º]?\s*:?\s*$",
                between,
            )
        )
    return bool(
        re.fullmatch(r"\s*(?:,|et|ainsi que|,? et)\s*(?:du|de celui du|celui du|en date du)\s*", between)
    )


def _stops(between: str) -> bool:
    """Whether a date after a number is no longer the date of that act."""
    if not re.search(r"\b(?:du|de|le|date)\s*:?\s*$", between):
        return True
    return bool(re.search(r"[,;:]|\bet\b", between) or _CLAUSE.search(between) or _LIVES.search(between))


def _ruled(sentence: str, of_prefect: bool) -> Iterator[ActLink]:
    folded = plain(sentence)
    named = named_in(sentence, of_prefect)
    if not named or _NOT.search(folded):
        return
    heading = _ARTICLE.match(folded)
    begin = heading.end() if heading else 0
    for place, name in enumerate(named):
        word = max((found.start() for found in _ACT.finditer(folded, 0, name.start)), default=begin)
        relation = _relation(folded, begin, word, name, nested=place > 0)
        if relation is Relation.REPEALS and _is_partial(folded, begin, word, name):
            relation = Relation.AMENDS
        if relation:
            yield _link(relation, sentence, name)


def _relation(folded: str, begin: int, word: int, name: Named, nested: bool) -> Relation | None:
    """What the nearest verb does: the one before the act's name, else the passive after it."""
    active = list(_ACTIVE.finditer(folded, begin, word))
    passive = _PASSIVE.search(folded, name.end)
    before = _PASSIVE.search(folded, begin, word)
    if active and not (nested and passive) and not (before and before.end() > active[-1].end()):
        return _meaning(active[-1]["verb"] or active[-1]["noun"], active[-1][0])
    if active and nested and passive and re.search(r"[,;]|\bet\b", folded[active[-1].end() : word]) is None:
        return None
    found = passive or before
    return _meaning(found["verb"] or "abrog", found[0]) if found else None


def _meaning(verb: str, words: str) -> Relation:
    """`annule et remplace` repeals; `modifie et complète` amends; one repealing verb is enough."""
    repeals = re.search(_REPEALING, words) or re.match(_REPEALING, verb)
    return Relation.REPEALS if repeals else Relation.AMENDS


def _is_partial(folded: str, begin: int, word: int, name: Named) -> bool:
    """Only an article, an annex, what concerns one matter: the act itself still holds."""
    before, after = folded[begin:word], folded[name.end :]
    provisions = _PROVISIONS.search(before)
    narrowed = bool(provisions) and bool(_NARROWED.search(provisions[0] if provisions else ""))
    narrowed = narrowed or (bool(provisions) and bool(re.match(r"\s*,?\s*(?:relatives|concernant)", after)))
    return bool(_PART.search(before)) or bool(_PARTLY.search(after)) or narrowed


def _announced(sentence: str) -> Relation | None:
    """What a sentence that ends with a colon does to the acts listed under it."""
    folded = plain(sentence)
    found = _PASSIVE.search(folded) or re.search(rf"\b(?P<verb>{_REPEALING})\w*", folded)
    short = len(folded) <= _SHORT
    return _meaning(found["verb"] or "abrog", found[0]) if found and (short or _ACT.search(folded)) else None


def _link(relation: Relation, sentence: str, named: Named) -> ActLink:
    return ActLink(relation, sentence.strip(), named.kind, named.number, named.signed_on)
