"""What the appliance counts, in Prometheus form. Units are in the names.

No label holds a question, a commune or anything else that grows with use: every label takes its values from
a list in the code. So the number of series is the same for one commune and for three hundred, and whoever
reads `/metrics` learns nothing of one commune.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics

if TYPE_CHECKING:
    from collections.abc import Iterator

disable_created_metrics()  # type: ignore[no-untyped-call]  # they double the series and nobody asks for them

# 3 is the promise: how many answers keep it is read from that bucket, so it must stay one.
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 30.0)

registry = CollectorRegistry()


def _counter(name: str, meaning: str, *labels: str) -> Counter:
    return Counter(name, meaning, labels, registry=registry)


def _gauge(name: str, meaning: str, *labels: str) -> Gauge:
    return Gauge(name, meaning, labels, registry=registry)


def _seconds(name: str, meaning: str, *labels: str) -> Histogram:
    return Histogram(name, meaning, labels, buckets=_SECONDS, registry=registry)


build = _gauge("parvis_build_info", "1; the version and the hardware profile.", "version", "profile")

# Questions
answers = _counter("parvis_answers", "Answers given, by the rung that gave them.", "kind")
answer_seconds = _seconds("parvis_answer_seconds", "From the question's arrival to the whole answer.", "kind")
first_text_seconds = _seconds(
    "parvis_first_text_seconds", "From the question's arrival to its first text.", "kind"
)
stage_seconds = _seconds("parvis_stage_seconds", "Time spent in one stage of an answer.", "stage")
unanswered = _counter(
    "parvis_unanswered_questions",
    "Questions without an answer: failed, or the citizen left in_time or late (after three seconds).",
    "reason",
)
unwritten = _counter(
    "parvis_unwritten_answers",
    "Answers that the engine was to write and did not: unsupported, too_slow, or the fault's code.",
    "reason",
)
contradictions = _counter(
    "parvis_contradictions", "Answers that told two sources in force that differ, by the rung.", "kind"
)
questions_refused = _counter("parvis_questions_refused", "Questions refused, by fault code.", "code")

# The engine
engine_tokens = _counter("parvis_engine_tokens", "Tokens of the engine.", "direction")
engine_running = _gauge("parvis_engine_running_requests", "Requests that the engine is answering.")
engine_queue = _gauge("parvis_engine_queued_requests", "Requests that wait for the engine.")
engine_wait_seconds = _seconds("parvis_engine_wait_seconds", "Time that a request waited for the engine.")
# From 1, no draft accepted, to 5: one token and four drafts at each step.
engine_step_tokens = Histogram(
    "parvis_engine_step_tokens",
    "Tokens written at each step of the engine, mean of one answer: above 1 where its drafts are accepted.",
    buckets=(1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0),
    registry=registry,
)
engine_ready = _gauge("parvis_engine_ready", "1 while the engine answers.")
deadline_seconds = _gauge("parvis_deadline_seconds", "From a question's arrival to the last word, at most.")

# Truth and reuse
guard_sentences = _counter(
    "parvis_guard_sentences",
    "Sentences that the guard judged: copied, supported, refused.",
    "verdict",
)
guard_interventions = _counter("parvis_guard_interventions", "Answers of which the guard refused a sentence.")
cache_lookups = _counter(
    "parvis_cache_lookups",
    "Answers looked for among those given before: exact, semantic, miss.",
    "result",
)
validated_lookups = _counter(
    "parvis_validated_lookups",
    "Agents' answers that a question met: served, expired, source_changed.",
    "result",
)

# Documents
communes = _gauge("parvis_communes", "Communes that are served.")
communes_empty = _gauge("parvis_communes_without_documents", "Communes that have no document in use.")
stalest_seconds = _gauge(
    "parvis_stalest_commune_seconds",
    "Age of the newest document of the commune that has waited longest for a new one.",
)
documents = _gauge("parvis_documents", "Documents in the ledgers, by state.", "state")
ingested = _counter("parvis_ingested_documents", "Documents taken in, by what they became.", "state")
ingest_pending = _gauge(
    "parvis_ingest_pending_documents", "Documents that wait: drop, retry or vectors.", "step"
)
ingest_lag_seconds = _gauge("parvis_ingest_lag_seconds", "How long the one that waits longest does.", "step")

# The machine
memory = _gauge("parvis_memory_bytes", "Memory in use, shared pages counted once: gateway, engine.", "part")
machine_memory = _gauge("parvis_machine_memory_bytes", "Memory of the machine.")
machine_available = _gauge("parvis_machine_memory_available_bytes", "Memory that may still be taken.")
disk_size = _gauge("parvis_disk_size_bytes", "Size of the disk that holds the appliance's state.")
disk_free = _gauge("parvis_disk_free_bytes", "What is free of it.")
gpus = _gauge("parvis_gpus", "GPUs that answer.")
gpus_expected = _gauge("parvis_gpus_expected", "GPUs that the profile needs on this machine.")
gpu_memory = _gauge("parvis_gpu_memory_bytes", "Memory of a GPU.", "gpu")
gpu_memory_used = _gauge("parvis_gpu_memory_used_bytes", "Memory in use on a GPU.", "gpu")
gpu_busy = _gauge("parvis_gpu_busy_ratio", "Share of the time that a GPU computes, 0 to 1.", "gpu")
gpu_celsius = _gauge("parvis_gpu_temperature_celsius", "Temperature of a GPU.", "gpu")
look_ok = _gauge("parvis_look_success", "1 where the last look succeeded: documents, machine, gpus.", "look")


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Times one stage of an answer."""
    started = time.perf_counter()
    try:
        yield
    finally:
        stage_seconds.labels(name).observe(time.perf_counter() - started)
