"""The peer is asked as its own page asks it; what it refuses is told. The real one is not installed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.compare.arms import PeerArm
from benchmarks.compare.open_webui.client import OpenWebUI
from benchmarks.compare.questions import CITY, Asked
from ops.fault import Fault
from tests.benchmarks.compare.answers import price
from tests.benchmarks.compare.fake_open_webui import PIECES, FakeOpenWebUI
from tests.benchmarks.compare.serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def peer() -> FakeOpenWebUI:
    return FakeOpenWebUI(refuses=frozenset({"photo.png"}))


@pytest.fixture
def client(peer: FakeOpenWebUI) -> Iterator[OpenWebUI]:
    with served(peer.app()) as url, OpenWebUI(url) as signed_in:
        signed_in.sign_in()
        yield signed_in


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    for name in ("tarifs.docx", "photo.png"):
        (tmp_path / name).write_bytes(b"x")
    return sorted(tmp_path.iterdir())


def test_a_document_that_it_refuses_is_told_with_its_reason(
    client: OpenWebUI, peer: FakeOpenWebUI, papers: list[Path]
) -> None:
    found = client.shelve(papers)
    assert (found.taken, peer.shelved) == (("tarifs.docx",), ["tarifs.docx"])
    assert found.refused == {"photo.png": "400: The content provided is empty."}


def test_it_is_asked_over_its_collection_and_streams(
    client: OpenWebUI, peer: FakeOpenWebUI, papers: list[Path]
) -> None:
    client.shelve(papers)
    said = client.ask("Combien coûte la salle ?")
    (asked,) = peer.asked
    assert asked["files"] == [{"type": "collection", "id": "kept"}]
    assert (asked["stream"], asked["messages"][-1]["content"]) == (True, "Combien coûte la salle ?")
    assert said.text == "".join(PIECES)
    assert 0 < said.first_text_seconds <= said.seconds


def test_the_moment_may_stand_apart_so_that_nothing_is_looked_for_with_it(
    client: OpenWebUI, peer: FakeOpenWebUI
) -> None:
    asked = Asked(price(), CITY)
    PeerArm("default", "", client, apart=False).ask(asked)
    PeerArm("tuned", "", client, apart=True).ask(asked)
    together, apart = (one["messages"] for one in peer.asked)
    assert together == [{"role": "user", "content": asked.told}]
    assert apart == [
        {"role": "system", "content": "Nous sommes le mardi 24 novembre 2026, il est 10 h 30."},
        {"role": "user", "content": "Combien coûte la salle ?"},
    ]


def test_its_sources_are_files_as_in_the_contract(client: OpenWebUI, papers: list[Path]) -> None:
    client.shelve(papers)
    cited = client.ask("Combien ?").citations
    assert [(one["file"], one["passage"]) for one in cited] == [
        ("tarifs.docx", "320 €"),
        ("plage.html", "20 h"),
    ]


def test_an_error_in_its_stream_is_a_fault(client: OpenWebUI, peer: FakeOpenWebUI) -> None:
    peer.fails = True
    with pytest.raises(Fault, match="Chat completion stream failed"):
        client.ask("Combien ?")


def test_without_signing_in_it_answers_nothing(peer: FakeOpenWebUI) -> None:
    with (
        served(peer.app()) as url,
        OpenWebUI(url) as stranger,
        pytest.raises(Fault, match="Not authenticated"),
    ):
        stranger.ask("Combien ?")
