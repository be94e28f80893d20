"""The figures of a French text in one canonical form: numbers, times, amounts, phones, act numbers.

`9h`, `9 h 00` and `9:00` are one figure; so are `11 142` and `11142`, `5,50` and `5.5`,
`neuf` and `9`. Knows no passage and no answer: `guard.py` compares what this module finds.
"""

from __future__ import annotations

import re
import unicodedata

from text_to_num import alpha2digit

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
_ORDINAL_MARK = re.compile(r"(?<=\d)(?:ers?|eres?|res?|es?|emes?|nde?|°|º)(?![a-z])")
_SQUARE_UNIT = re.compile(r"(?<![a-z])([cdk]?m)[23](?!\d)")
_DATE = re.compile(r"(?<![\d./-])\d{1,2}([./-])\d{1,2}\1\d{2,4}(?![\d./-]*\d)")
_PHONE = re.compile(r"(?<![\d.,])(?:\+33 ?[1-9]|0[1-9])(?:[ .-]?\d{2}){4}(?!\d)")
_TIME = re.compile(r"(?<![\d.,/])([01]?\d|2[0-4]) ?(?:heures?|h|:) ?([0-5]\d)?(?![\d:]|[a-z])")
_THOUSANDS = re.compile(r"(?<![\d.,])([1-9]\d{0,2})((?: \d{3})+|(?:\.\d{3})+)(?!\d|[.,]\d{3})")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_CANONICAL_TIME = re.compile(r"(\d+)h(\d\d)")
_MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
_NAMED = {month: str(number) for number, month in enumerate(_MONTHS, start=1)} | {
    "midi": "12h00",
    "minuit": "0h00",
}
_NAMED_WORD = re.compile(rf"\b(?:{'|'.join(_NAMED)})\b")
_SPELLED_SMALL = re.compile(r"\b(?:un|une|premiere?|deux|deuxieme|trois)\b")
_SMALL = {"un": "1", "une": "1", "premier": "1", "premiere": "1", "deux": "2", "deuxieme": "2", "trois": "3"}


def fold(text: str) -> str:
    """Lower case, without accents or typographic signs, one space at most. Length may change."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_TRANSLATION))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", plain.casefold())


def stated(text: str) -> set[str]:
    """What an answer claims: its figures in digits, and its numbers in letters from four up.

    Below four, numbers in letters are grammar as often as figures (« une », « les deux »).
    """
    remaining = _plain(alpha2digit(text, "fr"))
    found: set[str] = set()
    for pattern, canonical in _READERS:
        found.update(canonical(match) for match in pattern.finditer(remaining))
        remaining = pattern.sub(lambda match: "\x00" * len(match[0]), remaining)
    return found


def supported(text: str) -> set[str]:
    """What a source supports: its figures, those in letters too, and the parts of its times."""
    folded = fold(text)
    values = stated(text) | {_NAMED[word] for word in _NAMED_WORD.findall(folded)}
    values |= {_SMALL[word] for word in _SPELLED_SMALL.findall(folded)}
    for match in map(_CANONICAL_TIME.fullmatch, list(values)):
        if match:
            values |= {match[1], str(int(match[2]))}
    return values


def _plain(text: str) -> str:
    """Folded, without ordinal marks and square units; the parts of a date stand apart."""
    unmarked = _SQUARE_UNIT.sub(r"\1 ", _ORDINAL_MARK.sub(" ", fold(text)))
    return _DATE.sub(lambda date: re.sub(r"[./-]", " ; ", date[0]), unmarked)


def _time(match: re.Match[str]) -> str:
    return f"{int(match[1])}h{match[2] or '00'}"


def _phone(match: re.Match[str]) -> str:
    return "0" + re.sub(r"\D", "", match[0])[-9:]


def _thousands(match: re.Match[str]) -> str:
    return match[1] + re.sub(r"\D", "", match[2])


def _number(match: re.Match[str]) -> str:
    whole, _, decimals = match[0].replace(",", ".").partition(".")
    decimals = decimals.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")


_READERS = ((_PHONE, _phone), (_TIME, _time), (_THOUSANDS, _thousands), (_NUMBER, _number))
