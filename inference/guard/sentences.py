"""A streamed text as whole sentences: what can no longer change, and the rest. Knows no passage."""

from __future__ import annotations

import re

MARK = re.compile(r"\s?\[(\d{1,2})\]")
# After one of these a point ends no sentence: « M. », « art. », « n°. », an initial, the number of an item.
_END = re.compile(
    r"(?<!\bM)(?<!\bMM)(?<!\bMme)(?<!\bDr)(?<!\bSt)(?<!\bart)(?<!\bArt)(?<!\bcf)(?<!\bav)(?<!\bbd)(?<!\bp)(?<!\betc)"
    r"(?<!\b[A-Z])(?<!\n\d)(?<!^\d)[.!?…]+[»\"”)]*(?: ?\[\d{1,2}\])*(?=\s)|\n+"
)

_ORDINAL = re.compile(r"(?<![\d.,])\d{1,2}\.$")  # « am 24. März »: German writes its ordinals so


def settled(pending: str, language: str = "fr") -> tuple[list[str], str]:
    """(whole sentences, each with the space before it; what may still go on)."""
    sentences: list[str] = []
    start = 0
    for match in _END.finditer(pending):
        if language == "de" and _ORDINAL.search(pending[: match.start() + 1]):
            continue
        if pending[start : match.end()].strip() and not _opens_mark(pending[match.end() :]):
            sentences.append(pending[start : match.end()])
            start = match.end()
    return sentences, pending[start:]


def sentences_of(text: str, language: str = "fr") -> list[str]:
    """All the sentences of a whole text; joined they are the text."""
    whole, rest = settled(text, language)
    return [*whole, rest] if rest.strip() else whole


def unmarked(text: str) -> str:
    """Without the numbers of extracts."""
    return MARK.sub("", text)


def _opens_mark(rest: str) -> bool:
    """Whether a mark of the sentence before may still come."""
    return rest.lstrip(" ").startswith("[") or not rest.strip(" ")
