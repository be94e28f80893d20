"""How an answer came about is shown to whoever measures, and to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.gateway.conftest import Gateway

PATH = "/api/v1/communes/valbrume/questions"
HOURS = {"question": "La mairie est-elle ouverte ?"}
TRACED = {"X-Parvis-Trace": "1"}


def test_the_administrator_may_see_the_trace(gateway: Gateway) -> None:
    told = gateway.post(PATH, HOURS, headers=gateway.administrator | TRACED).json()
    assert {"stages", "considered", "prompt_tokens", "decisions", "notes"} == set(told["trace"])
    assert told["kind"] == "hours"


def test_a_citizen_who_asks_for_it_does_not(gateway: Gateway) -> None:
    assert "trace" not in gateway.post(PATH, HOURS, headers=TRACED).json()


def test_nobody_sees_it_unasked(gateway: Gateway) -> None:
    assert "trace" not in gateway.post(PATH, HOURS, headers=gateway.administrator).json()
