"""Born-digital PDF: acts, the règlement with its table of contents, the two-column bulletin.

Uses the PDF base fonts (WinAnsi), so accents extract as they are read and no font file is needed.
"""

from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    KeepTogether,
    ListFlowable,
    NextPageTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid
from reportlab.platypus.tableofcontents import TableOfContents

from appliance.demo.printing import source as s
from appliance.demo.printing.pages import column, templates
from appliance.demo.printing.styles import BLUE, sheet


class _Document(BaseDocTemplate):
    """Reports each heading to the table of contents and to the outline."""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's own hook
        if isinstance(flowable, _Title):
            self.notify("TOCEntry", (flowable.level - 1, flowable.words, self.page))


class _Title(Text):
    def __init__(self, words: str, level: int, styles: dict[str, Any]) -> None:
        super().__init__(words, styles[f"heading{level}"])
        self.words = words
        self.level = level


def print_pdf(source: s.Source) -> bytes:
    """The source as a PDF, byte for byte the same at each call."""
    result = BytesIO()
    document = _Document(
        result,
        pagesize=A4,
        title=source.title,
        author=f"Commune de {s.COMMUNE}",
        lang="fr-FR",
        invariant=1,
    )
    document.addPageTemplates(templates(source))
    styles = sheet(source.kind)
    width = column(source.kind) - 12
    story = [item for block in source.blocks for item in _flow(block, styles, width)]
    document.multiBuild([*_opening(source, styles), *story])
    return result.getvalue()


def _opening(source: s.Source, styles: dict[str, Any]) -> list[Flowable]:
    if source.kind == "bulletin":
        return [NextPageTemplate("next")]
    if source.kind != "plu":
        return []
    contents = TableOfContents(levelStyles=styles["contents"], dotsMinLevel=0)
    return [
        NextPageTemplate("next"),
        Spacer(1, 6 * cm),
        Text(f"Commune de {s.COMMUNE}", styles["cover"]),
        Text("Plan local d’urbanisme", styles["cover"]),
        Text("3. Règlement écrit", styles["cover_title"]),
        Text("PLU approuvé par délibération du 27 juin 2013", styles["cover_note"]),
        Text("Modification n°\xa01 approuvée le 22 mars 2018", styles["cover_note"]),
        Text("Modification n°\xa02 approuvée le 15 janvier 2024", styles["cover_note"]),
        NewPage(),
        Text("Sommaire", styles["title"]),
        contents,
        NewPage(),
    ]


def _flow(block: s.Block, styles: dict[str, Any], width: float) -> list[Flowable]:
    match block:
        case s.Heading(level, text):
            return [CondPageBreak(2.5 * cm), _Title(text, level, styles)]
        case s.Paragraph(text):
            return [Text(_marked(text), styles["body"])]
        case s.Bullets(items):
            points = [Text(_marked(item), styles["item"]) for item in items]
            return [_bullets(points), Spacer(1, 5)]
        case s.Table(rows):
            return [_grid(rows, styles, width), Spacer(1, 8)]
        case s.PageBreak():
            return [NewPage()]
        case _:
            return _formality(block, styles)


def _formality(
    block: s.Letterhead | s.Stamp | s.Signature | s.Note, styles: dict[str, Any]
) -> list[Flowable]:
    match block:
        case s.Letterhead(lines):
            return [Text("<br/>".join(lines), styles["letterhead"])]
        case s.Stamp(text):
            return [_stamp(text, styles)]
        case s.Signature(lines):
            done, office, name = lines
            words = f"{done}<br/>{office}<br/><br/><br/><br/>{name}"
            return [KeepTogether([Spacer(1, 14), Text(words, styles["signature"]), _Seal()])]
        case s.Note(text):
            return [Spacer(1, 16), Text(text, styles["note"])]


def _bullets(points: list[Text]) -> ListFlowable:
    return ListFlowable(points, bulletType="bullet", start="–", bulletFontSize=9, leftIndent=14)


def _marked(text: str) -> str:
    return "".join(f"<b>{part}</b>" if bold else part for part, bold in s.bold_runs(text))


def _grid(rows: tuple[tuple[str, ...], ...], styles: dict[str, Any], width: float) -> Grid:
    longest = [max(len(row[column]) for row in rows) ** 0.7 for column in range(len(rows[0]))]
    head, *rest = rows
    cells = [[Text(cell, styles["cell_head"]) for cell in head]]
    cells += [[Text(cell, styles["cell"]) for cell in row] for row in rest]
    widths = [width * share / sum(longest) for share in longest]
    grid = Grid(cells, colWidths=widths, repeatRows=1)
    lines = ("GRID", (0, 0), (-1, -1), 0.5, colors.grey)
    shade = ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e3e8ee"))
    grid.setStyle(TableStyle([lines, shade, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]))
    return grid


def _stamp(text: str, styles: dict[str, Any]) -> Grid:
    stamp = Grid([[Text(text, styles["stamp"])]], colWidths=[7.2 * cm], hAlign="RIGHT")
    stamp.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 0.8, BLUE)]))
    return stamp


class _Seal(Flowable):
    """The round seal of the town hall, over the signature."""

    def wrap(self, *_: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        pen = self.canv
        pen.saveState()
        pen.translate(13.2 * cm, 1.5 * cm)
        pen.rotate(-9)
        pen.setStrokeColor(BLUE)
        pen.setLineWidth(1.1)
        pen.circle(0, 0, 1.25 * cm)
        pen.circle(0, 0, 0.85 * cm)
        for height in (-0.3, 0.0, 0.3):
            _wave(pen, height * cm)
        pen.restoreState()


def _wave(pen: Canvas, y: float) -> None:
    step, rise = 0.3 * cm, 0.15 * cm
    for left in (-2 * step, 0.0):
        right = left + 2 * step
        pen.bezier(left, y, left + step / 2, y + rise, right - step / 2, y - rise, right, y)
