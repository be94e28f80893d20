"""The life of a plan as its cover, margins and file name tell it: approved when, in place of what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ingest.document import Block, Doubt
from ingest.facts import Act, ActLink, Relation, Validity
from ingest.folding import fold
from ingest.sentences import MONTH_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.document import Element
    from ingest.readers.source import Source

KIND = "plan local d'urbanisme"
TOLD_WORDS = 25
_DAY = re.compile(
    rf"(?<![\d/.])(?P<day>\d{{1,2}})(?: ?er)?"
    rf"(?: (?P<name>{'|'.join(MONTH_NUMBERS)}) |\s?[/.-]\s?(?P<month>\d{{1,2}})\s?[/.-]\s?)"
    r"(?P<year>(?:19|20)?\d\d)(?!\d)"
)
_APPROVED = re.compile(
    r"approuv|approbation|adopte|opposable|executoire|en vigueur|\bdcm\b|\bvu pour etre annexe"
)
_CHANGED = re.compile(r"modifi|revis|mis[ea]? (?:a jour|en compatibilite)|mise (?:a jour|en compatibilite)")
_NOT_YET = re.compile(r"\barret(?:e|ee|er|ant)?\b|prescri|enquete|debat|projet|arrete n")
_CNIG = re.compile(
    r"(?P<owner>\d{9}|\d{5}|2[AB]\d{3})_(?:[A-Z]+_)?reglement(?:_\w+?)?_(?P<day>\d{8})(?!\d)",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"(?:se substitue(?:nt)?|remplace(?:nt)?|abroge(?:nt)?|annule(?:nt)? et remplace(?:nt)?"
    r"|en remplacement)\b"
    r".{0,90}?(?:plans? d[’']occupation des sols|plans? loca(?:l|ux) d[’']urbanisme|\bP\.?O\.?S\b"
    r"|\bP\.?L\.?U\b|cartes? communales?)",
    re.IGNORECASE,
)
_INTERCOMMUNAL = re.compile(r"\bPLU[ -]?i|plan local d[’']urbanisme intercommunal", re.IGNORECASE)
_LAND_USE = re.compile(r"plan d[’']occupation des sols|\bP\.?O\.?S\b")


@dataclass(frozen=True, slots=True)
class Approval:
    """A plan's act, and what an agent should confirm of it."""

    act: Act
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    day: date
    told: str


def approval_of(
    cover: Sequence[Element], margins: Sequence[str], body: Sequence[Element], source: Source, title: str
) -> Approval:
    """The act of the plan whose rules these are.

    cover: what stands before its first title. body: the text. The file's name may tell its day:
    `99001_reglement_20240115.pdf`.
    """
    today = source.today
    said = [day for element in cover for day in _days(element.text, today)]
    running = [day for line in dict.fromkeys(margins) for day in _days(line, today)]
    latest = max((one.day for one in (*said, *running)), default=None)
    named = _CNIG.search(source.name)
    dated = _day_of_name(named["day"]) if named else None
    told = next((one.told for one in said if one.day == latest and one.told), "")
    day = max((one for one in (latest, dated) if one), default=None)
    act = Act(
        KIND,
        told or _first(cover) or _first(body),
        number=_number(named, cover),
        signed_on=day,
        object=title,
        validity=Validity(in_force_from=day),
        links=tuple(_links(body, today)),
    )
    return Approval(act, tuple(_doubts(latest, dated)))


def _days(text: str, today: date) -> Iterator[_Said]:
    """The days on which a line says that the plan was approved or changed; never those of a project."""
    folded, start = fold(text), 0
    for found in _DAY.finditer(folded):
        before = folded[max(start, found.start() - 110) : found.start()]
        start = found.end()
        meant = _APPROVED.search(before) or (_CHANGED.search(before) and not _NOT_YET.search(before))
        day = _day(found)
        if meant and day and day <= today:
            yield _Said(day, _told(text))


def first_day(text: str, today: date) -> date | None:
    """The first day that a text names, None when it names none that has come."""
    found = _DAY.search(fold(text))
    day = _day(found) if found else None
    return day if day and day <= today else None


def _day(found: re.Match[str]) -> date | None:
    year = int(found["year"])
    if year < 100:
        year += 1900 if year > 60 else 2000
    try:
        return date(year, int(found["month"] or MONTH_NUMBERS[found["name"]]), int(found["day"]))
    except ValueError:
        return None


def _day_of_name(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _told(text: str) -> str:
    return " ".join(text.split(" ")[:TOLD_WORDS])


def _first(elements: Sequence[Element]) -> str:
    return next((_told(element.text) for element in elements if element.block is not Block.HEADING), "")


def _number(named: re.Match[str] | None, cover: Sequence[Element]) -> str:
    """The plan's identifier as the CNIG makes it, `99001_PLU_20240115`; empty for a free file name."""
    if not named:
        return ""
    words = " ".join(element.text for element in cover)
    kind = "PLUi" if len(named["owner"]) == 9 or _INTERCOMMUNAL.search(words) else "PLU"
    if _LAND_USE.search(words) and not re.search("plan local", words, re.IGNORECASE):
        kind = "POS"
    return f"{named['owner']}_{kind}_{named['day']}"


def _links(body: Sequence[Element], today: date) -> Iterator[ActLink]:
    """The plans that this one says it takes the place of."""
    for element in body:
        if found := _INSTEAD.search(element.text):
            day = first_day(element.text[found.end() : found.end() + 90], today)
            yield ActLink(Relation.REPEALS, found[0], KIND, signed_on=day)


def _doubts(said: date | None, named: date | None) -> Iterator[Doubt]:
    if said and named and said != named:
        sentence = (
            f"Le nom du fichier date ce plan du {named:%d/%m/%Y}, son texte du {said:%d/%m/%Y} :"
            " depuis quand cette version s'applique-t-elle ?"
        )
        yield Doubt("act.in_force_from", max(said, named).isoformat(), 0.6, sentence)
    elif named and not said:
        sentence = f"La date du plan ({named:%d/%m/%Y}) vient du seul nom du fichier : est-elle juste ?"
        yield Doubt("act.in_force_from", named.isoformat(), 0.7, sentence)
    elif not said:
        yield Doubt("act.in_force_from", "", 0.0, "Depuis quand ce règlement d'urbanisme s'applique-t-il ?")
