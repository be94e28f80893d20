"""Run by the recovery test in a process of its own, to be killed while it ingests."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.ingest.town import HashEmbedder, Town

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray


class SlowEmbedder(HashEmbedder):
    """Gives a kill time to fall in the middle of a document."""

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        time.sleep(0.03)
        return super().passages(texts)


if __name__ == "__main__":
    town = Town(Path(sys.argv[1]))
    town.pipeline._embedder = SlowEmbedder()
    town.ingest(Path(sys.argv[2]))
