"""Questions embedded once: what retrieval has just asked for, reuse asks for again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from inference.embedding.model import Embedding

MOST_REMEMBERED: Final = 4096  # questions, 1.5 KiB each


class Remembered:
    """An embedding that keeps the vectors of the latest used questions. Any number of threads may ask."""

    def __init__(self, embedding: Embedding, most: int = MOST_REMEMBERED) -> None:
        self._embedding, self._most = embedding, most
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    def query(self, text: str) -> NDArray[np.float32]:
        """A question → (d,); nobody may write into it."""
        with self._lock:
            if text in self._vectors:
                self._vectors.move_to_end(text)
                return self._vectors[text]
        vector = self._embedding.query(text)
        vector.flags.writeable = False
        with self._lock:
            self._vectors[text] = vector
            while len(self._vectors) > self._most:
                self._vectors.popitem(last=False)
        return vector

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """n passages → (n, d), never remembered."""
        return self._embedding.passages(texts)
