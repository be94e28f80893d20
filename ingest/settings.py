"""What ingestion may be told."""

from __future__ import annotations

import os

from pydantic import BaseModel, ConfigDict, Field


class IngestSettings(BaseModel):
    """workers: child processes that read files. watch_seconds: between two looks at the drop folders.

    ray_address: of a Ray cluster whose machines read files, each in jails of its own. Empty: this one reads.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1)
    watch_seconds: float = Field(default=5.0, gt=0)
    ray_address: str = ""
