"""What tells whether a quotation answers, and how sure that makes it. Knows no wording and no store."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from inference.evidence.carriers import siblings
from inference.evidence.expected import denies, formal
from inference.evidence.periods import years
from inference.figures import stated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inference.evidence.carriers import Carrier
    from inference.evidence.matching import Asked, Match

_MOST_MASS: Final = 30.0  # nats: from here on more words prove nothing more
# A rule of another subject says « peut » too, and a heading alone may hold all of a short question: the
# sentences themselves must hold this share of the asked words, or this many nats.
_OWN_OF_LEAVE, _MASS_OF_LEAVE = 0.7, 7.0
_OWN, _OWN_MASS, _FRAMED_MASS = 0.4, 5.0, 15.0
_OWN_OF_DENIAL = 0.6
_NAMED_MORE: Final = 0.1
_FAR_BEFORE: Final = 0.45
_FAR, _USUAL, _NEAR = 0.8, 0.85, 0.92  # cosines of this model with the sentences quoted
_OF_THINGS: Final = ("person", "name")  # a heading may hold a name that the sentence does not tell
# A logistic fitted on 274 questions about twelve communes' documents, a third real, answered by always
# quoting; L2 penalty 3 towards what fewer questions had given before. What is rare is weighed by hand.
_BIAS: Final = -0.3
_WEIGHTS: Final = {
    "mass": 0.055,
    "told": 0.65,
    "silent": -1.35,
    "half": -2.0,
    "rivalled": -1.5,
    "behind": -0.85,
    "aloof": -0.9,
    "unnamed": -1.8,
    "absent": -2.2,
    "misfit": -2.0,
    "fitting": 1.2,
    "margin": 1.3,
    "meant": 0.95,
}


@dataclass(frozen=True, slots=True)
class Signs:
    """mass: weight of the asked words in what is quoted of the best passage, and its frame, in nats.

    told, silent: whether it tells all the kinds of things asked, none of them; neither where the question
    does not say which. half: of a question in two parts, it tells nothing for one. rivalled: what is not
    quoted holds all the same words and tells such a thing too, or is another entry of the list, named more
    closely. behind: another passage was found first. aloof: little of a short question is told by the words
    themselves, the rest by what stands above them. unnamed: a name that the question tells is nowhere in
    it. absent: its passages do not name a thing that is asked about: a pool, a nursery. misfit: it is for
    another quantity, date or time, or for other people, or holds an example. fitting: it is for a range that
    holds the asked quantity.
    margin: by how much what tells all that is asked is better than the rest, 1 being far; among few documents
    anything is far before the rest. meant: how near it is in meaning, from the usual on, 1 being near; 0
    where nobody looked.
    """

    mass: float
    told: bool
    silent: bool
    half: bool
    rivalled: bool
    behind: bool
    aloof: bool
    unnamed: bool
    absent: bool
    misfit: bool
    fitting: bool
    margin: float
    meant: float

    @property
    def confidence(self) -> float:
        """0..1, how often a quotation of such signs answers the question."""
        logit = _BIAS + sum(weight * getattr(self, name) for name, weight in _WEIGHTS.items())
        return 1 / (1 + math.exp(-logit))


def signs(asked: Asked, ranked: Sequence[Match], chosen: Sequence[Carrier], told: str) -> Signs:
    """Of the quotation `told` of `chosen`, the first of which is the best of `ranked`."""
    best = ranked[0]
    bare = "\n".join(text for unit in chosen for text in (unit.lead, unit.text) if not formal(text))
    kinds = [asked.tells(bare if kind in _OF_THINGS else told, kind) for kind in asked.expects]
    together = [unit for unit in chosen if unit.passage is best.carrier.passage]
    own = max(best.own, asked.share(frozenset().union(*map(asked.said, together))))
    coverage = max(best.coverage, asked.share(frozenset().union(*map(asked.framed, together))))
    framed = [told, *(f"{unit.whole} {unit.headings}" for unit in chosen)]
    total = sum(asked.words.weight.values())
    mass = min(_MOST_MASS, coverage * total)
    if "leave" in asked.expects and own < _OWN_OF_LEAVE and own * total < _MASS_OF_LEAVE:
        kinds = [False for _ in kinds]  # « peut » of another subject
    denied = own >= _OWN_OF_DENIAL and denies(bare)  # « il n'existe pas de durée minimale »
    told_all = bool(kinds) and (all(kinds) or denied)
    return Signs(
        mass=mass,
        told=told_all,
        silent=bool(kinds) and not any(kinds) and not denied,
        half=len(asked.parts) > 1 and not all(_any_told(asked, part.kinds, told) for part in asked.parts),
        rivalled=_rivalled(asked, ranked, chosen, stated(told)),
        behind=best.carrier.rank > 0,
        aloof=own < _OWN and own * total < _OWN_MASS and mass < _FRAMED_MASS,
        unnamed=asked.unnamed(framed),
        absent=asked.absent([*framed, *(unit.passage.text for unit in chosen)]),
        misfit=best.fits < 0
        or any(unit.example for unit in chosen)
        or not (best.sure or _of_each_year(asked, best.carrier))
        or asked.is_for_others(f"{best.carrier.lead}\n{best.carrier.text}"),
        fitting=best.fits > 0,
        margin=_margin(ranked, chosen) if told_all else 0.0,
        meant=0.0 if best.meant is None else (min(max(best.meant, _FAR), _NEAR) - _USUAL) / (_NEAR - _USUAL),
    )


def _margin(ranked: Sequence[Match], chosen: Sequence[Carrier]) -> float:
    """How far the best is before the first that is not quoted, 0..1; as far as can be where there is none."""
    other = max((match.score for match in ranked if match.carrier not in chosen), default=-math.inf)
    return min(max(ranked[0].score - other, 0.0), _FAR_BEFORE) / _FAR_BEFORE


def _any_told(asked: Asked, kinds: Sequence[str], told: str) -> bool:
    return any(asked.tells(told, kind) for kind in kinds)


def _of_each_year(asked: Asked, unit: Carrier) -> bool:
    """Whether it says from when to when something is allowed, each year: out of season it answers as well."""
    return "leave" in asked.expects and not years(unit.text)


def _rivalled(asked: Asked, ranked: Sequence[Match], chosen: Sequence[Carrier], told: set[str]) -> bool:
    """Whether what is not quoted answers as well, otherwise, or is named more closely. told: the figures."""
    best, *rest = ranked
    others = [match for match in rest if match.carrier not in chosen]
    telling = (match for match in others if match.typed and not formal(match.carrier.text))
    return any(
        _rivals(asked, match, best) and not _agrees(asked, match.carrier, told) for match in telling
    ) or any(_outdoes(match, best) for match in others)


def _rivals(asked: Asked, match: Match, best: Match) -> bool:
    """Whether another carrier holds all the words that the best does, as near, and fits as well."""
    if match.carrier.text == best.carrier.text or match.own < best.own or match.width > best.width:
        return False
    fits = match.fits >= best.fits and match.sure >= best.sure
    return fits and asked.framed(match.carrier) >= asked.framed(best.carrier)


def _agrees(asked: Asked, unit: Carrier, told: set[str]) -> bool:
    """Whether all the figures that a carrier tells are `told` already."""
    own = stated(unit.text) - asked.figures
    return bool(own) and own <= told


def _outdoes(match: Match, best: Match) -> bool:
    """Whether another entry of the same list is named more closely, whatever it tells: the next street."""
    closer = match.own - best.own > _NAMED_MORE and match.coverage >= best.coverage
    return closer and match.fits >= best.fits and siblings(match.carrier, best.carrier)
