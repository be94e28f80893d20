"""Forty-five real délibérations: numbers, dates and objects against what a bare reading of the PDF shows."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.document import Reading

SHARE = 0.98


class Shown(NamedTuple):
    """What the file shows by its stamp and its plain text, read without anything of ingest."""

    number: str
    day: str
    received: str
    object: str


def shown_by(path: Path) -> Shown:
    document = pypdfium2.PdfDocument(path)
    lines = "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r", "")
    text = " ".join(lines.split())
    stamp = re.search(r"\d{3}-\d{9}-(\d{8})-\d+-DE", text)
    number = re.search(r"n° ?(\d{4}) ?/ ?(\d+)", text)
    received = re.search(r"Réception en Préfecture : ?(\d\d/\d\d/\d{4})", text)
    told = re.search(r"\nAbsents ?:[^\n]*\n[^\n]*\n(.+?)\n[^\n]*rapporte", lines, re.DOTALL)
    assert stamp
    assert number
    return Shown(
        f"{number[1]}/{number[2]}", stamp[1], received[1] if received else "", told[1] if told else ""
    )


def letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def test_numbers_dates_and_objects_of_real_deliberations(
    real: Callable[[str], Path], read: Callable[..., Reading]
) -> None:
    right = {"number": 0, "signed": 0, "received": 0, "object": 0}
    files = sorted(real("montpellier/deliberations").glob("*.pdf"))
    assert len(files) == 45
    for path in files:
        shown, acts = shown_by(path), read(path).facts.acts
        if len(acts) != 1:
            continue
        right["number"] += acts[0].number == shown.number
        right["signed"] += f"{acts[0].signed_on:%Y%m%d}" == shown.day
        right["received"] += f"{acts[0].received_on:%d/%m/%Y}" == shown.received
        right["object"] += letters(acts[0].object) == letters(shown.object)
        assert len(letters(shown.object)) > 20, path.name
    told = ", ".join(f"{name} {count}/{len(files)}" for name, count in right.items())
    sys.stdout.write(f"right in the real délibérations: {told}\n")
    assert {name: count for name, count in right.items() if count < SHARE * len(files)} == {}


def test_each_keeps_its_stamp_and_its_publication(
    real: Callable[[str], Path], read: Callable[..., Reading]
) -> None:
    for path in sorted(real("montpellier/deliberations").glob("*.pdf")):
        (act,) = read(path).facts.acts
        assert re.fullmatch(r"034-213401722-20140522-\d{10}-DE", act.stamp)
        assert f"{act.published_on}" == "2014-05-23"
        assert act.authority == "le conseil municipal"
        assert act.validity.in_force_from == max(act.received_on or act.published_on, act.published_on)
        assert act.validity.in_force_until is None
