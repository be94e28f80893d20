"""Our verdicts are those of the acceptance runner, on many answers; skipped where it is not there."""

from __future__ import annotations

import importlib.util
import itertools
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.folding import says
from benchmarks.scoring import Question, load_questions, score

if TYPE_CHECKING:
    from types import ModuleType

EVALUATION = Path(__file__).parents[3] / "shared" / "eval"
pytestmark = pytest.mark.skipif(
    not (EVALUATION / "run.py").is_file(), reason="the acceptance runner is not beside this checkout"
)

TEXTS = (
    "La mairie est fermée samedi 28 novembre ; elle rouvre lundi à 8 h 30.",
    "Ouvert de 9h à 12h et de 13:30 à 17:00, le 1er samedi de 9 heures à 11 h 45.",
    "Le repas coûte 5,50 € (QF < 1 200), 12,00 € sinon, soit 11 142 euros par an.",
    "Hauteur : 9 m à l’égout du toit, 12 m au faîtage ; zone UA, article UA10, 9 m² minimum.",
    "Opens at 2 p.m. and closes at 5:30 pm. Oui, **toujours**.",
    "Appelez le 04 67 34 70 00 ou le 0467347000, arrêté n° 2025-047 du 24.04.2014.",
    "Le rez-de-chaussée, cœur du bourg : 40 000 m2, 1.200 €, 3.5 %, 07/03/2024, page 61.",
    "Aucun ; 110 h, public, 10.5, 22h30-7h, 8:30:00, 12 h 30 min, vingt",
    "الفتح من ٩:٠٠ إلى ١٢",
    "",
)
WORDINGS = (
    *("ferme", "fermée", "pas ouverte", "est fermée", "n'ouvre pas", "oui", "non", "28", "28 novembre"),
    *("9 h", "9h00", "12 h", "12 h 30", "midi", "8 h 30", "13 h 30", "17 h", "11 h 45", "14 h", "17 h 30"),
    *("10 h", "110 h", "22 h 30", "7 h", "5,50", "5.5", "5,5 €", "12 €", "12", "1200", "1 200 €", "11142"),
    *("9 m", "12 m", "égout", "faîtage", "UA", "UA 10", "UB", "A", "9 m²", "toit, 12 m", "m", "2 m"),
    *("04 67 34 70 00", "0467347000", "2025-047", "047", "24.04.2014", "24.04", "2014", "rez de chaussée"),
    *("coeur", "cœur du bourg", "40000", "40 000 m2", "1.200 €", "3,5 %", "3", "07/03", "61", "p. 61"),
    *("€", "euros", "%", "vingt", "ving", "10,5", "10", "5", "l'égout", "toujours", "1er samedi", "1", " "),
)


@pytest.fixture(scope="module")
def runner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("acceptance_runner", EVALUATION / "run.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_same_wordings_are_said(runner: ModuleType) -> None:
    for text, wording in itertools.product(TEXTS, WORDINGS):
        assert says(text, wording) == runner.has(wording, runner.norm(text)), (text, wording)


def as_raw(question: Question) -> dict[str, Any]:
    raw = question.model_dump(mode="json", exclude_defaults=True)
    return {"decline": False, "conflict": False, "all": [], "none": []} | raw


def answers_to(question: Question, dice: random.Random) -> list[dict[str, Any]]:
    """Right ones, nearly right ones, declined ones, without a source, with a forbidden word."""
    right = " ; ".join(dice.choice(group) for group in question.all) or "Je ne sais pas."
    texts = [right, right.upper(), f"{right} {dice.choice(question.none or ('?',))}", dice.choice(TEXTS)]
    source = question.cite
    files = [source.file, "autre.pdf"] if source else ["autre.pdf"]
    places = [source.locator if source else "", "Zone UA › Article UA 10, p. 24", "p. 610"]
    return [
        {
            "answer": text,
            "kind": kind,
            "conflict": dice.random() < 0.5,
            "seconds": 1.0,
            "citations": [
                {"file": file, "locator": place, "title": "Règlement", "passage": "zone N", "url": "/x"}
            ],
        }
        for text, file, place in itertools.product(texts, files, places)
        for kind in dice.sample(("hours", "generated", "quoted", "declined", "signposted"), 2)
    ]


def test_the_same_answers_are_right_wrong_or_declined(runner: ModuleType) -> None:
    dice = random.Random(20261122)  # noqa: S311 - synthetic answers, not secrets
    compared = 0
    for question in load_questions(EVALUATION / "questions.jsonl"):
        for answer in answers_to(question, dice):
            theirs = runner.score(as_raw(question), answer)
            assert score(question, answer).outcome == theirs["verdict"], (question.id, answer, theirs["why"])
            compared += 1
    assert compared > 2000
