"""Word tables whose empty cells say something by their colour: what it means is written into them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.document import Doubt
from ingest.readers.colours import name_of
from ingest.readers.legend import Legend, cell_colour, legend_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_GUESSED = 0.6


def with_colours_told(path: Path, scratch: Path) -> tuple[Path, tuple[Doubt, ...]]:
    """The document with words in its coloured cells, or as it is when it has none; what was guessed."""
    import docx

    document = docx.Document(str(path))
    body = document.element.body
    cells = [cell for table in body.iter(_name("w:tbl")) for cell in _coloured(table)]
    if not cells:
        return path, ()
    legend = legend_of(body)
    doubts = _completed(legend, {cell_colour(cell) for cell in cells})
    for cell in cells:
        _write(cell, legend.label(cell_colour(cell)) or f"cellule {name_of(cell_colour(cell))}")
    made = scratch / "colours-told.docx"
    document.save(str(made))
    return made, doubts


def _name(prefixed: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(prefixed))


def _coloured(table: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml elements are not typed here
    """The empty coloured cells of the rows that say something else too; of more than one colour in all."""
    rows = [list(row.iter(_name("w:tc"))) for row in table.iter(_name("w:tr"))]
    found = [
        cell
        for cells in rows
        if len(cells) > 2 and any(map(_has_text, cells))
        for cell in cells
        if cell_colour(cell) and not _has_text(cell)
    ]
    shades = {cell_colour(cell) for cells in rows[1:] for cell in cells[1:] if not _has_text(cell)}
    if len(shades) > 1:
        yield from found


def _has_text(cell: Any) -> bool:  # noqa: ANN401
    return any((part.text or "").strip() for part in cell.iter(_name("w:t")))


def _completed(legend: Legend, colours: set[str]) -> tuple[Doubt, ...]:
    """The one colour that is left goes with the one label that is left; what is guessed, or not known."""
    unknown = sorted({name_of(colour) for colour in colours if not legend.label(colour)})
    if len(unknown) == len(legend.unmarked) == 1:
        label = legend.unmarked[0]
        legend.labels |= {colour: label for colour in colours if name_of(colour) == unknown[0]}
        sentence = f"Les cellules de couleur {unknown[0]} du tableau veulent-elles dire « {label} » ?"
        return (Doubt("cell.colour", label, _GUESSED, sentence),)
    sentence = "Que veulent dire les cellules de couleur {} du tableau ? Aucune légende ne le dit."
    return tuple(Doubt("cell.colour", f"cellule {name}", 0.0, sentence.format(name)) for name in unknown)


def _write(cell: Any, text: str) -> None:  # noqa: ANN401
    from docx.oxml import OxmlElement

    paragraph = next(cell.iter(_name("w:p")), None)
    if paragraph is None:
        return
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    run.append(words)
    paragraph.append(run)
