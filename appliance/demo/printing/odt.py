"""An OpenDocument text, as LibreOffice saves it."""

from io import BytesIO

from odf import dc, style, table, text
from odf.opendocument import OpenDocument, OpenDocumentText

from appliance.demo.printing import source as s
from appliance.demo.printing.archive import without_clock

SIZES = {1: "16pt", 2: "13pt", 3: "12pt"}


def print_odt(source: s.Source) -> bytes:
    """The source as ODT, with outline levels on its headings."""
    document = OpenDocumentText()
    document.meta.addElement(dc.Title(text=source.title))
    _declare_styles(document)
    for block in source.blocks:
        for element in _elements(block):
            document.text.addElement(element)
    result = BytesIO()
    document.save(result)
    return without_clock(result.getvalue())


def _declare_styles(document: OpenDocument) -> None:
    for level, size in SIZES.items():
        heading = style.Style(name=f"Heading {level}", family="paragraph")
        heading.addElement(style.TextProperties(fontsize=size, fontweight="bold"))
        heading.addElement(style.ParagraphProperties(margintop="0.4cm", marginbottom="0.2cm"))
        document.styles.addElement(heading)
    body = style.Style(name="Body", family="paragraph")
    body.addElement(style.ParagraphProperties(marginbottom="0.2cm", textalign="justify"))
    right = style.Style(name="Right", family="paragraph")
    right.addElement(style.ParagraphProperties(textalign="end", margintop="0.6cm"))
    bold = style.Style(name="Strong", family="text")
    bold.addElement(style.TextProperties(fontweight="bold"))
    for each in (body, right, bold):
        document.styles.addElement(each)


def _elements(block: s.Block) -> list[text.Element]:
    match block:
        case s.Heading(level, words):
            return [text.H(outlinelevel=level, stylename=f"Heading {level}", text=words)]
        case s.Bullets(items):
            return [_bullets(items)]
        case s.Table(rows):
            return [_table(rows)]
        case s.Letterhead(lines):
            return [_paragraph(f"**{line}**") for line in lines]
        case s.Signature(lines):
            return [_paragraph(line, "Right") for line in lines]
        case s.Paragraph(words) | s.Stamp(words) | s.Note(words):
            return [_paragraph(words)]
        case s.PageBreak():
            return []


def _paragraph(words: str, name: str = "Body") -> text.Element:
    paragraph = text.P(stylename=name)
    for part, bold in s.bold_runs(words):
        paragraph.addElement(text.Span(stylename="Strong" if bold else None, text=part))
    return paragraph


def _bullets(items: tuple[str, ...]) -> text.Element:
    points = text.List()
    for item in items:
        point = text.ListItem()
        point.addElement(_paragraph(item))
        points.addElement(point)
    return points


def _table(rows: tuple[tuple[str, ...], ...]) -> text.Element:
    grid = table.Table()
    grid.addElement(table.TableColumn(numbercolumnsrepeated=len(rows[0])))
    for row in rows:
        line = table.TableRow()
        for words in row:
            cell = table.TableCell(valuetype="string")
            cell.addElement(_paragraph(words))
            line.addElement(cell)
        grid.addElement(line)
    return grid
