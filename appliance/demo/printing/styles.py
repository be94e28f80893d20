"""Fonts, sizes and colours of the printed documents."""

from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle

BLUE = HexColor("#1f3a5f")
STAMP_BLUE = HexColor("#27408b")


def sheet(kind: str) -> dict[str, Any]:
    """The styles of one kind of document, by the name of what they dress."""
    serif = kind in ("decree", "deliberation")
    plain, bold = ("Times-Roman", "Times-Bold") if serif else ("Helvetica", "Helvetica-Bold")
    size = {"bulletin": 9, "plu": 10.5}.get(kind, 11)
    body = ParagraphStyle("body", fontName=plain, fontSize=size, leading=size * 1.36, spaceAfter=size * 0.7)
    body.alignment = TA_JUSTIFY
    return {
        "body": body,
        "item": ParagraphStyle("item", body, spaceAfter=3),
        "note": ParagraphStyle("note", body, fontSize=8, leading=10),
        **_table_styles(plain, bold, size),
        **_heading_styles(kind, bold, size),
        **_act_styles(plain, bold, size),
        **_cover_styles(),
    }


def _table_styles(plain: str, bold: str, size: float) -> dict[str, ParagraphStyle]:
    cell = ParagraphStyle("cell", fontName=plain, fontSize=size - 1, leading=size + 2)
    return {"cell": cell, "cell_head": ParagraphStyle("cell_head", cell, fontName=bold)}


def _heading_styles(kind: str, bold: str, size: float) -> dict[str, ParagraphStyle]:
    base = ParagraphStyle("heading", fontName=bold, spaceBefore=10, spaceAfter=7)
    first = ParagraphStyle("heading1", base, fontSize=size + 4, leading=size + 8)
    second = ParagraphStyle("heading2", base, fontSize=size + 1.5, leading=size + 5)
    third = ParagraphStyle("heading3", base, fontSize=size + 0.5, leading=size + 4)
    if kind in ("decree", "deliberation"):
        first.alignment = second.alignment = TA_CENTER
    if kind in ("plu", "bulletin"):
        first.textColor = second.textColor = BLUE
    return {"heading1": first, "heading2": second, "heading3": third}


def _act_styles(plain: str, bold: str, size: float) -> dict[str, ParagraphStyle]:
    base = ParagraphStyle("act", fontName=plain, fontSize=size, leading=size * 1.3)
    signature = ParagraphStyle("signature", base, leftIndent=255)
    stamp = ParagraphStyle("stamp", base, fontName="Helvetica", fontSize=8, leading=10)
    stamp.textColor = STAMP_BLUE
    letterhead = ParagraphStyle("letterhead", base, fontName=bold, spaceAfter=10)
    return {"signature": signature, "stamp": stamp, "letterhead": letterhead}


def _cover_styles() -> dict[str, Any]:
    cover = ParagraphStyle("cover", fontName="Helvetica", fontSize=18, leading=30)
    cover.alignment = TA_CENTER
    title = ParagraphStyle("cover_title", cover, fontName="Helvetica-Bold", fontSize=28)
    title.spaceBefore, title.spaceAfter, title.leading, title.textColor = 40, 60, 36, white
    title.backColor, title.borderPadding = BLUE, 14
    levels = [
        ParagraphStyle("contents", fontName=font, fontSize=9, leading=12.5, leftIndent=indent)
        for font, indent in (("Helvetica-Bold", 0), ("Helvetica", 12), ("Helvetica", 24))
    ]
    return {
        "cover": cover,
        "cover_title": title,
        "cover_note": ParagraphStyle("cover_note", cover, fontSize=12, leading=20),
        "title": ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=16, leading=30),
        "contents": levels,
    }
