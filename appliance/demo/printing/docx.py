"""A Word document, as the secretary's word processor saves it."""

from io import BytesIO

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from appliance.demo.printing import source as s
from appliance.demo.printing.archive import without_clock


def print_docx(source: s.Source) -> bytes:
    """The source as DOCX, with Word's own heading, list and table styles."""
    document = Document()
    document.core_properties.title = source.title
    document.core_properties.author = f"Commune de {s.COMMUNE}"
    document.styles["Normal"].font.name = "Times New Roman"
    document.sections[0].footer.paragraphs[0].text = source.header
    for block in source.blocks:
        _add(document, block)
    result = BytesIO()
    document.save(result)
    return without_clock(result.getvalue())


def _add(document: Docx, block: s.Block) -> None:
    match block:
        case s.Heading(level, text):
            document.add_heading(text, level)
        case s.Paragraph(text):
            _write(document.add_paragraph(), text)
        case s.Bullets(items):
            for item in items:
                _write(document.add_paragraph(style="List Bullet"), item)
        case s.Table(rows):
            _add_table(document, rows)
        case s.PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case _:
            _add_formality(document, block)


def _add_formality(document: Docx, block: s.Letterhead | s.Stamp | s.Signature | s.Note) -> None:
    match block:
        case s.Letterhead(lines):
            document.add_paragraph("\n".join(lines)).runs[0].bold = True
        case s.Stamp(text) | s.Note(text):
            document.add_paragraph(text).runs[0].font.size = Pt(9)
        case s.Signature(lines):
            signature = document.add_paragraph("\n".join(lines))
            signature.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _add_table(document: Docx, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    document.add_paragraph()


def _write(paragraph: Paragraph, text: str) -> None:
    for part, bold in s.bold_runs(text):
        paragraph.add_run(part).bold = bold
