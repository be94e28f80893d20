"""A commune that exists for one measure: real store, real indexes, vectors drawn from the text's digest."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import psutil

from ingest.communes import Communes
from ingest.index import Index, open_chroma
from ingest.pipeline import Pipeline, Progress
from ops.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chromadb.api.client import Client
    from numpy.typing import NDArray

    from ingest.document import Outcome

SLUG = "essai"
_DIMENSIONS = 8


class DigestEmbedder:
    """The same text always has the same direction: what is measured is not the embedding."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.stack([self._direction(text) for text in texts]).astype(np.float32)
        unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit

    def _direction(self, text: str) -> NDArray[np.float64]:
        seed = int.from_bytes(sha256(text.encode("utf-8", "replace")).digest()[:8], "big")
        return np.random.default_rng(seed).normal(size=_DIMENSIONS)


def _silent(_progress: Progress) -> None:
    """Nobody watches."""


class IntakeGround:
    """The appliance whose state is in `home`; without one, in a folder that is deleted at the end."""

    def __init__(self, home: Path | None = None, insee: str = "99001") -> None:
        self._kept = home is not None
        self.home = home or Path(tempfile.mkdtemp(prefix="parvis-ground-"))
        self.store = open_store(f"sqlite:///{self.home / 'parvis.db'}")
        if Communes(self.store).get(SLUG) is None:
            Communes(self.store).add(SLUG, "Essai", insee)
        self.chroma = open_chroma(self.home / "chroma")
        self.index = Index(self.home / "lexical" / SLUG, self.chroma, SLUG)
        self._pipeline = Pipeline(self.store, self.chroma, self.home, DigestEmbedder())

    def __enter__(self) -> IntakeGround:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.dispose()
        cast("Client", self.chroma).close()  # it would go on with what it knew before another process wrote
        if not self._kept:
            shutil.rmtree(self.home, ignore_errors=True)

    def ingest(self, files: Sequence[Path], report: Callable[[Progress], None] = _silent) -> list[Outcome]:
        return self._pipeline.ingest(files, SLUG, report)

    def start(self) -> None:
        """What the appliance does at each start."""
        self._pipeline.recover()
        self._pipeline.resume(datetime.now(UTC))

    def left_over(self) -> dict[str, str]:
        """What still runs in a jail that reads nothing any more: more than bubblewrap and the template."""
        jails = [child for child in psutil.Process().children() if child.name() == "bwrap"]
        strays = sum(max(0, len(jail.children(recursive=True)) - 2) for jail in jails)
        return {"processes": f"{strays} left running"} if strays else {}
