"""The administrator's door to the answers that agents wrote themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from inference.validated_answers.book import AnswerBook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.gateway.conftest import Gateway

DOOR = "/api/v1/communes/valbrume/validated-answers"
HALL = {
    "question": "Comment réserver la salle des fêtes ?",
    "answer": "Appelez l'accueil, qui tient le planning.",
    "owner": "Accueil",
    "expires_on": "2099-12-31",
    "variants": ["Qui tient le planning de la salle ?"],
}


@pytest.fixture(autouse=True)
def _as_before(gateway: Gateway) -> Iterator[None]:
    yield
    book = AnswerBook(gateway.rooms.store, "valbrume")
    for answer in book.list():
        book.remove(answer.number)


def post(gateway: Gateway, **more: object) -> httpx.Response:
    return gateway.post(DOOR, HALL | more, headers=gateway.administrator)


def listed(gateway: Gateway, door: str = DOOR) -> list[dict[str, object]]:
    answers: list[dict[str, object]] = httpx.get(f"{gateway.url}{door}", headers=gateway.administrator).json()
    return answers


def test_an_answer_is_kept_listed_and_removed(gateway: Gateway) -> None:
    kept = post(gateway)
    assert kept.status_code == 201
    assert [answer["answer"] for answer in listed(gateway)] == [HALL["answer"]]
    assert listed(gateway)[0]["state"] == "served"
    number = kept.json()["number"]
    gone = httpx.delete(f"{gateway.url}{DOOR}/{number}", headers=gateway.administrator)
    assert (gone.status_code, listed(gateway)) == (204, [])


def test_a_source_may_be_named_by_its_document(gateway: Gateway) -> None:
    document = gateway.rooms.shelf("valbrume").documents()[0]
    kept = post(gateway, sources=[document.document_id]).json()
    assert kept["sources"][0].startswith(f"{document.document_id}.")
    assert kept["titles"][0].startswith(document.title)


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_only_the_administrator_passes(gateway: Gateway, method: str) -> None:
    path = f"{DOOR}/1" if method == "DELETE" else DOOR
    refused = httpx.request(method, f"{gateway.url}{path}", json=HALL if method == "POST" else None)
    assert refused.status_code == 401
    assert refused.json()["code"] == "access.refused"


def test_another_communes_answers_are_neither_seen_nor_removed(gateway: Gateway) -> None:
    number = post(gateway).json()["number"]
    other = DOOR.replace("valbrume", "port-clair")
    assert listed(gateway, other) == []
    refused = httpx.delete(f"{gateway.url}{other}/{number}", headers=gateway.administrator)
    assert (refused.status_code, refused.json()["code"]) == (404, "validated.unknown")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"answer": ""}, "validated.bad_answer"),
        ({"expires_on": "2020-01-01"}, "validated.expired"),
        ({"expires_on": "bientôt"}, "request.malformed"),
        ({"question": "C'est ouvert aujourd'hui ?", "variants": ["Et maintenant ?"]}, "validated.passing"),
        ({"sources": ["inconnu"]}, "validated.source_unknown"),
        ({"number": 3}, "request.malformed"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_french(
    gateway: Gateway, change: dict[str, object], code: str
) -> None:
    refused = post(gateway, **change)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert listed(gateway) == []


def test_a_commune_that_is_not_served_has_none(gateway: Gateway) -> None:
    refused = httpx.get(
        f"{gateway.url}/api/v1/communes/nulle-part/validated-answers", headers=gateway.administrator
    )
    assert refused.status_code == 404
