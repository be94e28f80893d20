"""`parvis answers`: an agent's own answer, kept, listed, shown and removed from a terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from appliance.cli import app
from ingest.communes import Communes
from ops.fault import Fault
from ops.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

QUESTION, ANSWER = "Comment réserver la salle des fêtes ?", "Appelez l'accueil, qui tient le planning."
KEEP = ("add", QUESTION, ANSWER, "--owner", "Accueil", "--until", "2099-12-31")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARVIS_HOME", str(tmp_path))
    Communes(open_store(f"sqlite:///{tmp_path}/parvis.db")).add("valbrume", "Valbrume", "99001")


def answers(*words: str) -> Result:
    """The command as typed; a fault leaves as it would be told."""
    return CliRunner().invoke(app, ["answers", *words, "--commune", "valbrume"])


def test_berthe_keeps_an_answer_and_sees_it_listed() -> None:
    assert answers(*KEEP, "--variant", "Qui tient le planning ?").output == (
        "Réponse n° 1 validée jusqu'au 31/12/2099.\n"
    )
    assert answers("list").output == f"   1  {QUESTION}  (Accueil ; donnée, jusqu'au 31/12/2099)\n"
    assert answers("show", "1").output.splitlines() == [
        QUESTION,
        ANSWER,
        "aussi : Qui tient le planning ?",
        "Accueil ; donnée, jusqu'au 31/12/2099",
    ]


def test_programs_read_it_as_json() -> None:
    kept = json.loads(answers(*KEEP, "--json").output)
    assert (kept["number"], kept["answer"], kept["state"]) == (1, ANSWER, "served")
    assert json.loads(answers("list", "--json").output) == [kept]
    assert json.loads(answers("show", "1", "--json").output) == kept


def test_a_removed_one_is_gone() -> None:
    answers(*KEEP)
    assert answers("remove", "1").output == "Retirée.\n"
    assert answers("list").output == ""
    assert isinstance(answers("remove", "1").exception, Fault)


def test_an_unknown_commune_or_source_is_told_in_one_sentence() -> None:
    unknown = answers(*KEEP, "--source", "nulle-part").exception
    assert isinstance(unknown, Fault)
    assert unknown.key == "validated.source_unknown"


def test_a_day_that_is_none_is_wrong_usage() -> None:
    assert answers("add", QUESTION, ANSWER, "--owner", "Accueil", "--until", "demain").exit_code == 2
