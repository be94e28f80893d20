"""A citizen reads the gateway's stream as it comes: what is timed, and what a broken stream is called."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import gevent
import pytest
from gevent.server import StreamServer

from benchmarks.load.drawing import Planned
from benchmarks.load.visitor import Door, Told, body
from benchmarks.scoring import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ASKED = Question(id="a-1", commune="valbrume", question="La mairie est-elle ouverte ?", type="schedule")
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
END = b"0\r\n\r\n"
PAUSE = 0.05


def chunk(name: str, data: dict[str, Any]) -> bytes:
    event = f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
    return b"%x\r\n%s\r\n" % (len(event), event)


DONE = chunk("done", {"kind": "hours", "answer": "Oui."})


class Gateway:
    """Sends the given pieces for each request, a pause between two; an empty one closes the connection."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.bodies: list[bytes] = []
        self.connections = 0
        self.left = False
        self._server = StreamServer(("127.0.0.1", 0), self._serve)
        self._server.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def _serve(self, connection: Any, _address: object) -> None:
        self.connections += 1
        while request := connection.recv(65536):
            self.bodies.append(request.partition(b"\r\n\r\n")[2])
            for piece in self.pieces:
                if not piece:
                    connection.close()
                    return
                try:
                    connection.sendall(piece)
                except OSError:
                    self.left = True
                    return
                gevent.sleep(PAUSE)

    def stop(self) -> None:
        self._server.stop()


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    serving = Gateway()
    yield serving
    serving.stop()


@pytest.fixture
def ask(gateway: Gateway) -> Iterator[Callable[..., Told]]:
    door = Door(gateway.url, "token", 4)

    def asked(planned: Planned | None = None) -> Told:
        planned = planned or Planned(0.0, ASKED)
        return door.ask(planned, body(planned, dated=True), time.perf_counter())

    yield asked
    door.close()


def test_first_text_gaps_and_whole_answer_are_told_apart(gateway: Gateway, ask: Callable[..., Told]) -> None:
    texts = [chunk("text", {"text": word}) for word in ("La", " mairie", " ouvre")]
    gateway.pieces = [HEAD + chunk("status", {"stage": "writing"}), *texts, DONE + END]
    told = ask()
    assert told.kind == "hours"
    assert told.answer == {"kind": "hours", "answer": "Oui."}
    assert len(told.gaps) == 2
    assert PAUSE <= told.first_seconds < told.first_seconds + sum(told.gaps) < told.whole_seconds


def test_what_replaces_a_text_is_shown_too(gateway: Gateway, ask: Callable[..., Told]) -> None:
    gateway.pieces = [HEAD + chunk("replace", {"text": "La page 3 dit…"}), DONE + END]
    assert ask().first_seconds < PAUSE


def test_an_event_cut_in_two_by_the_network_is_one_event(gateway: Gateway, ask: Callable[..., Told]) -> None:
    whole = HEAD + chunk("text", {"text": "L’été"}) + DONE + END
    gateway.pieces = [whole[:100], whole[100:150], whole[150:]]
    assert ask().kind == "hours"


def test_the_wait_counts_from_the_moment_that_was_due(gateway: Gateway) -> None:
    gateway.pieces = [HEAD + DONE + END]
    told = Door(gateway.url, "", 1).ask(Planned(0.0, ASKED), b"{}", time.perf_counter() - 7.0)
    assert told.whole_seconds > 7.0
    assert told.first_seconds == told.whole_seconds


def test_a_connection_is_kept_for_the_next_question(gateway: Gateway, ask: Callable[..., Told]) -> None:
    gateway.pieces = [HEAD + DONE + END]
    assert [ask().kind, ask().kind] == ["hours", "hours"]
    assert gateway.connections == 1


@pytest.mark.parametrize(
    ("pieces", "kind"),
    [
        ([HEAD + chunk("text", {"text": "La"}), b""], "lost"),
        ([HEAD + b"ff\r\nevent: te", b""], "lost"),
        ([b""], "lost"),
        ([b"nothing like HTTP\r\n\r\n", b""], "lost"),
        ([HEAD + chunk("text", {"text": "La"}) + END], "lost"),
        ([HEAD + chunk("fault", {"code": "x", "message": "y"}) + END], "fault x"),
        ([b"HTTP/1.1 503 Unavailable\r\ncontent-length: 2\r\n\r\n{}"], "503"),
    ],
)
def test_what_is_no_answer_is_named(
    gateway: Gateway, ask: Callable[..., Told], pieces: list[bytes], kind: str
) -> None:
    gateway.pieces = pieces
    told = ask()
    assert told.kind == kind
    assert not told.answered


def test_nobody_at_the_door_is_a_lost_question() -> None:
    closed = Gateway()
    url = closed.url
    closed.stop()
    assert Door(url, "", 1).ask(Planned(0.0, ASKED), b"{}", time.perf_counter()).kind == "lost"


def test_a_citizen_who_leaves_closes_the_connection(gateway: Gateway, ask: Callable[..., Told]) -> None:
    gateway.pieces = [HEAD, *[chunk("text", {"text": "La"})] * 40, DONE + END]
    told = ask(Planned(0.0, ASKED, leaves_after=2 * PAUSE))
    assert told.kind == "left"
    gevent.sleep(5 * PAUSE)
    assert gateway.left


def test_the_body_is_the_contracts(gateway: Gateway, ask: Callable[..., Told]) -> None:
    gateway.pieces = [HEAD + DONE + END]
    moment = Question(id="b-1", commune="v", question="Et samedi ?", type="schedule", at="2026-11-24T10:00")
    ask(Planned(0.0, moment, conversation="7-1"))
    assert json.loads(gateway.bodies[0]) == {
        "question": "Et samedi ?",
        "at": "2026-11-24T10:00:00",
        "conversation_id": "7-1",
    }
    assert json.loads(body(Planned(0.0, moment), dated=False)) == {"question": "Et samedi ?"}
