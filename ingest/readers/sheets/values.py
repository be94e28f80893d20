"""What a cell says, in French: days and hours as they are spoken, numbers without noise, no control text."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from ingest.sentences import tell_day, tell_minutes

_ESCAPED = re.compile(r"_x00([0-9A-Fa-f]{2})_")
_BREAK = re.compile(r"\s*[\n\r\v\f\x00-\x08\x0e-\x1f\x7f-\x9f\u2028\u2029]\s*")
_NOTHING = {
    "null",
    "(null)",
    "<null>",
    "nan",
    "none",
    "#n/a",
    "#ref!",
    "#value!",
    "#div/0!",
    "#nom?",
    "#name?",
}
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|VALEUR!|DIV/0!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!)|#{3,}")
_STARTS_ANEW = re.compile(r"[A-ZÀ-ÖØ-Þ0-9«(]")
_ENDS = (",", ";", ":", ".", "!", "?", "-", "–", "/", "(")

Cell = str | float | int | bool | date | datetime | time | timedelta | None


def told(value: Cell) -> str:
    """The text of a typed value."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        return tell_number(value)
    if isinstance(value, datetime):
        return tell_moment(value)
    if isinstance(value, date):
        return tell_day(value)
    if isinstance(value, time):
        return tell_minutes(value.hour * 60 + value.minute)
    if isinstance(value, timedelta):
        return tell_minutes(round(value.total_seconds() / 60))
    return cleaned(value or "")


def tell_moment(moment: datetime) -> str:
    """`24 novembre 2026 à 9 h 30`; the day alone at midnight."""
    minutes = moment.hour * 60 + moment.minute
    return f"{tell_day(moment)} à {tell_minutes(minutes)}" if minutes else tell_day(moment)


def tell_number(value: float, decimals: int | None = None, grouped: bool = False) -> str:
    """`210`, `2,5`; with so many decimals where the sheet shows them. Empty for what is no number."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    shown = f"{value:,.{decimals}f}" if decimals is not None else f"{round(value, 10):,.10f}"
    whole, _, fraction = shown.partition(".")
    fraction = fraction if decimals is not None else fraction.rstrip("0")
    whole = whole.replace(",", " " if grouped else "")
    told = f"{whole},{fraction}" if fraction else whole
    return "0" if told == "-0" else told


def cleaned(text: str) -> str:
    """A text cell on one line: a new line that starts anew is set off by a comma, `NULL` is nothing."""
    text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x00" in text else text
    parts = [" ".join(part.split()) for part in _BREAK.split(text)] if _BREAK.search(text) else [text]
    parts = [part for part in (" ".join(part.split()) for part in parts) if part]
    line = parts[0] if parts else ""
    for part in parts[1:]:
        anew = _STARTS_ANEW.match(part) and not line.endswith(_ENDS)
        line += f", {part}" if anew else f" {part}"
    return "" if line.casefold() in _NOTHING or _ERROR.fullmatch(line) else line


def header_of(text: str) -> str:
    """A column's name as it is said: line breaks are spaces, types of a DBF go."""
    text = text.strip(" :")
    typed = re.fullmatch(r"(\w+),[A-Z+@],\d+(?:,\d+)?", text)
    return typed[1] if typed else text
