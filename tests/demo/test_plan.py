"""The plan of the fictional commune: every rule is found in the zone and the article where it was written."""

from __future__ import annotations

import re
import sys
from datetime import date
from typing import TYPE_CHECKING

from appliance.demo import DOCUMENTS, FOLDER
from appliance.demo.printing.source import Bullets, Heading, Paragraph, Table, load
from ingest.cut import cut
from ingest.readers.pdf import read
from ingest.readers.source import Source
from ingest.recognise import recognised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from appliance.demo.printing.source import Block

Place = tuple[tuple[str, ...], str]
NAME = "99001_reglement_20240115.pdf"


def written() -> Iterator[tuple[str, Place]]:
    """The beginning of every paragraph, point and cell of the source, and where it stands."""
    zones: tuple[str, ...] = ()
    section = article = ""
    for block in load(FOLDER / "sources" / "plu").blocks:
        if not isinstance(block, Heading):
            yield from ((text.replace("**", "")[:40], (zones, article)) for text in texts(block))
            continue
        if block.level == 1:
            named = re.search(r"à la zone (\w+)", block.text)
            zones, section, article = (named[1],) if named else (), "", ""
        elif found := re.match(r"(Section \d)|Sous-section (\S+)|Article (?:(\w+) )?(\d+)", block.text):
            part, sub, zone, number = found.groups()
            section = part or section
            article = f"{section} – {sub}" if sub else section if part else f"{zone or 'Article'} {number}"


def texts(block: Block) -> tuple[str, ...]:
    match block:
        case Paragraph(text):
            return (text,)
        case Bullets(items):
            return items
        case Table(rows):
            return tuple(row[-1] for row in rows[1:] if len(row[-1]) > 12)
    return ()


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def test_every_rule_of_the_demonstration_is_in_its_zone_and_article() -> None:
    source = Source(DOCUMENTS / NAME, NAME, "99001", date(2026, 11, 22))
    reading = recognised(read(source), source)
    passages = cut(reading.elements, reading.title)
    found = [
        any((p.zones, p.article) == place for p in passages if letters(text) in letters(p.text))
        for text, place in written()
    ]
    share = sum(found) / len(found)
    sys.stdout.write(f"{share:.1%} of {len(found)} pieces of the demonstration's plan are in their place\n")
    assert len(found) > 150
    assert share >= 0.98


def test_the_demonstration_plan_is_in_force_since_its_second_modification() -> None:
    source = Source(DOCUMENTS / NAME, NAME, "99001", date(2026, 11, 22))
    reading = recognised(read(source), source)
    assert reading.validity.in_force_from == date(2024, 1, 15)
    assert [(act.kind, act.number) for act in reading.facts.acts] == [
        ("plan local d'urbanisme", "99001_PLU_20240115")
    ]
    assert reading.doubts == ()
