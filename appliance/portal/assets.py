"""The page's own style, script and drawings, held in memory and named by their content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Assets:
    """All static files. digest: changes when any of them changes, so browsers may keep them for good."""

    digest: str
    files: Mapping[str, Asset]

    def url(self, name: str) -> str:
        """Path of a file on this server. KeyError for a file that does not exist."""
        if name not in self.files:
            raise KeyError(name)
        return f"/static/portal/{self.digest}/{name}"


def load_assets(folder: Path | None = None) -> Assets:
    """Read every known kind of file of the folder, once."""
    folder = folder or Path(__file__).with_name("static")
    files = {
        path.name: Asset(path.read_bytes(), MEDIA_TYPES[path.suffix])
        for path in sorted(folder.iterdir())
        if path.suffix in MEDIA_TYPES
    }
    digest = hashlib.sha256()
    for name, asset in files.items():
        digest.update(name.encode() + b"\0" + asset.content)
    return Assets(digest.hexdigest()[:16], files)
