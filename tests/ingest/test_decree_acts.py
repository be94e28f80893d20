"""Acts in the layouts of many town halls are read alike from a Word file, a page and a PDF."""

from __future__ import annotations

import textwrap
import tomllib
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest

from tests.ingest.paper import Drawn, pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.document import Reading

WRITTEN = tomllib.loads(Path(__file__).with_name("written_acts.toml").read_text(encoding="utf-8"))
FIELDS = (
    "kind",
    "number",
    "signed_on",
    "object",
    "authority",
    "matter",
    "stamp",
    "received_on",
    "published_on",
)


def as_word(path: Path, lines: list[str]) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path.with_suffix(".docx")))
    return path.with_suffix(".docx")


def as_page(path: Path, lines: list[str]) -> Path:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    path.with_suffix(".html").write_text(f"<!doctype html><html><body>{body}</body></html>", encoding="utf-8")
    return path.with_suffix(".html")


def as_pdf(path: Path, lines: list[str]) -> Path:
    """Titles bold, 88 letters a line, little room between paragraphs."""
    drawn: list[list[Drawn]] = [[]]
    base = 800.0
    for line in lines:
        bold = line.isupper() or line.lower().startswith(("arrêté ", "objet"))
        for part in textwrap.wrap(line, 88):
            if base < 60:
                drawn.append([])
                base = 800.0
            drawn[-1].append(Drawn(60, base, 11, part, bold))
            base -= 14
        base -= 8
    return pdf(path.with_suffix(".pdf"), *drawn)


def told(reading: Reading) -> dict[str, Any]:
    """What was read of the only act, in the terms of the written ones."""
    (act,) = reading.facts.acts
    votes = {name: getattr(act.votes, name) for name in ("in_favour", "against", "abstained", "unanimous")}
    links = [
        {"relation": link.relation.value, "number": link.number}
        | ({"signed_on": link.signed_on} if link.signed_on else {})
        for link in act.links
    ]
    life = {
        "in_force_from": reading.validity.in_force_from,
        "in_force_until": reading.validity.in_force_until,
    }
    rest = {"temporary": act.temporary, "streets": list(act.streets), "links": links}
    found = {name: getattr(act, name) for name in FIELDS} | life | rest
    found["votes"] = {name: count for name, count in votes.items() if count is not None}
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize("made", [as_word, as_page, as_pdf])
@pytest.mark.parametrize("written", WRITTEN["act"], ids=lambda written: written["name"])
def test_an_act_is_read_as_it_is_written(
    made: Callable[[Path, list[str]], Path],
    written: dict[str, Any],
    read: Callable[..., Reading],
    tmp_path: Path,
) -> None:
    reading = read(made(tmp_path / "acte", written["text"].strip().splitlines()))
    expected = {name: value for name, value in written.items() if name not in ("name", "text", "guessed")}
    assert told(reading) == expected
    assert [doubt.subject for doubt in reading.doubts] == written.get("guessed", [])
    assert all(0 <= doubt.confidence < 1 and doubt.sentence.endswith("?") for doubt in reading.doubts)


@pytest.mark.parametrize("written", WRITTEN["other"], ids=lambda written: written["name"])
def test_what_only_speaks_of_an_act_is_none(
    written: dict[str, Any], read: Callable[..., Reading], tmp_path: Path
) -> None:
    reading = read(as_word(tmp_path / "papier", written["text"].strip().splitlines()))
    assert reading.facts.acts == ()
    assert reading.validity.in_force_from is None


def test_what_an_act_tells_is_found_in_a_passage(read: Callable[..., Reading], tmp_path: Path) -> None:
    from ingest.cut import cut

    for written in WRITTEN["act"]:
        reading = read(as_word(tmp_path / "acte", written["text"].strip().splitlines()))
        passages = cut(reading.elements, reading.title)
        assert any(reading.facts.acts[0].told in passage.text for passage in passages), written["name"]


def test_an_act_without_a_title_is_called_by_its_date(read: Callable[..., Reading], tmp_path: Path) -> None:
    (written,) = [act for act in WRITTEN["act"] if act["name"] == "replaces by date"]
    assert read(as_page(tmp_path / "acte", written["text"].strip().splitlines())).title == (
        "Arrêté du 2 novembre 2009"
    )
