"""What the colours of a Word document mean: the coloured marks beside its labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

from ingest.readers.colours import colour_of, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_POINTS = 16.0  # a mark that hangs lower than this stands beside the next line
_MAX_LABEL = 80
_TOP = re.compile(r"margin-top:(-?[\d.]+)pt")

_SHAPES = "{urn:schemas-microsoft-com:vml}"
_MAY_BE_MARKS = ("shape", "rect", "roundrect", "oval")


@dataclass(slots=True)
class Legend:
    """labels: by colour. unmarked: labels whose mark has no readable colour."""

    labels: dict[str, str] = field(default_factory=dict)
    unmarked: list[str] = field(default_factory=list)

    def label(self, colour: str) -> str:
        """What this colour means; a shade stands for the only label of its name. Empty when not told."""
        if colour in self.labels:
            return self.labels[colour]
        alike = {label for other, label in self.labels.items() if name_of(other) == name_of(colour)}
        return alike.pop() if len(alike) == 1 else ""


def legend_of(body: Any) -> Legend:  # noqa: ANN401 - lxml elements are not typed here
    """The legend of a document's body; empty when it has none."""
    legend = Legend()
    paragraphs = [part for part in body if part.tag == qn("w:p")]
    texts = [_label(paragraph) for paragraph in paragraphs]
    for place, paragraph in enumerate(paragraphs):
        if texts[place] and (shade := _shade(paragraph)):
            legend.labels.setdefault(shade, texts[place])
        for colour, top in _marks(paragraph):
            following = [text for text in texts[place:] if text]
            line = max(0, round(top / _LINE_POINTS)) if top > 0 else 0
            if line < len(following):
                _learn(legend, colour, following[line])
    for cells in (row for table in body.iter(qn("w:tbl")) for row in table.iter(qn("w:tr"))):
        _learn_row(legend, list(cells.iter(qn("w:tc"))))
    return legend


def _learn(legend: Legend, colour: str, label: str) -> None:
    if colour:
        legend.labels.setdefault(colour, label)
    elif label not in legend.unmarked:
        legend.unmarked.append(label)


def _learn_row(legend: Legend, cells: list[Any]) -> None:
    """A row of two cells: a colour without a word, then what it means."""
    if len(cells) == 2 and not _text(cells[0]) and _text(cells[1]) and (colour := cell_colour(cells[0])):
        legend.labels.setdefault(colour, _text(cells[1])[:_MAX_LABEL])


def cell_colour(cell: Any) -> str:  # noqa: ANN401
    shading = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    return colour_of(shading.get(qn("w:fill")) or "") if shading is not None else ""


def _shade(paragraph: Any) -> str:  # noqa: ANN401
    """The colour behind a paragraph, or behind all of its words."""
    shading = paragraph.find(f"{qn('w:pPr')}/{qn('w:shd')}")
    if shading is not None and (colour := colour_of(shading.get(qn("w:fill")) or "")):
        return colour
    behind = {_behind(run) for run in paragraph.iter(qn("w:r")) if _own_text(run).strip()}
    return behind.pop() if len(behind) == 1 else ""


def _behind(run: Any) -> str:  # noqa: ANN401
    for name, attribute in (("w:shd", "w:fill"), ("w:highlight", "w:val")):
        found = run.find(f"{qn('w:rPr')}/{qn(name)}")
        if found is not None and (colour := colour_of(found.get(qn(attribute)) or "")):
            return colour
    return ""


def _marks(paragraph: Any) -> Iterator[tuple[str, float]]:  # noqa: ANN401
    """The colour and the height below the paragraph, in points, of each small shape without a text."""
    for shape in paragraph.iter(*(_SHAPES + name for name in _MAY_BE_MARKS)):
        if next(shape.iter(qn("w:txbxContent")), None) is None:
            top = _TOP.search(shape.get("style") or "")
            yield colour_of(shape.get("fillcolor") or ""), float(top[1]) if top else 0.0


def _label(paragraph: Any) -> str:  # noqa: ANN401
    """Its words up to the first tab or line break."""
    told = "".join(_own_text(run) for run in paragraph.iter(qn("w:r")))
    first = re.split(r"[\t\n]", told.strip())[0]
    return " ".join(first.split())[:_MAX_LABEL]


def _own_text(run: Any) -> str:  # noqa: ANN401
    """Without what stands in a shape."""
    breaks = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    return "".join(part.text or "" if part.tag == qn("w:t") else breaks.get(part.tag, "") for part in run)


def _text(cell: Any) -> str:  # noqa: ANN401
    return " ".join("".join(part.text or "" for part in cell.iter(qn("w:t"))).split())
