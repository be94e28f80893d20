"""Vectors follow: a document answers by its words at once, and by its meaning when it is embedded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ingest.time_left import TimeLeft

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from threading import Lock

    import numpy as np
    from numpy.typing import NDArray

    from ingest.shelving import Shelving

BATCH = 64


class Embedder(Protocol):
    """Text to vectors."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """n texts → (n, d), L2-normalised."""
        ...


def complete(
    shelving: Shelving,
    embedder: Embedder,
    lock: Lock,
    report: Callable[[str, int, int, float | None], None],
) -> None:
    """Embed what is live and has no vectors yet; what changes meanwhile is left to the next time.

    lock: held only while the indexes are written. report: given (file, passages done, passages to do,
    seconds left).
    """
    waiting = shelving.ledger.without_vectors()
    total, done = sum(shelving.ledger.passages_of(row.id) for row in waiting), 0
    left = TimeLeft()
    left.expect("passages", total)
    for row in waiting:
        texts = shelving.texts(row.id)
        for start in range(0, len(texts), BATCH):
            left.reached("passages", done / max(total, 1))
            report(row.file, done, total, left.seconds)
            batch = texts[start : start + BATCH]
            vectors = embedder.passages([text for _, text in batch])
            with lock:
                if not _is_live(shelving, row.id, row.version):
                    break
                shelving.add_vectors([name for name, _ in batch], vectors)
            done += len(batch)
        else:
            with lock:
                if _is_live(shelving, row.id, row.version):
                    shelving.ledger.record_vectors(row.id, present=True)


def _is_live(shelving: Shelving, document_id: str, version: int) -> bool:
    now = shelving.ledger.row(document_id)
    return now is not None and now.version == version
