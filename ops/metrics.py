"""What the appliance counts, in Prometheus form. Units are in the names; no label holds a question."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 30.0)

registry = CollectorRegistry()
answers = Counter("parvis_answers", "Answers given, by the rung that gave them.", ["kind"], registry=registry)
answer_seconds = Histogram(
    "parvis_answer_seconds",
    "From the question's arrival to the whole answer.",
    ["kind"],
    buckets=_SECONDS,
    registry=registry,
)
first_text_seconds = Histogram(
    "parvis_first_text_seconds",
    "From the question's arrival to its first text.",
    ["kind"],
    buckets=_SECONDS,
    registry=registry,
)
stage_seconds = Histogram(
    "parvis_stage_seconds",
    "Time spent in one stage of an answer.",
    ["stage"],
    buckets=_SECONDS,
    registry=registry,
)
engine_tokens = Counter("parvis_engine_tokens", "Tokens of the engine.", ["direction"], registry=registry)
engine_running = Gauge(
    "parvis_engine_running_requests", "Requests that the engine is answering.", registry=registry
)
engine_queue = Gauge("parvis_engine_queued_requests", "Requests that wait for the engine.", registry=registry)
engine_ready = Gauge("parvis_engine_ready", "1 while the engine answers.", registry=registry)
deadline_seconds = Gauge(
    "parvis_deadline_seconds", "From a question's arrival to the last word, at most.", registry=registry
)
guard_interventions = Counter(
    "parvis_guard_interventions", "Generated answers that the guard took back.", registry=registry
)
cache_lookups = Counter(
    "parvis_cache_lookups",
    "Answers looked for among those given before: exact, semantic, miss.",
    ["result"],
    registry=registry,
)
validated_lookups = Counter(
    "parvis_validated_lookups",
    "Agents' answers that a question met: served, expired, source_changed.",
    ["result"],
    registry=registry,
)
questions_refused = Counter(
    "parvis_questions_refused", "Questions refused, by fault code.", ["code"], registry=registry
)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Times one stage of an answer."""
    started = time.perf_counter()
    try:
        yield
    finally:
        stage_seconds.labels(name).observe(time.perf_counter() - started)
