"""How often a round passes, as a sentence of the wording says it: « le lundi, semaines paires »."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inference.facts.saying import Saying
    from ingest.facts import Round


def rule_text(round_: Round, saying: Saying) -> str:
    """Empty for a round whose days are given one by one, or were not understood."""
    if not round_.weekdays:
        return ""
    names = saying.weekdays
    days = saying.listed([names[weekday] for weekday in round_.weekdays])
    said = saying.say("rule_nth", ranks=_ranks(round_.nth, saying), days=days) if round_.nth else ""
    said = said or saying.say("rule_weekly", days=days)
    if round_.week_parity:
        said = saying.say("rule_even" if round_.week_parity == 2 else "rule_odd", rule=said)
    return (
        saying.say("rule_months", rule=said, months=_months(round_.months, saying)) if round_.months else said
    )


def _ranks(nth: Sequence[int], saying: Saying) -> str:
    ranks = saying.words("ranks")
    return saying.listed([ranks[rank - 1] if rank > 0 else ranks[-1] for rank in nth])


def _months(months: Sequence[int], saying: Saying) -> str:
    """`avril à novembre`, over the new year too; single months one by one."""
    names = saying.months
    starts = [month for month in months if (month - 2) % 12 + 1 not in months]
    if len(starts) == 1 and len(months) > 2:
        last = next(month for month in months if month % 12 + 1 not in months)
        first = saying.words("from_months")[starts[0] - 1]
        return saying.say("from_month_to", first=first, last=names[last - 1])
    return saying.listed([names[month - 1] for month in months])
