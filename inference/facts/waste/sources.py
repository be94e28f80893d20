"""Which documents the rounds come from, and whether two of them differ on one kind of waste."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from inference.facts.saying import Saying
    from ingest.facts import Round
    from ingest.shelf import StoredPassage


def by_waste(rounds: Iterable[Round]) -> list[list[Round]]:
    """The rounds of each kind of waste together, whatever its capitals."""
    groups: dict[str, list[Round]] = {}
    for round_ in rounds:
        groups.setdefault(round_.waste.casefold(), []).append(round_)
    return list(groups.values())


class Sources:
    """rows: each round with the passage that tells it."""

    def __init__(self, rows: Sequence[tuple[Round, StoredPassage]]) -> None:
        self._rows = rows

    def passages(self, wanted: Round) -> list[StoredPassage]:
        """The passages that tell a round."""
        return [row for round_, row in self._rows if round_ is wanted]

    def versions(self, same: Sequence[Round]) -> list[list[Round]]:
        """The rounds of one waste and place, apart where documents give other weekdays; else in one list."""
        documents: dict[str, list[Round]] = {}
        for round_ in same:
            for passage in self.passages(round_)[:1] if round_.weekdays else ():
                documents.setdefault(passage.document_id, []).append(round_)
        if len({frozenset(map(_when, rounds)) for rounds in documents.values()}) < 2:
            return [list(same)]
        others = [round_ for round_ in same if not round_.weekdays]
        return [[*rounds, *others] for rounds in documents.values()]

    def named(self, round_: Round, saying: Saying, today: date) -> str:
        """` (d’après « Calendrier », en vigueur depuis le …)`: the document of a round."""
        passage = self.passages(round_)[0]
        dated = saying.dated(None, passage.validity.in_force_from, today)
        return saying.say("by_source", source=passage.title, dated=dated)


def _when(round_: Round) -> tuple[object, ...]:
    return round_.weekdays, round_.week_parity, round_.nth, round_.months
