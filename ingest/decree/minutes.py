"""Minutes and collections: several acts in one file, each told by a passage of its own. Knows no format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.decree.letters import plain, unspaced

if TYPE_CHECKING:
    from ingest.document import Reading
    from ingest.facts import Act

_MINUTES = re.compile(
    r"\W{0,3}(?:compte[- ]?rendu|proces[- ]verba|liste des (?:deliberations|decisions)|recueil des actes|releve des (?:deliberations|decisions))"  # noqa: E501
)
_HEAD = 12


def is_minutes(reading: Reading) -> bool:
    """Whether the document tells a whole sitting, or gathers acts."""
    head = [reading.title, *(element.text for element in reading.elements[:_HEAD])]
    return any(_MINUTES.match(plain(unspaced(text))) and len(text) < 160 for text in head)


def acts_told(reading: Reading) -> tuple[Act, ...]:
    """The acts whose shape is sure."""
    return ()
