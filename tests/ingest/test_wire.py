"""What crosses the border of a jail is checked as data, never trusted."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Attachment, Block, Doubt, Element, Reading
from ingest.facts import (
    Act,
    ActLink,
    Address,
    Event,
    Facts,
    OpeningSlot,
    Parcel,
    Relation,
    Round,
    Service,
    Validity,
    Votes,
    Zone,
)
from ingest.sandbox import faults
from ingest.sandbox.limits import Limits
from ingest.sandbox.message import Arriving, in_pieces, packed, packed_refusal, unpacked
from ingest.sandbox.wire import GIVEN, PIECE, TOLD, Frames, Garbled, frame, told
from tests.ingest.jailed import Cage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ingest.sandbox import Read

DAY = date(2026, 11, 22)
WHOLE = Reading(
    title="Règlement",
    elements=(Element("Zone UA", Block.HEADING, 3, 1, ("UA", "UB"), "UA 10"), Element("Texte ✓ 𝄞\u0000")),
    facts=Facts(
        services=(Service("k", "mairie", "Mairie", (OpeningSlot((0, 1), 540, 720),), modified_on=DAY),),
        events=(Event("Fête", datetime(2026, 12, 1, 10), datetime(2026, 12, 1, 12), False),),
        rounds=(Round("verre", "Le verre", dates=(DAY,), nth=(-1,)),),
        acts=(
            Act(
                "arrêté",
                "Arrêté",
                signed_on=DAY,
                votes=Votes(12, 0, 1, False),
                validity=Validity(DAY, None),
                links=(ActLink(Relation.REPEALS, "abroge"),),
            ),
        ),
        zones=(Zone("ZONE_URBA", "UA", "Zone UA", bytes(range(256)), 2154, page=3),),
        addresses=(Address("12 bis", "rue des Écoles", 1.5, -2.25, 4326),),
        parcels=(Parcel("AB 12", b"\x00\xff", 2154),),
    ),
    validity=Validity(None, DAY),
    pages=3,
    remarks=("Une page est illisible.",),
    doubts=(Doubt("page", "2", 0.5, "Relire ?", 2),),
    attachments=(Attachment("a/b.txt", "kept-1"),),
)


@pytest.fixture
def cage(tmp_path: Path) -> Iterator[Cage]:
    made = Cage(tmp_path)
    with closing(made.pool):
        yield made


def test_a_reading_crosses_whole() -> None:
    read = unpacked(packed("application/pdf", WHOLE), 1.5)
    assert (read.reading, read.media_type, read.seconds) == (WHOLE, "application/pdf", 1.5)
    read = arrived(in_pieces("application/pdf", WHOLE))
    assert (read.reading, read.media_type, read.seconds) == (WHOLE, "application/pdf", 1.5)


def arrived(frames: Iterable[bytes], most: int = 1 << 20) -> Read:
    """What a message comes to at the other side."""
    message = Arriving(most)
    for frame_ in frames:
        for kind, payload in Frames(most).fed(frame_):
            message.add(kind, payload)
    assert message.is_whole
    return message.read(1.5)


def test_a_long_reading_crosses_in_pieces_of_one_size() -> None:
    long = replace(WHOLE, elements=tuple(Element(f"Alinéa {place}", page=place) for place in range(5_500)))
    frames = list(in_pieces("application/pdf", long))
    assert len(frames) == 7
    assert max(map(len, frames)) < 100_000
    assert arrived(frames).reading == long


def test_pieces_above_the_limit_in_all_are_not_taken() -> None:
    long = Reading("Long", tuple(Element("x" * 100) for _ in range(5_000)))
    with pytest.raises(Garbled):
        arrived(in_pieces("text/plain", long), most=500_000)


def test_a_refusal_after_some_pieces_is_a_refusal() -> None:
    *pieces, _ = in_pieces("text/plain", WHOLE)
    read = arrived([*pieces, frame(GIVEN, packed_refusal(faults.broken()))])
    assert read.reading is None
    assert str(read.fault) == str(faults.broken())


@pytest.mark.parametrize("piece", [b"{}", b'{"elements":[{"text":3}]}', b'{"elements":[],"more":1}', b"\0"])
def test_a_piece_of_another_shape_is_not_taken(piece: bytes) -> None:
    *_, last = in_pieces("text/plain", WHOLE)
    with pytest.raises(Garbled):
        arrived([frame(PIECE, piece), last])


@given(st.text(), st.text(alphabet=st.characters(codec=None)))
def test_any_text_crosses(title: str, text: str) -> None:
    reading = Reading(title, (Element(text),))
    for read in (unpacked(packed("text/plain", reading), 0), arrived(in_pieces("text/plain", reading))):
        assert read.reading is not None
        assert read.reading.elements[0].text == text.encode("utf-8", "replace").decode()


@pytest.mark.parametrize(
    "reading",
    [
        {"title": "t"},
        {"title": "t", "elements": [{"text": 3}]},
        {"title": "t", "elements": [{"text": "a", "block": "script"}]},
        {"title": "t", "elements": [], "pages": "3"},
        {"title": "t", "elements": [], "more": 1},
        {"title": "t", "elements": [], "facts": {"zones": [{"shape": "é"}]}},
        {"title": "t", "elements": [], "attachments": [{"name": "a"}]},
    ],
)
def test_what_has_another_shape_is_not_a_reading(reading: dict[str, object]) -> None:
    with pytest.raises(Garbled):
        unpacked(json.dumps({"media_type": "text/plain", "reading": reading}).encode(), 0)


@given(st.binary(max_size=200))
def test_bytes_drawn_by_chance_are_not_a_message(payload: bytes) -> None:
    with pytest.raises(Garbled):
        unpacked(payload, 0)


def test_a_refusal_is_one_short_line() -> None:
    refusal = {"key": "document.broken", "sentence": "Non.\n\n" * 1000}
    read = unpacked(json.dumps({"refusal": refusal}).encode(), 0)
    assert read.fault is not None
    assert "\n" not in str(read.fault)
    assert len(str(read.fault)) <= 600


def test_frames_arrive_whole_whatever_the_pieces() -> None:
    stream = told(1, 2) + frame(GIVEN, b"message") + told(2, 2)
    for size in (1, 2, 7, len(stream)):
        frames = Frames(100)
        pieces = [stream[at : at + size] for at in range(0, len(stream), size)]
        kinds = [kind for piece in pieces for kind, _ in frames.fed(piece)]
        assert kinds == [TOLD, GIVEN, TOLD]


@pytest.mark.parametrize("stream", [frame(GIVEN, b"x" * 101)[:5], b"z\0\0\0\1x"])
def test_a_frame_too_long_or_unknown_is_refused_before_it_arrives(stream: bytes) -> None:
    with pytest.raises(Garbled):
        list(Frames(100).fed(stream))


def test_letters_that_no_file_can_hold_are_replaced(cage: Cage) -> None:
    (read,) = cage.reads("half_a_letter")
    assert read.reading is not None
    assert (read.reading.title, read.reading.elements[0].text) == ("Un? titre", "caf?")


def test_a_reader_that_gives_other_types_is_told_as_fallen(cage: Cage) -> None:
    assert "fait tomber son lecteur" in cage.said("lie_about_types")


def test_a_message_above_its_limit_is_not_taken(cage: Cage) -> None:
    limits = Limits(message_bytes=8 << 20)
    assert "fait tomber son lecteur" in cage.said("give_too_much 9", limits)
    assert len(cage.said("give_too_much 7", limits)) == 7 << 20


def test_attachments_are_handed_over_out_of_the_jail(cage: Cage) -> None:
    for _, read in cage.each("attach Bonjour"):
        assert read.folder is not None
        assert (read.folder / "kept-1").read_text() == "Bonjour"
        folder = read.folder
    assert not folder.exists()


@pytest.mark.parametrize(
    "deed", ["attach_a_link /etc/passwd", "attach_a_path ../../x", "attach_a_path nothing"]
)
def test_an_attachment_that_is_no_file_of_the_scratch_is_not_taken(cage: Cage, deed: str) -> None:
    assert "fait tomber son lecteur" in cage.said(deed)
