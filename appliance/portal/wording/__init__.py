"""Every citizen-facing sentence, one file per language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

Wording = dict[str, dict[str, Any]]

SCRIPT_SECTIONS = ("answer", "dates", "document", "fault", "kinds")


def load_wording(language: str = "fr") -> Wording:
    """Sections of sentences by name. Raises FileNotFoundError for a language without a file."""
    source = Path(__file__).with_name(f"{language}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def for_script(wording: Wording) -> Wording:
    """The sections that the page's script speaks with; the rest stays on the server."""
    return {name: wording[name] for name in SCRIPT_SECTIONS}
