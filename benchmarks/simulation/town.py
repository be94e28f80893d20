"""The sample commune in this process, in a home that is gone afterwards, with an engine of one's choice."""

from __future__ import annotations

import tempfile
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from appliance.demo import DOCUMENTS, FOLDER
from appliance.settings import Settings
from benchmarks import always_writing
from benchmarks.in_process import in_process
from inference.settings import InferenceSettings
from ingest.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.in_process import InProcess
    from inference.engine import Engine


@dataclass(frozen=True, slots=True)
class Town:
    """asker: asks its ladder. slug: the commune's."""

    asker: InProcess
    slug: str


@contextmanager
def town(
    engine: Engine,
    deadline_seconds: float | None = None,
    context_tokens: int | None = None,
    writing_all: bool = False,
) -> Iterator[Town]:
    """Ingested and ready to be asked; what is not given is as everywhere.

    writing_all: where writing is measured, it is always asked for, and shown.
    """
    told = tomllib.loads((FOLDER / "commune.toml").read_text(encoding="utf-8"))
    inference = InferenceSettings(deadline_seconds=deadline_seconds, context_tokens=context_tokens)
    if writing_all:
        inference = inference.model_copy(update=always_writing.SETTINGS)
    with tempfile.TemporaryDirectory(prefix="parvis-town-") as home:
        settings = Settings(home=Path(home), inference=inference)
        with in_process(settings) as (asker, assembly):
            assembly.engine = engine
            assembly.communes.add(told["slug"], told["name"], told["insee"])
            pipeline = Pipeline(assembly.store, assembly.chroma, settings.home, assembly.embedding)
            pipeline.ingest([DOCUMENTS], told["slug"])
            yield Town(asker, told["slug"])
