"""The text of one act → its Act, and how sure each value is. Knows no format and no file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.decree import force, links, moments, naming, stamp, streets, votes
from ingest.decree.matter import matter_in
from ingest.decree.numbers import normalised
from ingest.decree.parts import Parts, flowing, is_ground, parts_of, sentences
from ingest.document import Block
from ingest.facts import Act, ActLink, Relation, Validity, Votes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ingest.decree.stamp import Stamp
    from ingest.document import Element

MIN_SIGNS = 3
MAX_STAMP_NUMBER = 20
_TOLD = 80


@dataclass(frozen=True, slots=True)
class Found:
    """What was read of one act, before it is told. The confidences are 0 to 1."""

    act: Act
    signed_confidence: float = 1.0
    number_confidence: float = 1.0
    object_confidence: float = 1.0
    life: force.Life = field(default_factory=lambda: force.Life(Validity()))


def act_in(elements: Sequence[Element], margins: str = "", file: str = "") -> Found | None:
    """The act that the elements are, None when they are none.

    margins: the text of running headers and footers, where stamps stand. file: its name, a last resort.
    """
    parts = parts_of(elements)
    announced = (element.text for element in (*parts.grounds[-2:], *parts.ruling[:3]))
    kind, title = naming.kind_of(parts.head, announced)
    if not kind:
        return None
    found = _Text(elements, parts, kind, title, margins, file).found()
    return found if _is_act(found.act, parts, title) else None


def _is_act(act: Act, parts: Parts, title: Element | None) -> bool:
    """Enough of what every act has: no letter, notice or form has it all."""
    works = (parts.marked, parts.articles > 0, bool(act.stamp), any(is_ground(one) for one in parts.grounds))
    named = (bool(act.number), act.signed_on is not None, votes.tells_votes(act.votes), bool(parts.foot))
    rules = any(link.relation is not Relation.CITES for link in act.links)
    announced = title is not None or parts.marked
    return announced and any(works) and sum(works) + sum(named) + rules >= MIN_SIGNS


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of one act, asked for one thing after the other."""

    elements: Sequence[Element]
    parts: Parts
    kind: str
    title: Element | None
    margins: str
    file: str

    def found(self) -> Found:
        head, text = _lines(self.parts.head), _lines(self.elements)
        around = f"{head}\n{_lines(self.parts.foot)}\n{self.margins}"
        seal = stamp.stamp_in(around) or stamp.stamp_in(text)
        named = self.title.text if self.title else ""
        signed = moments.signed_on(self.kind, named, head, text, seal)
        number, number_confidence = self._number(seal)
        told_object, sure = naming.object_of(self.parts.head, self.title)
        received, published = stamp.received_on(around, signed.day), stamp.published_on(around, signed.day)
        known_on = max((day for day in (received, published) if day), default=None)
        life = force.life_of(self.kind, self._ruling(), told_object, signed.day, known_on)
        authority = naming.authority_of(self.kind, self.parts.head, text)
        act = Act(
            kind=self.kind,
            told=self._told(number),
            number=number,
            signed_on=signed.day,
            object=told_object,
            authority=authority,
            matter=matter_in(f"{around}\n{text}"),
            stamp=seal.text if seal else "",
            received_on=received,
            published_on=published,
            votes=votes.votes_in(text) if self.kind == "délibération" else Votes(),
            validity=life.validity,
            temporary=life.temporary,
            streets=streets.streets_in(self._ruling()),
            links=self._links(told_object, authority, number, signed.day),
        )
        return Found(act, signed.confidence, number_confidence, 1.0 if sure else 0.5, life)

    def _ruling(self) -> list[str]:
        """The sentences that rule; the rows of what an assembly votes are prices and names, not rules."""
        assembly = self.kind != "arrêté"
        rows = (one for one in self.parts.ruling if not (assembly and one.block is Block.ROW))
        return sentences(flowing(tuple(rows)))

    def _links(self, told_object: str, authority: str, number: str, day: date | None) -> tuple[ActLink, ...]:
        of_prefect = authority == "le préfet"
        said = links.ruled(self._ruling(), of_prefect) + links.ruled([told_object], of_prefect)
        grounds = links.cited(sentences(flowing(self.parts.grounds)))
        return links.strongest(said + grounds, number, day)

    def _number(self, seal: Stamp | None) -> tuple[str, float]:
        """Printed, else as the prefecture's stamp or the file is called, which is a guess."""
        number, confidence = naming.number_of(self.parts.head, self.title)
        if number:
            return number, confidence
        figured = seal is not None and any(letter.isdigit() for letter in seal.number)
        if seal and figured and len(normalised(seal.number)) < MAX_STAMP_NUMBER:
            return seal.number, 0.6
        named = naming.number_of_file(self.file)
        return named, 0.5 if named else 1.0

    def _told(self, number: str) -> str:
        """The beginning of the text that carries the act: its title line, unless that is a heading."""
        body = [element for element in self.elements if element.block is not Block.HEADING]
        carriers = [one for one in body if number and number.replace(" ", "") in one.text.replace(" ", "")]
        carriers += [self.title] if self.title in body and self.title else []
        return (carriers or body or list(self.elements))[0].text[:_TOLD]


def _lines(elements: Sequence[Element]) -> str:
    return "\n".join(element.text for element in elements)
