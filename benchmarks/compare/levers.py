"""What makes Parvis quick or right, and how each of it is taken out of a running gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.measuring_gateway import forget, new_salt
from inference import writing, written
from inference.facts.desk import FactsDesk
from inference.guard import Checked, Guard
from inference.guard.sentences import MARK, sentences_of, unmarked
from inference.reuse.cache import Reuse

if TYPE_CHECKING:
    from collections.abc import Callable

NOTHING: Final = "nothing"  # the control: every lever is on
FACTS: Final = "facts"
REUSE: Final = "reuse"
PREFIX: Final = "prefix"
GUARD: Final = "guard"
DRAFTS: Final = "drafts"  # taken out of the engine, not of the gateway
TITLES: Final = {
    FACTS: "sans réponses calculées",
    REUSE: "sans réemploi",
    PREFIX: "sans préfixe en cache",
    GUARD: "sans contrôle des phrases",
    DRAFTS: "sans brouillons n-gram",
}
_RUNGS: Final = ("hours", "calendar", "zone", "contact")


class Unchecked(Guard):
    """Shows what the model writes as it writes it; what it cites is found as ever."""

    def release(self, more: str) -> str:
        return more

    def finish(self) -> str:
        return ""

    def stands(self, text: str) -> bool:
        return True

    def check(self, text: str) -> Checked:
        """Never raises."""
        bare = unmarked(text).strip()
        units = (self._carrier(unmarked(sentence)) for sentence in sentences_of(text))
        carrying = [unit.passage.passage_id for unit in units if unit]
        marked = {int(number) - 1 for number in MARK.findall(text)}
        cited = self._sources.cited(bare, self._claims(bare), carrying, marked)
        return Checked(bare, tuple(self._passages[place] for place in cited))


def switch_off(lever: str, patch: Callable[[object, str, object], None] = setattr) -> None:
    """Takes the lever out of this process. Those of the engine and of its cache are not taken out here."""
    if lever == FACTS:
        for rung in _RUNGS:
            patch(FactsDesk, rung, _unanswered)
    elif lever == REUSE:
        patch(Reuse, "keep", forget)
    elif lever == GUARD:
        patch(writing, "Guard", Unchecked)
        patch(written, "seconds", _seconded)


def salt_of(lever: str) -> Callable[[], str]:
    """Arms that share an engine share nothing of its prefix cache: each looks in one of its own."""
    return new_salt if lever == PREFIX else lambda: lever


def _seconded(*_: object) -> bool:
    """In the place of a second witness: whatever is written is shown."""
    return True


def _unanswered(*_: object) -> None:
    """In the place of a computed rung: it is certain of nothing."""
