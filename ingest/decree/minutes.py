"""Minutes and collections: several acts in one file, each told by a passage of its own. Knows no format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.decree import naming
from ingest.decree.letters import plain, unspaced
from ingest.decree.numbers import normalised, numbers_in
from ingest.document import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.document import Element, Reading
    from ingest.facts import Act

_MINUTES = re.compile(
    r"\W{0,3}(?:compte[- ]?rendu|proces[- ]verba|(?:liste|releve) des (?:deliberations|decisions)"
    r"|recueil des (?:actes|arretes))"
)
_HEAD = 12
_TITLE = 160
_NUMBER_PLACE = 80


def gathers(reading: Reading) -> bool:
    """Whether the document tells a whole sitting, or gathers acts."""
    head = [reading.title, *(element.text for element in reading.elements[:_HEAD])]
    minutes = any(_MINUTES.match(plain(unspaced(text))) and len(text) < _TITLE for text in head)
    return minutes or len(_titles(reading.elements)) > 1


def acts_told(reading: Reading) -> tuple[Act, ...]:
    """The acts whose shape is sure."""
    return ()


def _titles(elements: Sequence[Element]) -> set[str]:
    """The acts that begin in the document, each with a title line and a number of its own."""
    lines = (one for one in elements if one.block is not Block.ROW and naming.kind_said(one.text))
    numbers = (found[0] for one in lines if (found := numbers_in(one.text)))
    return {normalised(one.number) for one in numbers if one.start < _NUMBER_PLACE}
