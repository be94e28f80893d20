"""A cross-encoder behind vLLM's door puts passages in order; one that fails costs no answer."""

from __future__ import annotations

import json
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from inference.retrieval.reranking import ServedReranker
from tests.inference.written import passage

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKED = "Quelle amende ?"
FOUND = [passage(text, number=place) for place, text in enumerate(("Le marché.", "L'amende.", "Le bal."))]


class Door(BaseHTTPRequestHandler):
    """Answers as vLLM 0.32 does: each document scored, best first, or whatever a test wants instead."""

    asked: dict[str, Any]
    scores = (0.1, 0.9, 0.3)
    instead: bytes | None = None
    code = 200
    delay = 0.0

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).asked = {"path": self.path, **told}
        time.sleep(self.delay)
        results = [
            {"index": place, "document": {"text": told["documents"][place]}, "relevance_score": score}
            for place, score in enumerate(self.scores)
        ]
        results.sort(key=lambda one: -one["relevance_score"])
        whole = {"id": "score-1", "model": "m", "usage": {"prompt_tokens": 9, "total_tokens": 9}}
        body = self.instead if self.instead is not None else json.dumps(whole | {"results": results}).encode()
        with suppress(BrokenPipeError):  # who asked has not waited
            self.send_response(self.code)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def door() -> Iterator[type[Door]]:
    class Own(Door):
        address = ""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Own)
    Own.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Own
    server.shutdown()
    server.server_close()


def reranked(door: type[Door], seconds: float = 5.0) -> list[str]:
    reranker = ServedReranker(door.address, seconds)  # type: ignore[attr-defined]
    try:
        return [one.passage_id for one in reranker.rerank(ASKED, FOUND)]
    finally:
        reranker.close()


def test_the_best_scored_passage_comes_first(door: type[Door]) -> None:
    assert reranked(door) == ["p1", "p2", "p0"]
    assert door.asked["path"] == "/v1/rerank"
    assert door.asked["query"] == ASKED
    assert door.asked["documents"][1] == "Délibération\nL'amende."


def test_what_got_no_score_comes_last_as_it_was_found(door: type[Door]) -> None:
    door.instead = b'{"results": [{"index": 2, "relevance_score": 0.4}, {"index": 9, "relevance_score": 1}]}'
    assert reranked(door) == ["p2", "p0", "p1"]


@pytest.mark.parametrize(
    ("code", "instead"), [(500, b"{}"), (200, b"no"), (200, b"{}"), (200, b'{"results": [1]}')]
)
def test_one_that_fails_leaves_the_order_of_the_search(door: type[Door], code: int, instead: bytes) -> None:
    door.code, door.instead = code, instead
    assert reranked(door) == ["p0", "p1", "p2"]


def test_one_that_is_late_or_gone_leaves_it_too(door: type[Door]) -> None:
    door.delay = 1.0
    assert reranked(door, seconds=0.2) == ["p0", "p1", "p2"]
    gone = ServedReranker("http://127.0.0.1:9")  # the discard port: nobody listens
    assert gone.rerank(ASKED, FOUND) == FOUND
