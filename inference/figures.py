"""The figures of a French text in one canonical form: numbers, times, amounts, phones, act numbers.

`9h`, `9 h 00` and `9:00` are one figure; so are `11 142` and `11142`, `5,50` and `5.5`,
`neuf` and `9`. Knows no passage and no answer: the guard compares what this module finds.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from text_to_num import alpha2digit

from ingest.folding import REMEMBERED, unmarked

_TRANSLATION = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "’": "'",
        "‑": "-",
        "–": "-",
        "—": "-",
        "œ": "oe",
        "æ": "ae",
    }
)
_SPACES = re.compile(r"\s+")
_ORDINAL_MARK = re.compile(r"(?<=\d)(?:ers?|eres?|res?|es?|emes?|nde?|°|º)(?![a-z])")
_SQUARE_UNIT = re.compile(r"(?<![a-z])([cdk]?m)[23](?!\d)")
_DATE = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{2,4})(?![\d./-]*\d)")
_ISO_DATE = re.compile(r"(?<![\d./-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d./-]*\d)")
_DAY_OF_MONTH = re.compile(r"(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])(?![\d./-]*\d)")
_ACT = re.compile(r"(?<![\d./-])((?:19|20)\d\d) ?[/-] ?(\d{1,4})(?![\d]|[./-]\d)")
_ACT_OF_YEAR = re.compile(r"(?<![\d./-])(\d{1,4})/((?:19|20)\d\d)(?![\d./-]*\d)")
_PHONE = re.compile(r"(?<![\d.,])(?:\+33 ?[1-9]|0[1-9])(?:[ .-]?\d{2}){4}(?!\d)")
_TIME = re.compile(r"(?<![\d.,/])([01]?\d|2[0-4])(?: ?(?:heures?|h) ?([0-5]\d)?|:([0-5]\d))(?![\d:]|[a-z])")
_FRACTION = re.compile(
    r"(?:\b(midi|minuit)|(?<![\d.,/])(\d{1,2}) ?(?:heures?|h)) (et demie?|et quart|moins le quart)\b"
)
_MINUTES = {"et demi": 30, "et demie": 30, "et quart": 15, "moins le quart": -15}
_THOUSANDS = re.compile(r"(?<![\d.,])([1-9]\d{0,2})((?: \d{3})+|(?:\.\d{3})+)(,\d+)?(?!\d|[.,]\d{3})")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_PARTS = re.compile(r"(\d+)[h/](\d+)|month (\d+)")
# Folded, January first.
MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
# A month is a figure of its own kind: « décembre » is not supported by 12 h nor by 12 €.
_NAMED = {month: f"month {number}" for number, month in enumerate(MONTHS, start=1)} | {
    "midi": "12h00",
    "minuit": "0h00",
}
_NAMED_WORD = re.compile(rf"\b(?:{'|'.join(_NAMED)})\b")
_NUMBER_WORDS = ("fr", "en", "es", "pt", "de", "it")  # that `text_to_num` reads
_SPELLED_SMALL = re.compile(r"\b(?:un|une|premiere?|deux|deuxieme|trois)\b")
_COUNTED = re.compile(r"(?<!\bles )(?<!\bces )(?<!\bdes )\b(?:deux|trois)\b")
_PER_CENT = re.compile(r"\bpour cent\b", re.IGNORECASE)
_SMALL = {"un": "1", "une": "1", "premier": "1", "premiere": "1", "deux": "2", "deuxieme": "2", "trois": "3"}


@lru_cache(REMEMBERED)
def fold(text: str) -> str:
    """Lower case, without accents or typographic signs, one space at most. Length may change."""
    plain = unmarked(unicodedata.normalize("NFKD", text.translate(_TRANSLATION)))
    return _SPACES.sub(" ", plain.casefold())


def stated(text: str, language: str = "fr") -> set[str]:
    """What an answer claims: its figures, in digits or in letters, its months, « midi » and « minuit ».

    « un », « les deux », « ces trois » are grammar more often than figures: they claim nothing.
    language: whose number words are read; months are French in all of them.
    """
    remaining = spelled(text, language)
    found = {_SMALL[word] for word in _COUNTED.findall(remaining)} if language == "fr" else set[str]()
    found |= {_NAMED[word] for word in _NAMED_WORD.findall(remaining)}
    for pattern, canonical in _READERS:
        found.update(canonical(match) for match in pattern.finditer(remaining))
        remaining = pattern.sub(lambda match: "\x00" * len(match[0]), remaining)
    return found


def supported(text: str) -> set[str]:
    """What a source supports: its figures, the small ones in letters too, and the parts of the others.

    « 24 décembre » and 24/12 support each other, `9 h 30` supports 9 and 30, `2014/172` supports 2014,
    `172/2014` supports `2014/172`.
    """
    folded = fold(text)
    values = stated(text) | {_SMALL[word] for word in _SPELLED_SMALL.findall(folded)}
    values |= {f"month {int(month)}" for month in _DAY_OF_MONTH.findall(folded)}
    values |= {f"{year}/{int(number)}" for number, year in _ACT_OF_YEAR.findall(folded)}
    for match in map(_PARTS.fullmatch, list(values)):
        if match:
            values |= {str(int(part)) for part in match.groups() if part}
    return values


def spelled(text: str, language: str = "fr") -> str:
    """Folded, numbers in digits and dates in letters: `24/12/2026` → « 24 decembre 2026 ».

    Ordinal marks and square units are left out.
    """
    digits = alpha2digit(_PER_CENT.sub("%", text), language) if language in _NUMBER_WORDS else text
    unmarked = _SQUARE_UNIT.sub(r"\1 ", _ORDINAL_MARK.sub(" ", fold(digits)))
    dated = _ISO_DATE.sub(lambda match: _date(*match.group(3, 2, 1)), unmarked)
    return _FRACTION.sub(_fraction, _DATE.sub(lambda match: _date(*match.group(1, 3, 4)), dated))


def _date(day: str, month: str, year: str) -> str:
    """A date in letters; parts that make no date stand apart as numbers."""
    if not 1 <= int(month) <= len(MONTHS):
        return f"{day} ; {month} ; {year}"
    return f"{day} {MONTHS[int(month) - 1]} {f'20{year}' if len(year) == 2 else year}"


def _fraction(match: re.Match[str]) -> str:
    """« 9 heures et demie » → 9h30."""
    hour = {"midi": 12, "minuit": 24}.get(match[1]) or int(match[2])
    minutes = hour * 60 + _MINUTES[match[3]]
    return f"{minutes // 60}h{minutes % 60:02}"


def _time(match: re.Match[str]) -> str:
    return f"{int(match[1])}h{match[2] or match[3] or '00'}"


def _act(match: re.Match[str]) -> str:
    return f"{match[1]}/{int(match[2])}"


def _phone(match: re.Match[str]) -> str:
    return "0" + re.sub(r"\D", "", match[0])[-9:]


def _thousands(match: re.Match[str]) -> str:
    return _canonical(match[1] + re.sub(r"\D", "", match[2]) + (match[3] or ""))


def _number(match: re.Match[str]) -> str:
    return _canonical(match[0])


def _canonical(number: str) -> str:
    whole, _, decimals = number.replace(",", ".").partition(".")
    decimals = decimals.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")


_READERS = ((_PHONE, _phone), (_ACT, _act), (_TIME, _time), (_THOUSANDS, _thousands), (_NUMBER, _number))
