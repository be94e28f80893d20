"""What agents are asked about hours and rounds that were not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.document import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.facts import Round, Service

_NOT_UNDERSTOOD = 0.3


def doubtful_service(service: Service, said: str, page: int | None = None) -> Doubt:
    sentence = f"Les horaires de « {service.name} » ne sont pas compris, ils sont montrés tels quels."
    return Doubt("hours", said, _NOT_UNDERSTOOD, sentence, page)


def doubtful_rounds(rounds: Iterable[Round]) -> tuple[Doubt, ...]:
    """One question for each way of saying that was not understood."""
    said = {round_.comment: round_ for round_ in rounds if not round_.weekdays and not round_.dates}
    return tuple(
        Doubt(
            "round",
            comment,
            _NOT_UNDERSTOOD,
            f"Les jours de la collecte « {round_.waste} » ne sont pas compris, ils sont montrés tels quels.",
        )
        for comment, round_ in said.items()
    )
