"""A town with its own store, indexes and pipeline; real parts, a fake embedder."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.readers.registry import reader_of
from ingest.readers.source import Source
from ingest.recognise import recognised
from tests.ingest.town import Town

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.document import Reading

SHARED = Path(__file__).parents[3] / "shared" / "real"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Valbrume, code 99001, with nothing in it."""
    return Town(tmp_path / "home")


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Reading]:
    """Read and understand one file as the commune 99001 would on 22 November 2026."""

    def read_one(path: Path, insee: str = "99001") -> Reading:
        source = Source(path, path.name, insee, date(2026, 11, 22), tmp_path)
        return recognised(reader_of(source).read(source), source)

    return read_one


@pytest.fixture(scope="session")
def real() -> Callable[[str], Path]:
    """A path among the real documents; the test is skipped where they are not."""

    def find(name: str) -> Path:
        path = SHARED / name
        if not path.exists():
            pytest.skip(f"the real documents are not beside the repository ({name})")
        return path

    return find
