"""The weekdays of an OpenStreetMap expression: `Mo-Fr`, `Sa[1,3]`, `SH`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ingest.schedule.condition import SCHOOL_HOLIDAYS, nth_weekdays
from ingest.schedule.weekly import NotExpressible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.schedule.condition import Condition

_DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
EVERY_DAY: Final = tuple(range(7))
DAY: Final = "|".join(_DAYS)
_NTH: Final = r"\[-?\d(?:[,-]\d)*\]"
DAY_LIST: Final = rf"(?:(?:{DAY})(?:-(?:{DAY})|{_NTH})?|PH|SH)"


def weekdays(selectors: re.Match[str], limits: tuple[Condition, ...]) -> dict[int, tuple[Condition, ...]]:
    """Each weekday under its conditions. Raises NotExpressible when one has two sets of them."""
    found: dict[int, tuple[Condition, ...]] = {}
    if not selectors["days"]:
        return dict.fromkeys(EVERY_DAY, limits)
    # « Aug Sa[1] » is also one date of the grammar, the first Saturday of August
    if limits and ("PH" in selectors["days"] or (selectors["season"] and "[" in selectors["days"])):
        raise NotExpressible
    for item in re.findall(rf"(?:{DAY})(?:-(?:{DAY})|{_NTH})?|SH", selectors["days"]):
        for weekday, conditions in _of_item(item):
            if weekday in found:
                raise NotExpressible
            found[weekday] = (*limits, *conditions)
    return found


def _of_item(item: str) -> Iterator[tuple[int, tuple[Condition, ...]]]:
    if item == "SH":
        yield from ((weekday, (SCHOOL_HOLIDAYS,)) for weekday in EVERY_DAY)
        return
    first = _DAYS.index(item[:2])
    if "[" in item:
        yield first, (nth_weekdays(_ordinals(item[3:-1]), first),)
        return
    last = _DAYS.index(item[-2:])
    yield from ((n % 7, ()) for n in range(first, last + 1 if last >= first else last + 8))


def _ordinals(text: str) -> list[int]:
    """`1,3`, `1-2`, `-1`."""
    if text == "-1":
        return [-1]
    if not re.fullmatch(r"[1-5](?:[,-][1-5])*", text):
        raise NotExpressible
    parts = [[int(n) for n in part.split("-")] for part in text.split(",")]
    return sorted({n for part in parts for n in range(part[0], part[-1] + 1)})
