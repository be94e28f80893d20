"""The page of a comparison asks nothing of any network, shows every answer, and obeys none."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from benchmarks.compare.figures import against_peer
from benchmarks.compare.open_webui.running import settings
from benchmarks.compare.page import page
from benchmarks.compare.report import line, part, show
from benchmarks.shown import out
from tests.benchmarks.compare.answers import CITED, WRONG, said, turn
from tests.benchmarks.load.test_page import CONDITIONS

TURNS = [
    turn(parvis=said(seconds=0.1, kind="hours", citations=CITED), default=said(WRONG, 20.0, "peer")),
    turn("sample", parvis=said(seconds=0.2), default=said("<script>alert(1)</script>", 9.0, "peer")),
]
ARMS = {"parvis": "Parvis", "default": "Open WebUI, tel quel"}


@pytest.fixture
def report() -> dict[str, Any]:
    figures = {one.name: {"title": one.title, **one.plain()} for one in against_peer(TURNS, 6.5)}
    instance = {
        "title": "Open WebUI, tel quel",
        "settings": settings("default"),
        "taken": 29,
        "seconds": 60.0,
    }
    instance |= {
        "refused": {"photo.png": "400: illisible"},
        "calls": {"chat": 4, "query": 2, "passage": 9},
        "resident_gib": 1.1,
    }
    told = CONDITIONS | {"measure": "compare", "engine": "real", "deadline_seconds": 6.5, "figures": figures}
    told |= {"parts": {"peer": part("peer", ARMS, TURNS, (6.5, 3.0))}}
    told |= {"peer": {"version": "0.12.4", "sampling": {"top_k": 20}, "instances": {"default": instance}}}
    return dict(json.loads(json.dumps(told)))


def test_nothing_is_asked_of_any_network(report: dict[str, Any]) -> None:
    written = page(report)
    assert "default-src 'none'" in written
    assert not re.findall(r"""(?:src|href|url|@import)\s*[=(]?\s*["']?\s*(?:https?:)?//""", written)


def test_every_answer_stands_beside_the_others(report: dict[str, Any]) -> None:
    written = page(report)
    for words in (
        "La salle coûte 320 €.",
        "La salle coûte 640 €.",
        "tarifs.docx",
        "✗ faux",
        "horaires calculés",
        "3,00 s",
        "photo.png",
        "OFFLINE_MODE",
        "mardi 24/11/2026",
    ):
        assert words in written, words
    assert written.count("<svg") == 1


def test_what_was_answered_is_never_obeyed(report: dict[str, Any]) -> None:
    assert "<script" not in page(report)


def test_without_a_peer_there_is_a_page_too(report: dict[str, Any]) -> None:
    assert "L'autre outil" not in page(report | {"peer": None})


def test_a_stub_says_so_first(report: dict[str, Any]) -> None:
    assert "Moteur sans modèle" in page(report | {"engine": "stub"})


def test_the_terminal_shows_each_arm(report: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    show(report)
    shown = capsys.readouterr().out
    assert "Open WebUI" in shown
    assert "1/1" in shown


def test_each_question_is_told_as_it_comes(capsys: pytest.CaptureFixture[str]) -> None:
    out.print(line(TURNS[0]))
    assert "✓ parvis 0,1  ✗ default 20,0" in capsys.readouterr().out
