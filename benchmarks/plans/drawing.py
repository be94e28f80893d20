"""A plan as a PDF: pages laid out line by line, quickly enough for thousands of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from benchmarks.plans.piece import Ink, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmarks.plans.piece import Plan

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 70.0, 525.0, 765.0, 75.0
_BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}


def draw(plan: Plan, path: Path) -> int:
    """Write the plan to `path`; give its number of pages."""
    return _Press(plan, path).run()


class _Press:
    """The page being printed. y: where the next line goes."""

    def __init__(self, plan: Plan, path: Path) -> None:
        self.plan, self.print = plan, plan.typography
        self.canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=0)
        self.page, self.y, self.running = 1, TOP, ""
        self.notes: list[Piece] = []

    def run(self) -> int:
        self._cover()
        if self.print.contents:
            self._contents()
        for piece in self.plan.pieces:
            self._put(piece)
        self._turn()
        self.canvas.save()
        return self.page - 1

    def _cover(self) -> None:
        self.y = 600
        for place, line in enumerate(self.plan.cover):
            self._lines(
                [line], _BOLD[self.print.font] if place == 1 else self.print.font, 22 - 4 * min(place, 2)
            )
            self.y -= 20
        self._turn()

    def _contents(self) -> None:
        self._lines(["SOMMAIRE"], _BOLD[self.print.font], 14)
        for place, piece in enumerate(self.plan.pieces):
            if piece.ink is Ink.HEADING and piece.level <= 5 and piece.text:
                dots = " " + "." * 40 + " " if self.print.contents == "leaders" else " "
                self._lines([f"{piece.text[:70]}{dots}{4 + place // 14}"], self.print.font, 8.5)
        self._turn()

    def _put(self, piece: Piece) -> None:
        if piece.ink is Ink.PAGE:
            if self.y < TOP:
                self._turn()
            self.running = piece.running
        elif piece.ink is Ink.HEADING:
            self._heading(piece)
        elif piece.ink is Ink.TABLE:
            self._table(piece)
        elif piece.ink is Ink.NOTE:
            self.notes.append(piece)
        elif piece.ink is Ink.RULE:
            self._lines(
                self._wrapped(piece.text, self.print.font, self.print.size), self.print.font, self.print.size
            )
            self.y -= 5

    def _heading(self, piece: Piece) -> None:
        size = self.print.sizes[piece.level - 1]
        font = _BOLD[self.print.font] if self.print.bold[piece.level - 1] else self.print.font
        self.y -= 0.7 * size
        if self.y < BOTTOM + 5 * size:
            self._turn()
        self._lines(
            self._wrapped(piece.text, font, size), font, size, centred=piece.level <= self.print.centred
        )
        self.y -= 5

    def _lines(self, lines: Sequence[str], font: str, size: float, centred: bool = False) -> None:
        for line in lines:
            if self.y < BOTTOM + 22 * len(self.notes):
                self._turn()
            self.canvas.setFont(font, size)
            if centred:
                self.canvas.drawCentredString((LEFT + RIGHT) / 2, self.y, line)
            else:
                self.canvas.drawString(LEFT, self.y, line)
            self.y -= 1.25 * size

    def _wrapped(self, text: str, font: str, size: float) -> list[str]:
        lines, line = [], ""
        for word in text.split(" "):
            longer = f"{line} {word}" if line else word
            if line and stringWidth(longer, font, size) > RIGHT - LEFT:
                lines.append(line)
                longer = word
            line = longer
        return [*lines, line]

    def _table(self, piece: Piece) -> None:
        height, columns = 18.0, len(piece.rows[0])
        if self.y < BOTTOM + height * (len(piece.rows) + 1) + 22 * len(self.notes):
            self._turn()
        wide = (RIGHT - LEFT) / columns
        for number, row in enumerate(piece.rows):
            self.canvas.setFont(_BOLD[self.print.font] if number == 0 else self.print.font, 9)
            for column, cell in enumerate(row):
                self.canvas.rect(LEFT + column * wide, self.y - 5, wide, height)
                self.canvas.drawString(LEFT + column * wide + 4, self.y, cell)
            self.y -= height
        self.y -= 8

    def _turn(self) -> None:
        self._margins()
        self.canvas.showPage()
        self.page, self.y = self.page + 1, TOP

    def _margins(self) -> None:
        for place, note in enumerate(self.notes):
            self.canvas.setFont(self.print.font, 7.5)
            self.canvas.drawString(LEFT, BOTTOM + 18 * (len(self.notes) - place) - 22, note.text)
        self.notes = []
        if self.page == 1:
            return
        self.canvas.setFont(self.print.font, 8)
        for y, shape in ((805.0, self.print.head), (38.0, self.print.foot)):
            line = shape.format(zone=self.running, page=self.page).strip(" –-")
            self.canvas.drawCentredString(WIDTH / 2, y, line)


def marked(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces that carry a mark: what is to be found again."""
    yield from (piece for piece in pieces if piece.mark)
