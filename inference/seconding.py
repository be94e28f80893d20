"""Whether what a model wrote says the same as what would be quoted: two witnesses of one answer.

A small model misreads more than it invents: its sentence stands in the passages, and answers something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from inference.figures import stated, supported
from inference.guard.sources import telling_words

if TYPE_CHECKING:
    from inference.quoting import Quotation

_MOST_WORDS: Final = 2 / 3


def seconds(quote: Quotation | None, question: str, text: str) -> bool:
    """Whether the figures that `text` tells anew are the quotation's; without any, most of its words."""
    if quote is None:
        return False
    told = " ".join((quote.passage.title, *quote.passage.headings, quote.excerpt))
    if figures := stated(text) - stated(question):
        return figures <= supported(told)
    words = telling_words(text) - telling_words(question)
    return bool(words) and len(words & telling_words(told)) >= _MOST_WORDS * len(words)
