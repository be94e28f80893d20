"""What a source says, whatever the format it is printed in. Knows no output format.

A source is a short TOML header between `+++` lines, then a subset of Markdown: headings, paragraphs,
`- ` bullets, `| a | b |` tables (first row is the header), `---` for a page break, `**bold**`.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

COMMUNE = "Valbrume-sur-Oisette"
DEPARTMENT = "Haute-Oisette"
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
APPEAL = (
    "Le présent acte peut faire l'objet d'un recours pour excès de pouvoir devant le tribunal "
    "administratif dans un délai de deux mois à compter de sa publication."
)


@dataclass(frozen=True)
class Letterhead:
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Stamp:
    text: str


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Signature:
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    text: str


@dataclass(frozen=True)
class PageBreak:
    pass


Block = Letterhead | Stamp | Heading | Paragraph | Bullets | Table | Signature | Note | PageBreak


@dataclass(frozen=True)
class Source:
    output: str
    kind: str
    title: str
    header: str
    footer: str
    day: date
    scan: bool
    blocks: tuple[Block, ...]


def load(path: Path) -> Source:
    """Read one source, or a folder of them that continue one another (header in the first)."""
    files = sorted(path.glob("*.md")) if path.is_dir() else [path]
    _, head, body = "\n".join(file.read_text("utf-8") for file in files).split("+++\n", 2)
    meta = tomllib.loads(head)
    opening, closing = _formalities(meta)
    return Source(
        output=meta["output"],
        kind=meta["kind"],
        title=typeset(meta["title"]),
        header=typeset(meta.get("header", "")),
        footer=typeset(meta.get("footer", "")),
        day=meta["date"],
        scan=meta.get("scan", False),
        blocks=(*opening, *_blocks(body), *closing),
    )


def bold_runs(text: str) -> list[tuple[str, bool]]:
    """`a **b** c` as [("a ", False), ("b", True), (" c", False)]."""
    return [(part, index % 2 == 1) for index, part in enumerate(text.split("**")) if part]


def in_words(day: date) -> str:
    """A date as an act writes it: « 1er avril 2026 »."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def typeset(text: str) -> str:
    """French typography: curly apostrophes, and no-break spaces where a line must not end."""
    text = text.replace("'", "’").replace("« ", "«\xa0")
    text = re.sub(r" (?=[;:!?»%€])", "\xa0", text)
    text = re.sub(r"(?<=\d) (?=(?:m|m²|m³|cm|km|h)\b|\d{3}\b)", "\xa0", text)
    text = re.sub(r"(?<=\d\d) (?=\d\d\b)", "\xa0", text)
    return re.sub(r"(?<=n°) |(?<=\dh) (?=\d)|(?<= [LR]\.) ", "\xa0", text)


def _formalities(meta: dict[str, Any]) -> tuple[list[Block], list[Block]]:
    if meta["kind"] not in ("decree", "deliberation"):
        return [], []
    state = ("RÉPUBLIQUE FRANÇAISE", f"Département de la {DEPARTMENT}", f"Commune de {COMMUNE}")
    done = {
        "decree": f"Fait à {COMMUNE}, le {in_words(meta['date'])}",
        "deliberation": "Pour extrait certifié conforme,",
    }[meta["kind"]]
    signature = Signature((done, "Le Maire,", meta["signatory"]))
    return [Letterhead(state), Stamp(typeset(meta["stamp"]))], [signature, Note(typeset(APPEAL))]


def _blocks(body: str) -> Iterator[Block]:
    for lines in _chunks(body):
        first = lines[0]
        if first.startswith("#"):
            marks, text = first.split(" ", 1)
            yield Heading(len(marks), text)
        elif first.startswith("- "):
            yield Bullets(tuple(line.removeprefix("- ") for line in lines))
        elif first.startswith("|"):
            yield Table(tuple(_cells(line) for line in lines))
        elif first == "---":
            yield PageBreak()
        else:
            yield Paragraph(" ".join(lines))


def _chunks(body: str) -> Iterator[list[str]]:
    for blank, lines in groupby(typeset(body).splitlines(), key=lambda line: not line.strip()):
        if not blank:
            yield list(lines)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))
