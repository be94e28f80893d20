"""What ingestion may be told."""

from __future__ import annotations

import os

from pydantic import BaseModel, ConfigDict, Field


class IngestSettings(BaseModel):
    """workers: child processes that read files."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1)
