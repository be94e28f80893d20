"""What answering may be told."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class FloorSettings(BaseModel):
    """From where on what retrieval found counts: by one or the other.

    similarity: cosine of the embedding model. coverage: share of the question's weighty words.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    similarity: float = Field(ge=0, le=1)
    coverage: float = Field(ge=0, le=1)


class InferenceSettings(BaseModel):
    """profile: which hardware, model and engine arguments (`parvis models list`).

    engine_address: an OpenAI-compatible engine run elsewhere; empty for the one that `parvis up` starts.
    deadline_seconds, context_tokens: the profile's own when None.
    queue: questions that may wait for the engine before others get the passage itself.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    profile: str = "cpu-demo"
    engine_address: str = ""
    deadline_seconds: float | None = Field(default=None, gt=0)
    context_tokens: int | None = Field(default=None, gt=0)
    queue: int = Field(default=4, ge=0)
    relevance: FloorSettings = FloorSettings(similarity=0.86, coverage=0.28)
    quoting: FloorSettings = FloorSettings(similarity=0.89, coverage=0.60)
