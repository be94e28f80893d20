"""The ingestion that `kills` kills: a process of its own, which tells each file that it acknowledges."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.intake_ground import IntakeGround

if TYPE_CHECKING:
    from ingest.pipeline import Progress

READY, WHOLE = "ready", "whole"


def main(home: Path, folder: Path) -> None:
    _say(READY)
    with IntakeGround(home) as ground:
        ground.start()
        ground.ingest([folder], _acknowledge)
    _say(WHOLE)


def _acknowledge(progress: Progress) -> None:
    if progress.outcome is not None:
        _say(f"done {progress.outcome.file}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
