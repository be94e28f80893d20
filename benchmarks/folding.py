"""Whether a text says something, however it is written: case, accents, `9h` or `9 h 00`, `5,50` or `5.5`.

A text becomes tokens in one canonical form; a wording is found where its tokens follow one another.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ingest.folding import unmarked

_PREFIX_LETTERS = 4  # from here on « ferme » finds « fermée »; shorter words must be whole
_SIGNS = str.maketrans({**dict.fromkeys("’‘`´ʼ", "'"), **dict.fromkeys("‐‑‒–—−", "-"), "œ": "oe", "æ": "ae"})
_INVISIBLE = re.compile(r"[*_\u200b-\u200f\u202a-\u202e]")  # Markdown's emphasis among them
_COMPOUND = re.compile(r"(?<=[a-z])-(?=[a-z])")
_HOUR = r"(?<![\d.,/:])(?P<{0}>[01]?\d|2[0-4])"
_TOKEN = re.compile(
    "|".join(
        (
            r"(?<![\d.,])(?P<half>\d{1,2})(?:[:.](?P<half_minute>\d{2}))? ?(?P<day_half>[ap])\.? ?m\b\.?",
            _HOUR.format("hour")
            + r" ?(?:heures?|hrs?|h|:) ?(?P<minute>[0-5]\d)(?!\d)(?::\d\d)?(?: ?min\w*)?",
            _HOUR.format("whole_hour") + r" ?(?:heures?|h)(?![\da-z/])",
            r"(?<![\d.])(?P<grouped>[1-9]\d{0,2}(?:(?: \d{3})+|(?:[.,]\d{3}){2,}"
            r"|[.,]\d{3}(?= ?(?:€|euro)))(?!\d))"
            r"(?P<decimals>[.,]\d+)?",
            r"(?P<number>\d+(?:[.,]\d+)?)",
            r"(?P<word>[^\W\d]+)",
            r"(?P<sign>[^\w\s])",
        )
    )
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, time or sign. glued_before, glued_after: it is part of something longer there."""

    text: str
    glued_before: bool
    glued_after: bool


def fold(text: str) -> str:
    """Lower case, ASCII digits and plain signs, no accent, one space at most."""
    western = "".join(_western(letter) for letter in text)
    plain = unmarked(unicodedata.normalize("NFKD", western)).casefold()
    return _COMPOUND.sub(" ", re.sub(r"\s+", " ", _INVISIBLE.sub("", plain.translate(_SIGNS)))).strip()


def tokens(text: str) -> list[Token]:
    """The text in canonical tokens, in order."""
    folded = fold(text)
    return [_token(match, folded) for match in _TOKEN.finditer(folded)]


def says(text: str, wording: str) -> bool:
    """Whether `wording` stands in `text`, on word and number boundaries; never for an empty wording."""
    wanted, present = tokens(wording), tokens(text)
    places = range(len(present) - len(wanted) + 1) if wanted else range(0)
    return any(_stands(wanted, present[place : place + len(wanted)]) for place in places)


def _stands(wanted: list[Token], present: list[Token]) -> bool:
    if [token.text for token in wanted[:-1]] != [token.text for token in present[:-1]]:
        return False
    if present[0].glued_before and wanted[0].text[0].isalnum():
        return False
    last, found = wanted[-1].text, present[-1]
    if last.isalpha() and len(last) >= _PREFIX_LETTERS:
        return found.text.startswith(last)
    return found.text == last and not (found.glued_after and last[-1].isalnum())


def _western(letter: str) -> str:
    return str(unicodedata.digit(letter)) if unicodedata.category(letter) == "Nd" else letter


def _token(match: re.Match[str], text: str) -> Token:
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    ends_in_letter = match[0][-1].isalpha()
    glued_before = before[-1:].isalnum() or re.fullmatch(r"\d[.,]", before) is not None
    longer_word = after[:1].isalnum() and match["word"] is not None and ends_in_letter
    longer_number = after[:1].isdigit() or re.fullmatch(r"[.,]\d", after) is not None
    return Token(_canonical(match), glued_before, longer_word or (longer_number and match["word"] is None))


def _canonical(match: re.Match[str]) -> str:
    if match["half"]:
        hour = int(match["half"]) % 12 + (12 if match["day_half"] == "p" else 0)
        return f"{hour}h{match['half_minute'] or '00'}"
    if hour_text := match["hour"] or match["whole_hour"]:
        return f"{int(hour_text)}h{match['minute'] or '00'}"
    if match["grouped"]:
        return re.sub(r"[ .,]", "", match["grouped"]) + _decimals(match["decimals"] or "")
    if match["number"]:
        whole, _, decimals = match["number"].replace(",", ".").partition(".")
        return whole + _decimals(decimals)
    return match[0]


def _decimals(digits: str) -> str:
    """`,50` → `.5`; nothing when they are all zeros."""
    kept = digits.strip(".,").rstrip("0")
    return f".{kept}" if kept else ""
