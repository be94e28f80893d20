"""How near sentences are to a question in meaning. The vectors of those read lately are kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Final, Protocol

from inference.embedding.encoder import PassageEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from inference.embedding.model import Embedding

MOST_REMEMBERED: Final = 8192  # sentences, 1.5 KiB each


class Passages(Protocol):
    """What makes vectors of passages, L2-normalised."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


class Sentences:
    """Any number of threads may ask. The encoder is made when it is first needed: a second, and 0.3 GB."""

    def __init__(
        self,
        embedding: Embedding,
        encoder: Callable[[], Passages] = PassageEncoder,
        most: int = MOST_REMEMBERED,
    ) -> None:
        self._embedding, self._most = embedding, most
        self._make: Final = encoder
        self._vectors: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._encoder: Passages | None = None
        self._lock = threading.Lock()

    def near(self, question: str, texts: Sequence[str]) -> list[float]:
        """The cosine of each text with the question, -1..1."""
        if not texts:
            return []
        asked = self._embedding.query(question)
        return [float(vector @ asked) for vector in self._of(texts)]

    def _of(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
            new = [text for text in dict.fromkeys(texts) if text not in known]
            if new and self._encoder is None:
                self._encoder = self._make()
        if new and self._encoder:
            known |= zip(new, self._encoder.passages(new), strict=True)
        with self._lock:
            for text in texts:
                self._vectors[text] = known[text]
                self._vectors.move_to_end(text)
            while len(self._vectors) > self._most:
                self._vectors.popitem(last=False)
        return [known[text] for text in texts]
