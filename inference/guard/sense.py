"""Whether a sentence says the contrary of what carries it, or drops the condition it stands under."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from inference.figures import fold
from inference.guard.polarity import CONDITION, negated, poles

if TYPE_CHECKING:
    from inference.evidence.carriers import Carrier

_NO = re.compile(r"\s*non\b", re.IGNORECASE)


def contradicted(sentence: str, carrier: Carrier, answering: Carrier) -> str:
    """Why `sentence` is not what its carrier means, empty when it may be.

    answering: the carrier that answers the question best; it may be the same.
    """
    own = f"{carrier.heading} {carrier.lead} {carrier.text}"
    if why := _contrary(sentence, (own, answering.text, carrier.passage.text)):
        return why
    if poles(sentence) and CONDITION.search(fold(carrier.text)) and not CONDITION.search(fold(sentence)):
        return "drops a condition"
    if _NO.match(sentence) and not (negated(own) or negated(answering.text)):
        return "nobody denies"
    return ""


def _contrary(sentence: str, sources: tuple[str, ...]) -> str:
    """The first source that says anything of what the sentence allows, obliges… decides."""
    told = [poles(source) for source in sources]
    for pole in poles(sentence):
        said = ([each.yes for each in found if each.family == pole.family] for found in told)
        decisive: list[bool] = next((sides for sides in said if sides), [])
        if decisive and pole.yes not in decisive:
            return f"contrary: {pole.family}"
        if not decisive and not pole.weak:
            return f"nobody says: {pole.family}"
    return ""
