"""What an answer was carried by: all that its question found, told in a few bytes. Knows no answer."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from inference.evidence.periods import holds

if TYPE_CHECKING:
    from datetime import date

    from inference.retrieval import Found
    from ingest.shelf import StoredPassage


def tells_periods(found: Found, day: date) -> bool:
    """Whether the day chose among what was found: « du 1er janvier au 31 juillet 2014 : 118,80 € »."""
    told = (f"{p.title} {p.label} {line}" for p in found.passages for line in p.text.splitlines())
    return any(holds(line, day) is not None for line in told)


def by_name(found: Found) -> dict[str, StoredPassage]:
    """The passages in force, and what amends them, by their ids."""
    amending = (amendment.passage for amendment in found.amending)
    return {passage.passage_id: passage for passage in (*found.passages, *amending)}


def proof_of(found: Found) -> bytes:
    """A digest of all that was found, in no order: texts, titles, when each holds, what amends them."""
    told = sorted(map(repr, (*found.passages, *found.repealed, *found.amending)))
    return blake2b("\n".join(told).encode(errors="surrogatepass"), digest_size=16).digest()
