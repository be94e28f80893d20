"""Whether a sentence says the contrary of what carries it, or drops the condition it stands under."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inference.guard.lexicon import judges
from inference.guard.polarity import conditional, denied_beside, denying, negated, poles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inference.evidence.carriers import Carrier
    from inference.guard.polarity import Pole

_NO = re.compile(r"\s*non\b", re.IGNORECASE)


def contradicted(sentence: str, carrier: Carrier, answering: Carrier, language: str = "fr") -> str:
    """Why `sentence`, of that language, is not what its carrier means, empty when it may be.

    answering: the carrier that answers the question best; it may be the same.
    """
    if not judges(language):
        return f"nobody can judge: {language}"
    own = f"{carrier.heading} {carrier.lead} {carrier.text}"
    said = [poles(source) for source in (own, answering.text, carrier.passage.text)]
    told = poles(sentence, language)
    if why := _contrary(told, said):
        return why
    if told and conditional(carrier.text) and not conditional(sentence, language):
        return "drops a condition"
    denied = negated(own) or negated(answering.text)
    if language != "fr":
        judged = {pole.family for pole in told} & {pole.family for found in said for pole in found}
        return _otherwise(sentence, carrier.text, judged, language, denied=denied)
    return "nobody denies" if _NO.match(sentence) and not denied else ""


def unclear(sentence: str, language: str, texts: Sequence[str]) -> str:
    """Why nobody can tell what `sentence` denies, allows… when any of `texts` may carry it; empty if one can.

    Of another language, it shares no words with them: they must all mean the same.
    """
    told = poles(sentence, language)
    said = {pole for text in texts for pole in poles(text)}
    for pole in told:
        sides = {each.yes for each in said if each.family == pole.family}
        if sides - {pole.yes}:
            return f"nobody can judge: {pole.family}"
    if denied_beside(sentence, {pole.family for pole in told}, language):
        return "nobody can judge: what is denied"
    return ""


def _otherwise(sentence: str, carried: str, judged: set[str], language: str, *, denied: bool) -> str:
    """Why a sentence of another language may deny what nobody does, or say what is denied.

    judged: what it allows, obliges… that was compared. denied: whether anything that carries it is denied.
    """
    if denied_beside(sentence, judged, language) and not denied:
        return "nobody denies"
    if not judged and denying(carried) and not negated(sentence, language):
        return "is denied"
    return ""


def _contrary(told: set[Pole], said: Sequence[set[Pole]]) -> str:
    """The first source that says anything of what the sentence allows, obliges… decides."""
    for pole in told:
        sides = ([each.yes for each in found if each.family == pole.family] for found in said)
        decisive: list[bool] = next((each for each in sides if each), [])
        if decisive and pole.yes not in decisive:
            return f"contrary: {pole.family}"
        if not decisive and not pole.weak:
            return f"nobody says: {pole.family}"
    return ""
