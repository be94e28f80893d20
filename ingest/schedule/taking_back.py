"""What a sentence takes back of the hours it gives: « sauf », « fermé »."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.schedule.cursor import Cursor
from ingest.schedule.groups import Closed, Group, NotUnderstood, in_part

if TYPE_CHECKING:
    from ingest.schedule.condition import Condition
    from ingest.schedule.tokens import Token


@dataclass(slots=True)
class TakingBack(Cursor):
    """groups: the clauses so far. comments: of the whole statement. depth: of brackets.

    head: the conditions that stand over the clauses that follow; heads: how many there were.
    """

    groups: list[Group] = field(default_factory=lambda: [Group()])
    closings: list[Closed] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    depth: int = 0
    head: tuple[Condition, ...] = ()
    heads: int = 0
    after_stop: bool = False

    @property
    def group(self) -> Group:
        return self.groups[-1]

    def belongs(self) -> bool:
        """Whether what is said here is about the last clause only: in brackets, or there is no other."""
        return self.depth > 0 or len(self.groups) == 1

    def closed(self, _token: Token) -> None:
        """« mercredi : fermé », « fermé le jeudi après-midi », « fermé en août »."""
        group, following = self.group, self.next()
        self.after_stop = self.before() == "strong"
        if group.days and not group.spans and following not in ("days", "condition", "feast"):
            self._close_group(following)
        elif following == "part" and group.days:
            self._already_closed(self.pop().text[0])
        elif following == "hours":
            closed = self.pop()
            if any(o < closed.closes and closed.opens < c for g in self.groups for o, c in g.spans):
                raise NotUnderstood
        else:
            self._take_back(everywhere=True)

    def _close_group(self, following: str) -> None:
        group = self.group
        if following != "part":
            self._close_days(group)
            return
        part = self.pop().text[0]
        if self.comes("hours", until=("strong", "days")):
            self._close(Closed(tuple(group.days), part))
        else:
            raise NotUnderstood

    def _close_days(self, group: Group) -> None:
        """« mercredi : fermé » holds whatever other clauses say of that day."""
        if group.conditions != self.head:
            raise NotUnderstood
        group.closed, self.after_stop = True, False
        for day, own in group.days.items():
            self._close(Closed((day,), "", own[0] if own else None))

    def _already_closed(self, part: str) -> None:
        """« 9h-12h, fermé l'après-midi » must agree with the hours given."""
        if any(in_part(opens, closes, part) for opens, closes in self.group.spans):
            raise NotUnderstood

    def without(self, _token: Token) -> None:
        group = self.group
        self.after_stop = self.before() == "strong"
        if self.next() == "feast":
            self._take_back(everywhere=True)
        elif self.next() == "days" and group.days and not group.spans:
            self._leave_out()
        elif self.belongs() and group.days:
            self._take_back(everywhere=False)
        else:
            raise NotUnderstood

    def _leave_out(self) -> None:
        """« tous les jours sauf le dimanche de 8h30 à 19h »."""
        group = self.group
        while self.next() == "days":
            token = self.pop()
            if token.condition or self.next() == "part":
                raise NotUnderstood
            for day in token.days:
                group.days.pop(day, None)
            if self.next() == "weak" and self.after_next() == "days":
                self.pop()

    def _take_back(self, *, everywhere: bool) -> None:
        """Days, a part of them, or a time of the year at which the clauses do not hold."""
        token = self.pop()
        if token.kind == "feast":
            self.comments.append("Fermé les jours fériés")
        elif token.kind == "days":
            self._take_back_days(token, everywhere)
        elif token.kind == "condition" and token.condition:
            self._take_back_time(token.condition, everywhere)
        else:
            raise NotUnderstood

    def _take_back_days(self, token: Token, everywhere: bool) -> None:
        days, conditions = list(token.days), [token.condition]
        while self.next() == "weak" and self.after_next() == "days":
            self.pop()
            more = self.pop()
            days, conditions = days + list(more.days), [*conditions, more.condition]
        part = self.pop().text[0] if self.next() == "part" else ""
        if (len(days) > 1 and (part or any(conditions))) or self.next() in ("hours", "colon"):
            raise NotUnderstood
        when = self._when(conditions[0], bool(part))
        if not everywhere and len(self.groups) > 1:
            held = {day for group in self.groups[:-1] for day in group.days}
            if held & set(days):
                raise NotUnderstood
        self._close(Closed(tuple(days), part, when))

    def _close(self, closed: Closed) -> None:
        """Under the head it stands below; after a full stop it may be about all of them."""
        if self.heads > 1 and self.after_stop:
            raise NotUnderstood
        self.closings.append(replace(closed, under=self.head))

    def _when(self, own: Condition | None, part: bool) -> Condition | None:
        """The time of the year of « fermé le samedi en juillet et août »."""
        if self.next() != "condition":
            return own
        condition = self.pop().condition
        if own or part or self.next() in ("days", "part", "condition"):
            raise NotUnderstood
        return condition

    def _take_back_time(self, condition: Condition, everywhere: bool) -> None:
        if self.next() in ("part", "days"):
            raise NotUnderstood
        if everywhere:
            self._close(Closed((), "", condition))
        elif len(self.group.spans) <= 1:
            self.group.limits = (*self.group.limits, condition.taken_back)
            self.group.sealed = True
        else:
            raise NotUnderstood
