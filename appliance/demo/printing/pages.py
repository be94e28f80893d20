"""The page around the text: frames, running header, page number, cover and masthead."""

from functools import partial

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from appliance.demo.printing import source as s
from appliance.demo.printing.styles import BLUE

WIDTH, HEIGHT = A4
MARGIN = 2.2 * cm


def column(kind: str) -> float:
    text = WIDTH - 2 * MARGIN
    return (text - 0.8 * cm) / 2 if kind == "bulletin" else text


def templates(source: s.Source) -> list[PageTemplate]:
    low, tall = 2 * cm, HEIGHT - 4.4 * cm
    wide = Frame(MARGIN, low, WIDTH - 2 * MARGIN, tall)
    furniture = partial(_furniture, source)
    if source.kind == "plu":
        return [
            PageTemplate("cover", [wide], onPage=_cover),
            PageTemplate("next", [wide], onPage=furniture),
        ]
    if source.kind == "bulletin":
        return [
            PageTemplate("first", _columns(low, tall - 2.2 * cm), onPage=partial(_masthead, source)),
            PageTemplate("next", _columns(low, tall), onPage=furniture),
        ]
    return [PageTemplate("act", [wide], onPage=furniture)]


def _columns(low: float, tall: float) -> list[Frame]:
    one = column("bulletin")
    return [Frame(MARGIN, low, one, tall), Frame(WIDTH - MARGIN - one, low, one, tall)]


def _cover(pen: Canvas, _: BaseDocTemplate) -> None:
    pen.setFillColor(BLUE)
    pen.rect(0, HEIGHT - 3 * cm, WIDTH, 3 * cm, stroke=0, fill=1)
    pen.rect(0, 0, WIDTH, 1.2 * cm, stroke=0, fill=1)


def _furniture(source: s.Source, pen: Canvas, document: BaseDocTemplate) -> None:
    pen.setFont("Helvetica", 8)
    pen.setFillColor(colors.HexColor("#444444"))
    first_of_act = source.kind in ("decree", "deliberation") and document.page == 1
    if not first_of_act:
        pen.drawString(MARGIN, HEIGHT - 1.5 * cm, source.header)
        pen.line(MARGIN, HEIGHT - 1.7 * cm, WIDTH - MARGIN, HEIGHT - 1.7 * cm)
    pen.drawString(MARGIN, 1.2 * cm, source.footer or f"Commune de {s.COMMUNE}")
    pen.drawRightString(WIDTH - MARGIN, 1.2 * cm, f"Page {document.page}")


def _masthead(source: s.Source, pen: Canvas, document: BaseDocTemplate) -> None:
    pen.setFillColor(BLUE)
    pen.rect(0, HEIGHT - 4 * cm, WIDTH, 4 * cm, stroke=0, fill=1)
    pen.setFillColor(colors.white)
    pen.setFont("Helvetica-Bold", 32)
    name, *rest = source.header.split(" – ")
    pen.drawString(MARGIN, HEIGHT - 2.3 * cm, name)
    pen.setFont("Helvetica", 12)
    pen.drawString(MARGIN, HEIGHT - 3.2 * cm, f"{' – '.join(rest)} – Commune de {s.COMMUNE}")
    pen.setFillColor(colors.black)
    pen.setFont("Helvetica", 8)
    pen.drawRightString(WIDTH - MARGIN, 1.2 * cm, f"Page {document.page}")
