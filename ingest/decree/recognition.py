"""A reading that is one act gets its Act and its validity; several acts in one file get theirs. Knows no format."""  # noqa: E501

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.decree import force, links, moments, naming, stamp, streets, votes
from ingest.decree.doubts import doubts_of
from ingest.decree.matter import matter_in
from ingest.decree.minutes import acts_told, is_minutes
from ingest.decree.numbers import normalised, numbers_in
from ingest.decree.parts import Parts, flowing, parts_of, sentences
from ingest.decree.titling import shown_title
from ingest.document import Block
from ingest.facts import Act, ActLink, Relation, Validity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.decree.stamp import Stamp
    from ingest.document import Element, Reading
    from ingest.readers.source import Source

MIN_SIGNS = 3
_TOLD = 80


@dataclass(frozen=True, slots=True)
class Found:
    """What was read of one act, before it is told. The confidences are 0 to 1."""

    act: Act
    signed_confidence: float = 1.0
    number_confidence: float = 1.0
    object_confidence: float = 1.0
    life: force.Life = field(default_factory=lambda: force.Life(Validity()))


def recognise(reading: Reading, source: Source) -> Reading:
    """The reading with the acts it holds; unchanged when it is a town plan, a sheet, or no act."""
    if reading.facts.acts or reading.facts.zones or any(element.zones for element in reading.elements):
        return reading
    if is_minutes(reading) or _titles(reading.elements) > 1:
        acts = acts_told(reading)
        return replace(reading, facts=replace(reading.facts, acts=acts)) if acts else reading
    found = act_of(reading, source.name)
    if found is None:
        return reading
    return replace(
        reading,
        title=shown_title(reading.title, found.act),
        facts=replace(reading.facts, acts=(found.act,)),
        validity=found.act.validity,
        doubts=reading.doubts + doubts_of(found),
    )


def act_of(reading: Reading, file: str) -> Found | None:
    """The act that the whole reading is, None when it is none."""
    parts = parts_of(reading.elements)
    kind, title = naming.kind_of(
        parts.head, (element.text for element in parts.grounds[-2:] + parts.ruling[:3])
    )
    if not kind:
        return None
    margins = "\n".join(text for _page, text in reading.furniture)
    found = _read(reading, parts, kind, title, margins, file)
    return found if _is_act(found.act, parts, title) else None


def _read(reading: Reading, parts: Parts, kind: str, title: Element | None, margins: str, file: str) -> Found:
    head, text = _lines(parts.head), "\n".join(element.text for element in reading.elements)
    around = f"{head}\n{_lines(parts.foot)}\n{margins}"
    seal = stamp.stamp_in(around) or stamp.stamp_in(text)
    signed = moments.signed_on(kind, title.text if title else "", head, text, seal)
    number, number_confidence = _number(parts, title, seal, file)
    received, published = stamp.received_on(around, signed.day), stamp.published_on(around, signed.day)
    ruling = sentences(flowing(parts.ruling))
    known_on = max((day for day in (received, published) if day), default=None)
    life = force.life_of(kind, ruling, signed.day, known_on)
    told_object, sure = naming.object_of(parts.head, title)
    authority = naming.authority_of(kind, parts.head, text)
    act = Act(
        kind=kind,
        told=_told(reading.elements, title, number),
        number=number,
        signed_on=signed.day,
        object=told_object,
        authority=authority,
        matter=matter_in(f"{around}\n{text}"),
        stamp=seal.text if seal else "",
        received_on=received,
        published_on=published,
        votes=votes.votes_in(text) if kind == "délibération" else Act(kind, "").votes,
        validity=life.validity,
        temporary=life.temporary,
        streets=streets.streets_in(ruling),
        links=_links(parts, ruling, told_object, authority, number, signed.day),
    )
    return Found(act, signed.confidence, number_confidence, 1.0 if sure else 0.5, life)


def _links(
    parts: Parts, ruling: Sequence[str], told_object: str, authority: str, number: str, day: date | None
) -> tuple[ActLink, ...]:
    of_prefect = authority == "le préfet"
    said = links.ruled(ruling, of_prefect) + links.ruled([told_object], of_prefect)
    return links.strongest(said + links.cited(sentences(flowing(parts.grounds))), number, day)


def _number(parts: Parts, title: Element | None, seal: Stamp | None, file: str) -> tuple[str, float]:
    """Printed, else as the prefecture's stamp or the file is called, which is a guess."""
    if number := naming.number_of(parts.head, title):
        return number, 1.0
    if seal and any(letter.isdigit() for letter in seal.number) and len(normalised(seal.number)) < 20:
        return seal.number, 0.6
    named = naming.number_of_file(file)
    return named, 0.5 if named else 1.0


def _is_act(act: Act, parts: Parts, title: Element | None) -> bool:
    """Enough of what every act has: no letter, notice or form has it all."""
    works = (parts.marked, parts.articles > 0, bool(act.stamp), any(_is_ground(one) for one in parts.grounds))
    named = (bool(act.number), act.signed_on is not None, votes.tells_votes(act.votes), bool(parts.foot))
    announced = title is not None or parts.marked
    rules = any(link.relation is not Relation.CITES for link in act.links)
    return announced and any(works) and sum(works) + sum(named) + rules >= MIN_SIGNS


def _is_ground(element: Element) -> bool:
    return element.text.lstrip(" -–").lower().startswith(("vu", "consid", "attendu"))


def _titles(elements: Sequence[Element]) -> int:
    """How many acts begin in the document, each with a title line and a number of its own."""
    lines = (one for one in elements if one.block is not Block.ROW and naming.kind_said(one.text))
    numbers = (found[0].number for one in lines if (found := numbers_in(one.text)) and found[0].start < _TOLD)
    return len({normalised(number) for number in numbers})


def _told(elements: Sequence[Element], title: Element | None, number: str) -> str:
    """The beginning of the text that carries the act: its title line, unless that is a heading."""
    body = [element for element in elements if element.block is not Block.HEADING]
    carriers = [one for one in body if number and number.replace(" ", "") in one.text.replace(" ", "")]
    carriers += [title] if title in body else []
    text = (carriers or body or list(elements))[0].text
    return text[:_TOLD]


def _lines(elements: Sequence[Element]) -> str:
    return "\n".join(element.text for element in elements)
