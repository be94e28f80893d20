"""Answers « what do they eat at the canteen »: the rows of the table of menus, verbatim."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from inference.facts.answer import FactsAnswer, once
from inference.facts.moments import read_moments
from inference.facts.words import fold, plain, read_words, whole_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inference.facts.days import Calendar
    from inference.facts.saying import Saying
    from inference.facts.tables import Tables
    from inference.question import Question
    from ingest.facts import Event
    from ingest.shelf import StoredPassage

    Row = tuple[Event, StoredPassage]

MENU: Final = "menu"
_WORDS: Final[dict[str, Any]] = read_words(Path(__file__).with_name("words.toml"))["canteen"]
_PLACE, _FOOD, _BESIDES = (whole_words(_WORDS[name]) for name in ("place", "food", "besides"))
_MENU: Final = whole_words(["menu", "menus", "menú", "menü", "меню"])
_OF_THE_WEEK: Final = re.compile(r"\bde la semaine\b(?! prochaine)")
_SERVED_UNTIL: Final = 14  # from this hour on, « what do they eat » means the next day that has a menu


def answer_menu(question: Question, tables: Tables, calendar: Calendar, saying: Saying) -> FactsAnswer | None:
    """The menus of the days asked, or None when the question is not about them."""
    menus: Sequence[Row] = [row for row in tables.events if row[0].category == MENU]
    said = plain(question.text)
    if not menus or not _asks_menu(said):
        return None
    today = question.at.date()
    days = read_moments(_OF_THE_WEEK.sub("cette semaine", said), today, calendar).days
    menus = _of_guests(menus, said)
    served = [row for row in menus if row[0].starts.date() in days]
    if days and served:
        return _told(served, today, saying)
    first = days[0] if days else today + timedelta(days=question.at.hour >= _SERVED_UNTIL)
    return _next(menus, first, today, saying, asked=bool(days))


def _asks_menu(said: str) -> bool:
    if _BESIDES.search(said):
        return False
    return bool(_FOOD.search(said) and (_PLACE.search(said) or _MENU.search(said)))


def _of_guests(menus: Sequence[Row], said: str) -> Sequence[Row]:
    """The menus of the school or of the guests that the question names; all of them when it names none."""
    named = [(sum(word in said.split() for word in _guests(menu)), (menu, row)) for menu, row in menus]
    most = max(count for count, _ in named)
    return [row for count, row in named if count == most]


@lru_cache(maxsize=4096)
def _guests(menu: Event) -> frozenset[str]:
    words = re.findall(r"\w{4,}", fold(f"{menu.title.partition(' : ')[0]} {menu.where}"))
    return frozenset(word for word in words if not _FOOD.fullmatch(word) and not _PLACE.fullmatch(word))


def _next(
    menus: Sequence[Row], first: date, today: date, saying: Saying, *, asked: bool
) -> FactsAnswer | None:
    """The next menu of the table, after having said that the day asked has none."""
    following = [row for row in menus if row[0].starts.date() >= first]
    if not following:
        return None
    day = min(row[0].starts.date() for row in following)
    told = _told([row for row in following if row[0].starts.date() == day], today, saying)
    if not asked:
        return told
    none = saying.say("no_menu", day=saying.day(first, today))
    return FactsAnswer(f"{none}\n{told.text}", told.cited)


def _told(served: Sequence[Row], today: date, saying: Saying) -> FactsAnswer:
    lines = [
        saying.say("menu_at" if menu.where else "menu", day=saying.day(menu.starts.date(), today),
                   dishes=_dishes(menu), where=menu.where)
        for menu, _ in served
    ]  # fmt: skip
    return FactsAnswer("\n".join(dict.fromkeys(lines)), once([row for _, row in served]))


def _dishes(menu: Event) -> str:
    """`Carottes râpées, rôti de dinde…`: what stands behind « Menu : »."""
    head, _, dishes = menu.title.partition(" : ")
    guests = re.search(r"\((.+)\)", head)
    return (f"({guests[1]}) " if guests else "") + (dishes or head).replace(" ; ", ", ")
