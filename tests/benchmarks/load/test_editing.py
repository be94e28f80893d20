"""Documents handed over around a run: the crisis' one first, edits meanwhile, all forgotten at the end."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest

from appliance.settings import Settings
from benchmarks.load.editing import Editing, editing_of
from benchmarks.load.handed import Handed, record_of
from benchmarks.load.plan import Plan
from benchmarks.load.target import Target
from ops.fault import Fault
from tests.fake_engine import eventually

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = "valbrume-sur-oisette"


class Appliance:
    """Takes whatever it is given; a newer file of the same name takes the older one's place."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []
        self.documents: dict[str, dict[str, str]] = {}  # file name → document
        self.forgotten: list[str] = []
        self.refuses = ""  # the key of the fault of whatever is asked

    def hand_over(self, _commune: str, name: str, content: bytes) -> None:
        self.taken.append((name, content.decode()))
        self.publish(name, content)
        self._answer()

    def publish(self, name: str, content: bytes) -> None:
        digest = hashlib.sha256(content).hexdigest()
        self.documents[name] = {"document_id": f"d{len(self.taken)}", "sha256": digest}

    def listed(self, _commune: str) -> list[dict[str, str]]:
        if self.refuses != "bench.not_taken":
            self._answer()
        return list(self.documents.values())

    def forget(self, document_id: str) -> None:
        self.forgotten.append(document_id)
        self.documents = {
            name: one for name, one in self.documents.items() if one["document_id"] != document_id
        }

    def _answer(self) -> None:
        if self.refuses:
            raise Fault(key=self.refuses, sentence="Illisible.")


@pytest.fixture
def appliance() -> Any:
    return Appliance()


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "run" / "handed-over.json"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path)


def test_the_crisis_is_published_first_and_forgotten_last(appliance: Any, record: Path) -> None:
    with Editing(Plan("v", crisis="flood"), appliance, record):
        (name, text) = appliance.taken[0]
        assert name == "avis-inondation.txt"
        assert text.startswith("Avis à la population")
        assert not appliance.forgotten
    assert appliance.forgotten == ["d1"]


def test_a_crisis_whose_notice_was_not_taken_is_not_measured(appliance: Any, record: Path) -> None:
    appliance.refuses = "bench.not_taken"
    with pytest.raises(Fault, match="Illisible"), Editing(Plan("v", crisis="flood"), appliance, record):
        pass
    assert appliance.forgotten == ["d1"]


def test_documents_change_while_questions_are_asked(appliance: Any, record: Path) -> None:
    with Editing(Plan("v"), appliance, record) as editing:
        for _ in range(2):  # two runs of one measure: the second says something new again
            with editing.during() as changes:
                changes.begin(0.0, 60.0)  # long ago: both edits are due
                assert eventually(lambda: changes.plain()["done"] == 2)
    assert len({text for _, text in appliance.taken}) == len(appliance.taken) == 4
    assert appliance.forgotten == ["d4"]  # the newest one, which took the others' place


def test_edits_that_are_refused_are_counted_and_end_nothing(appliance: Any, record: Path) -> None:
    with Editing(Plan("v"), appliance, record) as editing:
        appliance.refuses = "bench.not_taken"
        with editing.during() as changes:
            changes.begin(0.0, 60.0)
            assert eventually(lambda: changes.plain()["failed"] == 2)
        assert changes.plain() == {"planned": 2, "done": 0, "failed": 2}


def test_who_is_no_administrator_changes_nothing_and_is_told_so(record: Path, capsys: Any) -> None:
    with Editing(Plan("v"), None, record) as editing, editing.during() as changes:
        changes.begin(0.0, 60.0)
    assert changes.plain()["planned"] == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "aucun document ne change" in told
    assert "et non le 2026-11-24T10:00" in told
    with pytest.raises(Fault, match="--token-file"), Editing(Plan("v", crisis="school"), None, record):
        pass


def test_another_appliances_token_is_told_before_anything_is_asked(appliance: Any, record: Path) -> None:
    appliance.refuses = "access.refused"
    with pytest.raises(Fault, match="jeton n'est pas celui"), Editing(Plan("v"), appliance, record):
        pass


def test_an_appliance_that_is_gone_by_the_end_loses_no_measure(
    appliance: Any, record: Path, capsys: Any
) -> None:
    with Editing(Plan("v", crisis="flood"), appliance, record):
        appliance.refuses = "appliance.not_running"
    assert "reste à oublier" in capsys.readouterr().out
    assert record.exists()


def test_what_a_killed_run_leaves_is_forgotten_when_the_next_begins(appliance: Any, record: Path) -> None:
    appliance.publish("avis-inondation.txt", b"what the mairie itself says")
    killed = Editing(Plan("v", crisis="school"), appliance, record)
    killed.__enter__()
    assert record.exists()
    with Editing(Plan("v"), appliance, record):
        assert appliance.forgotten == ["d1"]
        assert list(appliance.documents) == ["avis-inondation.txt"]
    assert not record.exists()


def test_a_kill_while_a_document_is_taken_in_is_known_too(appliance: Any, record: Path) -> None:
    appliance.refuses = "appliance.not_running"
    with pytest.raises(Fault):  # by the appliance, after the measure was killed
        Handed(appliance, record).hand_over("v", "avis.txt", b"half in")
    appliance.refuses = ""
    assert Handed(appliance, record).forget() == 1
    assert Handed(appliance, record).forget() == 0


def test_a_commune_that_is_gone_has_nothing_left(appliance: Any, record: Path) -> None:
    Handed(appliance, record).hand_over("gone", "avis.txt", b"x")
    appliance.refuses = "commune.unknown"
    assert Handed(appliance, record).forget() == 0
    assert not record.exists()


def test_each_appliance_has_a_record_of_its_own(tmp_path: Path) -> None:
    own, first, second = (
        Target("http://127.0.0.1:8080"),
        Target("http://a", "token", elsewhere=True),
        Target("http://b", "token", elsewhere=True),
    )
    assert record_of(tmp_path, own) == tmp_path / "handed-over.json"
    assert len({record_of(tmp_path, one) for one in (own, first, second)}) == 3


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
@pytest.mark.parametrize("elsewhere", [False, True])
def test_nothing_invented_is_published_in_a_real_commune_unless_one_says_so(
    settings: Settings, plan: Plan, refused: bool, elsewhere: bool
) -> None:
    administered = Target("http://127.0.0.1:9", "token", elsewhere)
    if refused:
        with pytest.raises(Fault, match="avis inventés"):
            editing_of(settings, plan, administered)
    else:
        editing_of(settings, plan, administered)


def test_without_the_token_it_is_only_asked_so_that_any_commune_may_be(settings: Settings) -> None:
    assert not editing_of(settings, Plan("real"), Target("http://elsewhere", elsewhere=True)).publishes
