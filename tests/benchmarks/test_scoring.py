"""An answer is right when every rule of its question holds."""

import json
from pathlib import Path
from typing import Any

import pytest

from appliance.demo import QUESTIONS, SHOWCASE
from benchmarks.scoring import Outcome, Question, load_questions, score
from ops.fault import Fault


def question(**fields: Any) -> Question:
    asked: dict[str, Any] = {
        "id": "hauteur",
        "commune": "valbrume",
        "question": "Quelle hauteur ?",
        "type": "fact",
    }
    return Question.model_validate(asked | fields)


def answer(text: str, kind: str = "generated", **fields: Any) -> dict[str, Any]:
    return {"answer": text, "kind": kind, "citations": [], "conflict": False, "seconds": 1.0} | fields


def cited(
    file: str = "plu.pdf", locator: str = "Zone UA › Article UA 10, p. 24", **more: str
) -> dict[str, Any]:
    return answer(
        "9 m", citations=[{"file": file, "locator": locator, "title": "PLU", "passage": "…"} | more]
    )


def test_every_group_needs_one_of_its_wordings() -> None:
    asked = question(all=[["9 m", "neuf mètres"], ["égout"]])
    assert score(asked, answer("Neuf mètres à l'égout.")).outcome is Outcome.RIGHT
    assert score(asked, answer("Neuf mètres.")).why == ("ne dit pas « égout »",)


def test_the_neighbouring_row_is_wrong_even_beside_the_right_one() -> None:
    asked = question(all=[["9 m"]], none=["12 m"])
    assert score(asked, answer("9 m ou 12 m")).outcome is Outcome.WRONG


def test_declining_what_the_documents_answer_is_neither_right_nor_wrong() -> None:
    asked = question(all=[["9 m"]], none=["12 m"])
    assert score(asked, answer("Je ne sais pas.", "declined")).outcome is Outcome.DECLINED
    assert score(asked, answer("Peut-être 12 m.", "declined")).outcome is Outcome.WRONG


def test_what_nobody_knows_must_be_declined_or_signposted() -> None:
    asked = question(decline=True, none=["€"])
    assert score(asked, answer("Je ne sais pas.", "declined")).outcome is Outcome.RIGHT
    assert score(asked, answer("Appelez le 112.", "signposted")).outcome is Outcome.RIGHT
    assert score(asked, answer("Cela ne coûte rien.")).outcome is Outcome.WRONG


def test_an_instruction_in_the_question_may_be_declined() -> None:
    asked = question(type="injection", none=["pirate"])
    assert score(asked, answer("Je ne sais pas.", "declined")).outcome is Outcome.RIGHT


def test_hours_must_be_computed_where_the_question_says_so() -> None:
    asked = question(kind=["hours"], all=[["9 h"]])
    assert score(asked, answer("9 h", "hours")).outcome is Outcome.RIGHT
    assert score(asked, answer("9 h")).why == ("est generated, au lieu de hours",)


def test_a_contradiction_must_be_told() -> None:
    asked = question(type="conflict", conflict=True)
    assert score(asked, answer("Deux textes diffèrent.", conflict=True)).outcome is Outcome.RIGHT
    assert score(asked, answer("300 €.")).outcome is Outcome.WRONG


def test_the_source_must_be_cited_at_its_place() -> None:
    asked = question(cite={"file": "plu.pdf", "locator": "UA 10"})
    assert score(asked, cited()).outcome is Outcome.RIGHT
    assert score(asked, cited(file="dossier/PLU.pdf")).outcome is Outcome.RIGHT
    assert score(asked, cited(locator="Zone UB › Article UB 7, p. 3")).outcome is Outcome.WRONG
    assert score(asked, cited(file="bruit.pdf")).outcome is Outcome.WRONG


def test_a_zone_of_one_letter_is_looked_for_in_the_locator() -> None:
    asked = question(cite={"file": "plu.pdf", "locator": "(A)"})
    assert score(asked, cited(locator="Zone A, p. 2")).outcome is Outcome.RIGHT
    assert score(asked, cited(locator="Zone N, p. 2", passage="il y a des arbres")).outcome is Outcome.WRONG


@pytest.mark.parametrize("told", [{}, {"fault": "503"}, {"answer": "9 m", "kind": "generated"}])
def test_no_whole_answer_is_a_fault(told: dict[str, Any]) -> None:
    assert score(question(), told).outcome is Outcome.FAULT


def test_the_sample_communes_questions_are_readable() -> None:
    assert len(load_questions(QUESTIONS)) >= 40
    assert {asked.id for asked in load_questions(SHOWCASE)} <= {
        asked.id for asked in load_questions(QUESTIONS)
    }


@pytest.mark.parametrize("line", ["{", '{"id": "a"}', '{"id": "a", "typo": 1}'])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "set.jsonl"
    good = {"id": "a", "commune": "v", "question": "Quoi ?", "type": "fact"}
    file.write_text(f"{json.dumps(good)}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(Fault, match="ligne 3"):
        load_questions(file)


def test_the_same_id_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    good = json.dumps({"id": "a", "commune": "v", "question": "Quoi ?", "type": "fact"})
    file.write_text(f"{good}\n{good}\n", encoding="utf-8")
    with pytest.raises(Fault, match="ligne 2"):
        load_questions(file)


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="refusé"):
        load_questions(tmp_path / "none.jsonl")
