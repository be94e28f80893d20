"""How a workbook shows its numbers: days, hours, percents, prices, codes with zeros. ECMA-376, 18.8.30."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from ingest.readers.sheets.values import tell_moment, tell_number
from ingest.sentences import MONTHS, tell_minutes

_BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 27, 30, 36, 50, 57), "dd/mm/yyyy"),
    17: "mmm-yy",
    **dict.fromkeys((18, 19, 20, 21, 45, 47), "h:mm"),
    22: "dd/mm/yyyy h:mm",
    46: "[h]:mm",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((5, 6, 42), '#,##0 "€"'),
    **dict.fromkeys((7, 8, 44), '#,##0.00 "€"'),
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
}
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_LOCALE = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_BRACKETS = re.compile(r"\[(?!h|m|s)[^\]]*\]", re.IGNORECASE)
_PLACES = re.compile(r"[0#?][0#?., ]*")
_CODE = re.compile(r"0[0# .-]*[0#]")  # it begins with a zero that is always shown
_MAX_DAYS = 2_958_465  # 31 December 9999


def code_of(number: int, own: dict[int, str]) -> str:
    """The format code of a number format's id: the workbook's own, else the built-in one."""
    return own.get(number) or _BUILT_IN.get(number, "")


def shown(value: float, code: str, epoch_1904: bool = False) -> str:
    """A number as the sheet shows it; a day or an hour as it is spoken."""
    section = code.split(";")[0]
    bare = _BRACKETS.sub("", _LOCALE.sub("", _QUOTED.sub("", section))).casefold()
    if not bare or bare in ("general", "standard", "@"):
        return tell_number(value)
    if "0" not in bare and "#" not in bare and re.search(r"[dmyhsaj]", bare):
        return _moment(value, bare, epoch_1904)
    return _number(value, section, bare)


def _moment(value: float, bare: str, epoch_1904: bool) -> str:
    if "[h" in bare or not re.search(r"[dyaj]", bare):
        return _hour(value, bare)
    if not 0 <= value <= _MAX_DAYS:
        return tell_number(value)
    first = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30)
    moment = first + timedelta(minutes=round(value * 24 * 60))
    if not re.search(r"[dj]", bare):
        return f"{MONTHS[moment.month - 1]} {moment.year}" if "m" in bare else str(moment.year)
    return tell_moment(moment)


def _hour(value: float, bare: str) -> str:
    """The time of day, or a duration when hours are in brackets. `mmmm` alone is a month without its year."""
    if "h" not in bare and "s" not in bare:
        return tell_number(value)
    minutes = round(value * 24 * 60)
    return tell_minutes(minutes if "[h" in bare else minutes % (24 * 60))


def _number(value: float, section: str, bare: str) -> str:
    places = _PLACES.search(bare)
    pattern = places.group().strip() if places else ""
    plain = re.sub(r"[\\\"]", "", section)
    if _CODE.fullmatch(plain) and "." not in pattern and sum(letter in "0#" for letter in plain) > 3:
        return _coded(value, plain)
    decimals = len(pattern.partition(".")[2].rstrip("., ")) if "." in pattern else 0
    percent = "%" in bare
    told = tell_number(value * 100 if percent else value, decimals, grouped="," in pattern or " " in pattern)
    if percent:
        return f"{told} %"
    before, after = _words(section)
    return " ".join(part for part in (before, told, after) if part)


def _coded(value: float, plain: str) -> str:
    """A code or a telephone: its zeros in front, its spaces in between."""
    width = sum(letter in "0#" for letter in plain)
    digits = str(round(abs(value))).zfill(width)
    digits, rest = digits[: len(digits) - width], iter(digits[len(digits) - width :])
    return digits + "".join(next(rest) if letter in "0#" else letter for letter in plain)


def _words(section: str) -> tuple[str, str]:
    """What stands before and after the number: a currency, a unit."""
    place = re.search(r"[0#?]", _BRACKETS.sub("", section))
    section = _BRACKETS.sub("", section) if place is None else section
    spoken = _LOCALE.sub(lambda found: f'"{found[1]}"', section)
    parts = re.split(r"[0#?][0#?., ]*", _BRACKETS.sub("", spoken), maxsplit=1)
    told = [" ".join("".join(a or b for a, b in _QUOTED.findall(part)).split()) for part in parts]
    bare = [re.sub(r"[^€$£%]", "", _QUOTED.sub("", part)) for part in parts]
    before, after = (
        (f"{words}{sign}" for words, sign in zip(told, bare, strict=False)) if len(parts) > 1 else ("", "")
    )
    return ("", before) if before in ("€", "EUR") and not after else (before, after)
