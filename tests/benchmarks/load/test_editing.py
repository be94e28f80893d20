"""Documents handed over around a run: the crisis' one first, edits meanwhile, all forgotten at the end."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.load.editing import Editing
from benchmarks.load.mix import Mix, load_mix
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Appliance:
    """Takes whatever it is given; a newer file of the same name is a newer document."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []
        self.forgotten: list[str] = []
        self.twice = threading.Event()
        self.state = "indexed"

    def ingest(self, paths: Sequence[Path], _slug: str, _report: Any) -> list[dict[str, Any]]:
        self.taken += [(path.name, path.read_text("utf-8")) for path in paths]
        if sum(name.startswith("avis-de-mesure") for name, _ in self.taken) > 1:
            self.twice.set()
        return [{"document_id": f"d{len(self.taken)}", "state": self.state, "sentence": "Illisible."}]

    def forget(self, document_id: str) -> None:
        self.forgotten.append(document_id)


@pytest.fixture
def appliance(monkeypatch: pytest.MonkeyPatch) -> Appliance:
    own = Appliance()
    monkeypatch.setattr("benchmarks.load.editing.Client", lambda _settings: own)
    return own


def often(mix: Mix) -> Mix:
    edits = mix.habits.edits.model_copy(update={"per_minute": 6000.0})
    return mix.model_copy(update={"habits": mix.habits.model_copy(update={"edits": edits})})


def test_the_crisis_is_published_first_and_forgotten_last(appliance: Appliance) -> None:
    with Editing(None, "v", load_mix("city", "v", "flood"), allowed=True):  # type: ignore[arg-type]
        (name, text) = appliance.taken[0]
        assert name == "avis-inondation.txt"
        assert text.startswith("Avis à la population")
        assert not appliance.forgotten
    assert appliance.forgotten == ["d1"]


def test_a_crisis_whose_notice_was_not_taken_is_not_measured(appliance: Appliance) -> None:
    appliance.state = "retrying"
    with (
        pytest.raises(Fault, match="Illisible"),
        Editing(None, "v", load_mix("city", "v", "flood"), allowed=True),  # type: ignore[arg-type]
    ):
        pass
    assert appliance.forgotten == ["d1"]


def test_documents_change_while_questions_are_asked(appliance: Appliance) -> None:
    with Editing(None, "v", often(load_mix("city", "v")), allowed=True) as editing:  # type: ignore[arg-type]
        with editing.during():
            assert appliance.twice.wait(30)
        taken = len(appliance.taken)
    assert appliance.taken[0] != appliance.taken[1]
    assert appliance.forgotten == [f"d{taken}"]  # the newest one, which took the others' place


def test_another_machines_appliance_is_never_edited(appliance: Appliance) -> None:
    with (
        Editing(None, "v", often(load_mix("city", "v")), allowed=False) as editing,  # type: ignore[arg-type]
        editing.during(),
    ):
        pass
    assert not appliance.taken
    with (
        pytest.raises(Fault, match="autre appareil"),
        Editing(None, "v", load_mix("city", "v", "school"), allowed=False),  # type: ignore[arg-type]
    ):
        pass
