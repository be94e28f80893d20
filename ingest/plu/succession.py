"""Of two versions of one plan, the newer one takes the place of the older. Without I/O."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY_IN_NAME = re.compile(r"_(?:19|20)\d{6}(?!\d)")


def last_days(plans: Iterable[tuple[str, str, date | None]]) -> dict[str, date]:
    """The last day of each plan that a newer version follows: the day before that one was approved.

    plans: (document, file, day of approval). Two files are versions of one plan when their names differ by
    their day alone, as the CNIG has them: `99001_reglement_20130627.pdf`, `99001_reglement_20240115.pdf`.
    """
    versions: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for document, file, day in plans:
        name, dated = _DAY_IN_NAME.subn("", file.casefold())
        if dated and day:
            versions[name].append((day, document))
    ends: dict[str, date] = {}
    for family in versions.values():
        days = sorted({day for day, _ in family})
        following = dict(pairwise(days))
        ends |= {document: following[day] - timedelta(days=1) for day, document in family if day in following}
    return ends
