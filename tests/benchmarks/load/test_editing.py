"""Documents handed over around a run: the crisis' one first, edits meanwhile, all forgotten at the end."""

from __future__ import annotations

import hashlib
import threading
from typing import TYPE_CHECKING, Any

import pytest

from appliance.settings import Settings
from benchmarks.load.editing import Editing, editing_of
from benchmarks.load.handed import RECORD, Handed
from benchmarks.load.mix import Mix, load_mix
from benchmarks.load.plan import Plan
from benchmarks.load.target import Target
from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SAMPLE = "valbrume-sur-oisette"


class Appliance:
    """Takes whatever it is given; a newer file of the same name takes the older one's place."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []
        self.documents: dict[str, dict[str, str]] = {}  # file name → document
        self.forgotten: list[str] = []
        self.twice = threading.Event()
        self.state = "indexed"

    def ingest(self, paths: Sequence[Path], _slug: str, _report: Any) -> list[dict[str, Any]]:
        for path in paths:
            self.taken.append((path.name, path.read_text("utf-8")))
            self.publish(path.name, path.read_bytes())
        if sum(name.startswith("avis-de-mesure") for name, _ in self.taken) > 1:
            self.twice.set()
        return [{"document_id": f"d{len(self.taken)}", "state": self.state, "sentence": "Illisible."}]

    def publish(self, name: str, content: bytes) -> None:
        digest = hashlib.sha256(content).hexdigest()
        self.documents[name] = {"document_id": f"d{len(self.taken)}", "sha256": digest}

    def forget(self, document_id: str) -> None:
        self.forgotten.append(document_id)
        self.documents = {
            name: one for name, one in self.documents.items() if one["document_id"] != document_id
        }


@pytest.fixture
def appliance(monkeypatch: pytest.MonkeyPatch) -> Appliance:
    own = Appliance()
    monkeypatch.setattr("benchmarks.load.editing.Client", lambda _settings: own)
    monkeypatch.setattr("benchmarks.load.handed.Client", lambda _settings: own)
    monkeypatch.setattr("benchmarks.load.handed.communes", lambda _settings: [{"slug": "v"}])
    monkeypatch.setattr("benchmarks.load.handed.documents_of", lambda *_: list(own.documents.values()))
    return own


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path)


def often(mix: Mix) -> Mix:
    edits = mix.habits.edits.model_copy(update={"per_minute": 6000.0})
    return mix.model_copy(update={"habits": mix.habits.model_copy(update={"edits": edits})})


def test_the_crisis_is_published_first_and_forgotten_last(appliance: Appliance, settings: Settings) -> None:
    with Editing(settings, "v", load_mix("city", "v", "flood"), allowed=True):
        (name, text) = appliance.taken[0]
        assert name == "avis-inondation.txt"
        assert text.startswith("Avis à la population")
        assert not appliance.forgotten
    assert appliance.forgotten == ["d1"]


def test_a_crisis_whose_notice_was_not_taken_is_not_measured(
    appliance: Appliance, settings: Settings
) -> None:
    appliance.state = "retrying"
    with (
        pytest.raises(Fault, match="Illisible"),
        Editing(settings, "v", load_mix("city", "v", "flood"), allowed=True),
    ):
        pass
    assert appliance.forgotten == ["d1"]


def test_documents_change_while_questions_are_asked(appliance: Appliance, settings: Settings) -> None:
    with Editing(settings, "v", often(load_mix("city", "v")), allowed=True) as editing:
        with editing.during():
            assert appliance.twice.wait(30)
        taken = len(appliance.taken)
    assert appliance.taken[0] != appliance.taken[1]
    assert appliance.forgotten == [f"d{taken}"]  # the newest one, which took the others' place


def test_another_machines_appliance_is_never_edited(appliance: Appliance, settings: Settings) -> None:
    with (
        Editing(settings, "v", often(load_mix("city", "v")), allowed=False) as editing,
        editing.during(),
    ):
        pass
    assert not appliance.taken
    with (
        pytest.raises(Fault, match="autre appareil"),
        Editing(settings, "v", load_mix("city", "v", "school"), allowed=False),
    ):
        pass


def test_what_a_killed_run_leaves_is_forgotten_when_the_next_begins(
    appliance: Appliance, settings: Settings
) -> None:
    appliance.publish("avis-inondation.txt", b"what the mairie itself says")
    killed = Editing(settings, "v", often(load_mix("city", "v", "school")), allowed=True)
    killed.__enter__()
    assert (settings.run_folder / RECORD).exists()
    with Editing(settings, "v", load_mix("city", "v"), allowed=True):
        assert appliance.forgotten == ["d1"]
        assert list(appliance.documents) == ["avis-inondation.txt"]
    assert not (settings.run_folder / RECORD).exists()


def test_a_kill_while_a_document_is_taken_in_is_known_too(appliance: Appliance, settings: Settings) -> None:
    handed = Handed(settings)
    handed.note("v", b"half in")
    appliance.publish("avis.txt", b"half in")  # by the appliance, after the measure was killed
    assert Handed(settings).forget() == 1
    assert Handed(settings).forget() == 0


def test_a_commune_that_is_gone_has_nothing_left(appliance: Appliance, settings: Settings) -> None:
    Handed(settings).note("gone", b"x")
    assert Handed(settings).forget() == 0


@pytest.mark.parametrize(
    ("plan", "refused"),
    [
        (Plan("real", crisis="flood"), True),
        (Plan("real"), True),  # the city's documents change twice a minute
        (Plan("real", mix="tables"), False),
        (Plan("real", crisis="flood", publish=True), False),
        (Plan(SAMPLE, crisis="flood"), False),
    ],
)
def test_nothing_invented_is_published_in_a_real_commune_unless_one_says_so(
    appliance: Appliance, settings: Settings, plan: Plan, refused: bool
) -> None:
    own = Target("http://127.0.0.1:9", "token")
    if refused:
        with pytest.raises(Fault, match="avis inventés"):
            editing_of(settings, plan, own)
    else:
        editing_of(settings, plan, own)
    assert not appliance.taken


def test_anothers_appliance_is_only_asked_so_that_any_commune_may_be(
    appliance: Appliance, settings: Settings
) -> None:
    assert not editing_of(settings, Plan("real"), Target("http://elsewhere")).publishes
