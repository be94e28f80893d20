"""How one service is reached, as all the sources tell it, the newest first; placeholders are no numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from inference.facts.words import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.facts import Service
    from ingest.shelf import StoredPassage

_PLACEHOLDERS: Final = frozenset({"0102030405", "0123456789", "1234567890", "0987654321"})
_PLACEHOLDER_MAIL: Final = re.compile(r"@(?:example|exemple|domain|domaine)\.|\bx{3,}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What one source says of one means."""

    values: tuple[str, ...]
    row: StoredPassage
    on: date | None


class Card:
    """rows: the sources of one service, never empty."""

    def __init__(self, rows: Sequence[tuple[Service, StoredPassage]]) -> None:
        self._rows = sorted(rows, key=lambda row: row[0].modified_on or date.min, reverse=True)
        self.service = self._rows[0][0]

    def by(self, means: str) -> list[Told]:
        """What the sources say of a means, those that agree once, the newest first."""
        told: list[Told] = []
        for service, row in self._rows:
            values = _values(service, means)
            if values and not any(_agree(values, other.values) for other in told):
                told.append(Told(values, row, service.modified_on))
        return told


def _values(service: Service, means: str) -> tuple[str, ...]:
    if means == "phone":
        return tuple(phone for phone in service.phones if not is_placeholder(phone))
    if means == "email":
        return tuple(email for email in service.emails if not _PLACEHOLDER_MAIL.search(email))
    if means == "website":
        return service.websites
    told = service.accessibility if means == "access" else service.address
    return (told,) if told else ()


def is_placeholder(phone: str) -> bool:
    """Whether it stands for a number that is not given: `01 02 03 04 05`, `01 00 00 00 00`, `01 XX XX XX`."""
    digits = re.sub(r"\D", "", re.sub(r"^\+33|^0033", "0", phone.replace(" ", "")))
    return digits in _PLACEHOLDERS or len(set(digits[2:])) < 2 or "x" in phone.casefold()


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two sources can both be right: they share a value, or one writes it at greater length."""
    return any(left <= right or right <= left for left in map(_words, one) for right in map(_words, other))


def _words(value: str) -> frozenset[str]:
    digits = re.sub(r"\D", "", value)
    if len(digits) >= 9 and not re.search(r"[a-z]{2}", value.casefold()):
        return frozenset({digits[-9:]})
    return frozenset(re.findall(r"\w+", fold(value)))
