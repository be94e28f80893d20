"""A commune that exists for one measure: real store, real indexes, vectors drawn from the text's digest."""

from __future__ import annotations

import shutil
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psutil

from ingest.communes import Communes
from ingest.index import open_chroma
from ingest.pipeline import Pipeline
from ops.store import open_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ingest.document import Outcome

_SLUG, _DIMENSIONS = "essai", 8


class DigestEmbedder:
    """The same text always has the same direction: what is measured is not the embedding."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.stack([self._direction(text) for text in texts]).astype(np.float32)
        unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit

    def _direction(self, text: str) -> NDArray[np.float64]:
        seed = int.from_bytes(sha256(text.encode("utf-8", "replace")).digest()[:8], "big")
        return np.random.default_rng(seed).normal(size=_DIMENSIONS)


class IntakeGround:
    """A home folder of its own, deleted at the end."""

    def __enter__(self) -> IntakeGround:
        self.home = Path(tempfile.mkdtemp(prefix="parvis-ground-"))
        self._store = open_store(f"sqlite:///{self.home / 'parvis.db'}")
        Communes(self._store).add(_SLUG, "Essai", "99001")
        self._pipeline = Pipeline(self._store, open_chroma(self.home / "chroma"), self.home, DigestEmbedder())
        return self

    def __exit__(self, *_: object) -> None:
        self._store.dispose()
        shutil.rmtree(self.home, ignore_errors=True)

    def ingest(self, files: Sequence[Path]) -> list[Outcome]:
        return self._pipeline.ingest(files, _SLUG)

    def left_over(self) -> dict[str, str]:
        """What still runs in a jail that reads nothing any more: more than bubblewrap and the template."""
        jails = [child for child in psutil.Process().children() if child.name() == "bwrap"]
        strays = sum(max(0, len(jail.children(recursive=True)) - 2) for jail in jails)
        return {"processes": f"{strays} left running"} if strays else {}
