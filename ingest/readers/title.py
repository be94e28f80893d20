"""The title that a citizen sees of a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.document import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.document import Element

MAX_TITLE = 200
_MACHINE_MADE = re.compile(
    r"^(microsoft|sans titre|untitled|document ?\d*$|dcm$|scan|[\W\d_]+$)|^\S+\.\w{3,4}$"
    r"|\.(docx?|odt|rtf)$",
    re.IGNORECASE,
)


def sensible(title: str) -> str:
    """A title out of a file's metadata, empty when a machine wrote it."""
    title = " ".join(title.replace("\x00", "").split())
    return title if len(title) > 5 and " " in title and not _MACHINE_MADE.search(title) else ""


def first_heading(elements: Sequence[Element]) -> str:
    return next((element.text for element in elements[:30] if element.block is Block.HEADING), "")


def of_file(name: str) -> str:
    """`reglement_interieur.pdf` → `Reglement interieur`."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)
    words = " ".join(re.sub(r"[_\s]+", " ", stem).split())
    return words[:1].upper() + words[1:] or name


def short(title: str) -> str:
    return title if len(title) <= MAX_TITLE else title[: MAX_TITLE - 1].rsplit(" ", 1)[0] + "…"
