"""What answering may be told."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class InferenceSettings(BaseModel):
    """profile: which hardware, model and engine arguments (`parvis models list`).

    engine_address: an OpenAI-compatible engine run elsewhere; empty for the one that `parvis up` starts.
    reranker_address: a cross-encoder that vLLM serves (`http://host:port`); empty for none.
    deadline_seconds, context_tokens, certain_floor, asking_floor, seconded: the profile's own when None.
    queue: questions that may wait for the engine before others get the passage itself.
    relevance_floor: below, nothing found is about the question and it is declined.
    quoting_floor: confidence from which the words of the documents answer when nothing can be written.
    certain_floor: confidence from which they answer at once, and nothing is written.
    asking_floor: confidence under which the documents hardly tell what is asked, and nothing is written.
    seconded: whether only what a quotation says too is shown of what is written.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    profile: str = "cpu-demo"
    engine_address: str = ""
    reranker_address: str = ""
    deadline_seconds: float | None = Field(default=None, gt=0)
    context_tokens: int | None = Field(default=None, gt=0)
    queue: int = Field(default=4, ge=0)
    relevance_floor: float = Field(default=0.875, ge=0, le=2)
    quoting_floor: float = Field(default=0.55, ge=0, le=1)
    certain_floor: float | None = Field(default=None, ge=0, le=1)
    asking_floor: float | None = Field(default=None, ge=0, le=1)
    seconded: bool | None = None
