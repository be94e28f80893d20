"""What one answer went through: stages, passages considered, decisions. Frozen; measures nothing itself.

Shown to whoever measures or mends the ladder, never to citizens and never in a log.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One piece of the work. start_seconds: since the question's arrival. seconds: how long it took."""

    name: str
    start_seconds: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Considered:
    """A passage that retrieval brought, best first. score: on its own scale; None without one.

    text: how it begins.
    """

    passage_id: str
    title: str
    locator: str
    score: float | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What a rung has to say of its own work: `key` names the rung or the measure."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Trace:
    """stages: in the order of their beginning; they may lie within one another.

    prompt_tokens: as estimated before the engine counts them; 0 when no model was asked.
    decisions: what the guard let pass, took back or asked again, in order.
    """

    stages: tuple[Stage, ...] = ()
    considered: tuple[Considered, ...] = ()
    prompt_tokens: int = 0
    decisions: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
