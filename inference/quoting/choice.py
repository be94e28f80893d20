"""Which sentences or rows of the passages are quoted. Knows no wording."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inference.evidence.carriers import next_heading, numbered
from inference.evidence.expected import formal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from inference.evidence.carriers import Carrier
    from inference.evidence.matching import Asked, Match

MOST_WORDS = 80
_WORTH_ADDING, _WORTH_ADDING_ANSWER = 0.15, 0.05
_WORTH_LEANING = 0.1
_CLOSE, _TIED = 0.6, 0.12
_NEAR = 2
_MOST_UNITS = 3
_LEANS = re.compile(r"(?:Il|Elle|Ils|Elles|Ce|Cet|Cette|Ces|Celui|Celle)\b")


def choose(asked: Asked, ranked: Sequence[Match], units: Sequence[Carrier]) -> list[Carrier]:
    """The best carrier, what it needs around it to tell what is asked, and what answers another part."""
    best = ranked[0]
    chosen = [best.carrier, *_around(asked, best, units)]
    if best.carrier.row or (asked.several and len(chosen) > 1):
        return chosen
    others = [match for match in ranked[1:] if not match.carrier.row]
    for match in sorted(others, key=lambda match: _far(match.carrier, best.carrier)):
        if _fits(match.carrier, chosen) and _adds(asked, match, best, chosen):
            chosen.append(match.carrier)
    whole = best.carrier.text.endswith(":") or asked.several
    return chosen if whole else _ended(chosen[:_MOST_UNITS], units)


def _far(unit: Carrier, other: Carrier) -> int:
    """How many sentences apart; of another passage, further than any."""
    return abs(unit.place - other.place) if unit.rank == other.rank else 1000


def _fits(unit: Carrier, chosen: Sequence[Carrier]) -> bool:
    return unit not in chosen and sum(len(each.text.split()) for each in (*chosen, unit)) <= MOST_WORDS


def _around(asked: Asked, best: Match, units: Sequence[Carrier]) -> list[Carrier]:
    """What comes before a sentence that leans on it, and the nearest that tells what the best does not."""
    unit = best.carrier
    if unit.row:
        return []
    beside = {other.place - unit.place: other for other in units if other.rank == unit.rank}
    if unit.text.endswith(":"):
        return _named(asked, unit, _introduced(unit, beside))
    if asked.several and unit.lead:
        return _listed(unit, beside)
    leaning = [beside[-1]] if _LEANS.match(unit.text) and -1 in beside and not unit.lead else []
    if best.typed:
        return leaning
    for step in (1, -1, 2, -2):
        places = range(1, step + 1) if step > 0 else range(step, 0)
        near = [beside[place] for place in places if place in beside and not _another(beside[place], unit)]
        if any(asked.tells(each.text, kind) for each in near for kind in asked.expects):
            return near
    return leaning


def _introduced(unit: Carrier, beside: Mapping[int, Carrier]) -> list[Carrier]:
    """What « … sont autorisés : » introduces, and the sentence after it: alone, it could say the contrary."""
    following: list[Carrier] = []
    left = MOST_WORDS
    for step in range(1, len(beside)):
        if step not in beside or (left := left - len(beside[step].text.split())) < 0:
            break
        following.append(beside[step])
        if not beside[step].lead:
            break
    return following


def _named(asked: Asked, unit: Carrier, following: Sequence[Carrier]) -> list[Carrier]:
    """Of the list that `unit` introduces, the items that the question names, where it names some: « samedi ».

    What comes after the list stays.
    """
    items = [each for each in following if each.lead]
    told = asked.held(unit.text)
    named = [each for each in items if asked.held(each.text) - told]
    if asked.several or not named:
        return list(following)
    return [each for each in following if each in named or each not in items]


def _listed(unit: Carrier, beside: Mapping[int, Carrier]) -> list[Carrier]:
    """The other items of the list that an item is of."""
    listed = []
    for direction in (1, -1):
        step = direction
        while step in beside and beside[step].lead == unit.lead:
            listed.append(beside[step])
            step += direction
    return [each for each in listed if sum(len(one.text.split()) for one in listed) <= MOST_WORDS]


def _adds(asked: Asked, match: Match, best: Match, chosen: Sequence[Carrier]) -> bool:
    """Whether it answers what nothing chosen does: another kind, other words, or as well as the best."""
    unit = match.carrier
    if _another(unit, best.carrier) or formal(unit.text) or match.fits < 0 < best.fits:
        return False
    missing = [kind for kind in asked.expects if not any(asked.tells(c.text, kind) for c in chosen)]
    answers = any(asked.tells(unit.text, kind) for kind in missing)
    gain = asked.share(_words(asked, unit).difference(*(_words(asked, each) for each in chosen)))
    far = _far(unit, best.carrier)
    if far <= _NEAR:
        tied = match.typed and match.score >= best.score - _TIED
        return answers or (far == 1 and (tied or gain >= _WORTH_LEANING))
    if match.score < _CLOSE * best.score or unit.passage.document_id != best.carrier.passage.document_id:
        return False
    return match.typed and gain >= (_WORTH_ADDING_ANSWER if answers else _WORTH_ADDING)


def _ended(chosen: list[Carrier], units: Sequence[Carrier]) -> list[Carrier]:
    """With what a last sentence introduces, without that sentence where it is too long."""
    last = max(chosen, key=lambda unit: (-unit.rank, unit.place))
    if last is chosen[0] or not last.text.endswith(":"):
        return chosen
    beside = {other.place - last.place: other for other in units if other.rank == last.rank}
    following = _introduced(last, beside)
    return [*chosen, *following] if following else [unit for unit in chosen if unit is not last]


def _another(unit: Carrier, best: Carrier) -> bool:
    """Whether it is of another matter: another item of an agenda, or the next heading."""
    if unit is best or unit.rank != best.rank:
        return False
    return (numbered(unit.text) and numbered(best.text)) or next_heading(unit.text, best.heading)


def _words(asked: Asked, unit: Carrier) -> frozenset[str]:
    return asked.said(unit) | asked.held(unit.heading)
