"""What is copied word for word from a passage passes against it: every sentence of the sample commune."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inference.guard import Guard
from inference.guard.sentences import sentences_of
from tests.inference.town import DEMO
from tests.ingest.town import Town

if TYPE_CHECKING:
    from pathlib import Path

_READ_FAST = (".html", ".odt", ".docx", ".pdf", ".ics", ".xlsx", ".json")
_SCANNED = ("arrete_2024-009_debits_de_boissons.pdf", "deliberation_2019-017_denomination_rue.pdf")


def test_every_sentence_of_the_sample_commune_passes_against_its_own_passage(tmp_path: Path) -> None:
    town = Town(tmp_path)
    town.ingest(*(p for p in DEMO.iterdir() if p.suffix in _READ_FAST and p.name not in _SCANNED))
    documents = [document.document_id for document in town.shelf.documents()]
    passages = [passage for each in documents for passage in town.shelf.document_passages(each)]
    guards = [(Guard([passage], known="Valbrume-sur-Oisette"), passage.text) for passage in passages]
    judged = [guard.decide(sentence) for guard, text in guards for sentence in sentences_of(text)]
    assert len(judged) > 1000
    assert not [decision for decision in judged if not decision.passed]
