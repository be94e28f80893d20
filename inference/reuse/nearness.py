"""Whether two questions are near as vectors: a second opinion on words that are said to mean the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

# A question → (d,), L2-normalised.
Embed: TypeAlias = Callable[[str], NDArray[np.float32]]
NEAR: Final = 0.86  # least cosine; multilingual-e5-small puts two French questions at 0.75 at least


def near(text: str, others: Sequence[str], embed: Embed) -> list[int]:
    """The places of those `others` that are near `text`, the nearest first. Embeds nothing for no others."""
    if not others:
        return []
    cosines = np.stack([embed(other) for other in others]) @ embed(text)
    return [int(place) for place in np.argsort(-cosines) if cosines[place] >= NEAR]
