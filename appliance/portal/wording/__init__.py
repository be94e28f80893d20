"""Every sentence of the citizen's pages, one file per language, and one of easy French laid over French."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inference.wording import layered

if TYPE_CHECKING:
    from collections.abc import Mapping

    Wording = Mapping[str, Mapping[str, Any]]

SCRIPT_SECTIONS = ("answer", "dates", "document", "fault", "kinds")


@cache
def load_wording(language: str = "fr", plain: bool = False) -> Wording:
    """Sections of sentences by name; French ones where the language lacks one."""
    return layered(Path(__file__).parent, language, plain)


def for_script(wording: Wording) -> dict[str, Mapping[str, Any]]:
    """The sections that the page's script speaks with; the rest stays on the server."""
    return {name: wording[name] for name in SCRIPT_SECTIONS}
