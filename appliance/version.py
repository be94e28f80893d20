"""Which Parvis this is."""

from __future__ import annotations

from importlib.metadata import version as distribution_version


def version() -> str:
    return distribution_version("parvis")
