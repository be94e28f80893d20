"""Opening hours said in French, as slots; all of a statement or nothing of it.

« du mardi au vendredi de 9h à 12h et 14h-17h, fermé le jeudi après-midi » is a list of clauses: days, hours,
what takes days back, on what condition. A word that has no place in them makes the statement not understood.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from ingest.schedule.clauses import LONGEST_ROW
from ingest.schedule.groups import Group, NotUnderstood, in_part, week_of
from ingest.schedule.hours import Hours
from ingest.schedule.taking_back import TakingBack
from ingest.schedule.tokens import Token, tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.schedule.condition import Condition

_APPOINTMENT: Final = "sur rendez-vous"
_BREAKS: Final = ("strong", "end")


def hours_of(statement: str) -> Hours | None:
    """What a statement opens; None when one word of it is not understood or two readings are possible."""
    tokens = tokens_of(statement) if len(statement) <= LONGEST_ROW else [Token("unknown", "")]
    if any(token.kind == "unknown" for token in tokens):
        return None
    try:
        return _Reader(tokens).hours()
    except NotUnderstood:
        return None


@dataclass(slots=True)
class _Reader(TakingBack):
    """Reads tokens from left to right. head: the condition that stands over the clauses that follow."""

    joined: bool = False

    def hours(self) -> Hours:
        while self.place < len(self.tokens):
            token = self.tokens[self.place]
            self.place += 1
            self._take(token)
            self.joined = token.kind == "weak" and token.text in ("et", "&", "+", "ainsi que")
        for group in self.groups:
            if (group.days and not (group.spans or group.closed)) or (group.spans and not group.days):
                raise NotUnderstood
        week = week_of([group for group in self.groups if group.days], self.closings)
        says = self.closings or self.comments or any(group.closed for group in self.groups)
        if not week.entries and not says:
            raise NotUnderstood
        return Hours(week.slots(), " ; ".join(dict.fromkeys(self.comments)))

    def _take(self, token: Token) -> None:
        if token.kind in ("weak", "strong", "colon"):
            return
        taking = self._TAKING.get(token.kind)
        if taking is None:
            raise NotUnderstood
        taking(self, token)

    def _days(self, token: Token) -> None:
        group = self.group
        over = group.closed or (group.spans and not group.hours_first)
        if over or (group.hours_first and group.days and self.comes("hours", until=("strong",))):
            group = self._new()
        own = (token.condition,) if token.condition else ()
        for day in token.days:
            if group.days.get(day, own) != own:
                raise NotUnderstood
            group.days[day] = own

    def _new(self) -> Group:
        self.groups.append(Group(conditions=self.head, linked=self.joined))
        return self.group

    def _open(self, token: Token) -> None:
        group = self.group
        if group.closed or (group.hours_first and group.days):
            group = self._new()
        if not group.days:
            group.hours_first = True
        group.open(token.opens, token.closes)

    def _condition(self, token: Token) -> None:
        group, condition = self.group, token.condition
        if condition is None:
            raise NotUnderstood
        starts = self._heads() or (group.spans and self.next() == "colon")
        if not group.days and not group.spans:
            self._set_head(group, condition)
        elif not group.spans and not group.closed:
            group.conditions = (*group.conditions, condition)
        elif starts and self.comes("hours", "closed", until=()):
            self.heads += 1
            self.head = (condition,)
            self._new()
        elif len(group.spans) == 1 and self.belongs() and not starts:
            group.conditions = (*group.conditions, condition)
            group.sealed = True
        else:
            raise NotUnderstood

    def _set_head(self, group: Group, condition: Condition) -> None:
        """« Période scolaire, semaines paires : » is one head of two conditions."""
        self.heads += not group.conditions
        self.head = group.conditions = (*group.conditions, condition)

    def _heads(self) -> bool:
        """Whether a clause begins here, perhaps under a name: « Horaires d'été (du 1er avril…) : »."""
        before = self.place - 2
        while self.kind(before) in ("left", "season_name"):
            before -= 1
        return before < 0 or self.kind(before) == "strong"

    def _appointment(self, _token: Token) -> None:
        group = self.group
        if (
            group.days
            and not group.spans
            and not group.closed
            and self.comes("hours", until=("strong", "days"))
        ):
            group.limits = (*group.limits, _APPOINTMENT)
        elif group.days and not group.spans:
            raise NotUnderstood
        elif self.before() in ("start", "strong") and self.next() in _BREAKS:
            self.comments.append("Sur rendez-vous")
        elif len(group.spans) == 1 and group.days and self.next() != "days" and self._close_by():
            group.limits = (*group.limits, _APPOINTMENT)
            group.sealed = True
        else:
            raise NotUnderstood

    def _close_by(self) -> bool:
        """Whether what is said stands right behind the hours, or in brackets."""
        behind_comma = self.before() == "weak" and self.kind(self.place - 3) == "hours"
        return self.before() in ("hours", "left") or (self.belongs() and behind_comma)

    def _otherwise(self, _token: Token) -> None:
        if self.next() not in _BREAKS or not self.group.spans:
            raise NotUnderstood
        self.comments.append("En dehors de ces horaires : sur rendez-vous")

    def _season_name(self, _token: Token) -> None:
        """« Horaires d'été » means something only beside its dates."""
        if not self.comes("condition", until=("days", "hours", "closed")):
            raise NotUnderstood

    def _part(self, token: Token) -> None:
        group, part = self.group, token.text[0]
        late = group.hours_first and group.days
        if late and not all(in_part(opens, closes, part) for opens, closes in group.spans):
            raise NotUnderstood
        group.part = part

    def _bracket(self, token: Token) -> None:
        self.depth += 1 if token.kind == "left" else -1

    _TAKING: ClassVar[dict[str, Callable[[_Reader, Token], None]]] = {
        "days": _days,
        "hours": _open,
        "part": _part,
        "condition": _condition,
        "closed": TakingBack.closed,
        "without": TakingBack.without,
        "appointment": _appointment,
        "otherwise": _otherwise,
        "season_name": _season_name,
        "left": _bracket,
        "right": _bracket,
    }
