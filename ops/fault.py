"""A fault: what went wrong, whether trying again helps, and how to mend it.

Every package raises this one exception for what a person has to read. HTTP codes
are given to faults at the gateway's edge only; exit codes in the CLI only.
"""

from __future__ import annotations


class Fault(Exception):
    """A failure told in one sentence.

    key: stable, lower-case, dotted name (`document.password_protected`), never shown alone.
    sentence: one clear sentence; French where a citizen or an agent reads it.
    remedy: what to do about it, in the same language as the sentence.
    retryable: True when the very same call may work later.
    retry_after_seconds: when, if known.
    """

    def __init__(
        self,
        *,
        key: str,
        sentence: str,
        remedy: str = "",
        retryable: bool = False,
        retry_after_seconds: float | None = None,
    ) -> None:
        super().__init__(sentence)
        self.key = key
        self.sentence = sentence
        self.remedy = remedy
        self.retryable = retryable
        self.retry_after_seconds = retry_after_seconds

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()

    def __reduce__(self) -> tuple[object, ...]:
        """Cross process borders whole: readers run in child processes."""
        return (_rebuild, (self.__dict__.copy(),))


def _rebuild(fields: dict[str, object]) -> Fault:
    return Fault(**fields)  # type: ignore[arg-type]
