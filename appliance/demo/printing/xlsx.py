"""A spreadsheet, from a CSV whose first row is the header."""

import csv
from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from appliance.demo.printing.archive import without_clock


def print_xlsx(path: Path, sheet_name: str) -> bytes:
    """One sheet, bold header, real date cells."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = sheet_name
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    for row in rows:
        sheet.append([_value(cell) for cell in row])
    for column in range(1, len(rows[0]) + 1):
        sheet.cell(1, column).font = Font(bold=True)
        widest = max(len(row[column - 1]) for row in rows)
        sheet.column_dimensions[get_column_letter(column)].width = widest + 2
    sheet.freeze_panes = "A2"
    result = BytesIO()
    book.save(result)
    return without_clock(result.getvalue())


def _value(cell: str) -> str | date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return cell
